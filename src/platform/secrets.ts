import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { copyFile, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

export type Secret = Readonly<Record<string, string>>

/** Seals small secrets with AES-256-GCM. The key never leaves this object. */
export type SecretBox = {
  /** Which key seals, for rotation. */
  readonly keyId: string
  /** `context` binds the seal to its owner: opening it under another one fails. */
  seal(secret: Secret, context: string): Buffer
  /**
   * Opens what was sealed with the key in use or the one before it.
   * @throws Error where key, context or bytes are not those of the seal.
   */
  open(sealed: Buffer, context: string): Record<string, string>
  /** False where a seal still needs the key before. @throws Error where no known key opens it. */
  isCurrent(sealed: Buffer, context: string): boolean
}

/** Where the master key comes from: `SELARAS_SECRET` (and the one before it while it is rotated), else key files of the data folder. */
export type SecretSource = {
  readonly secret: string | undefined
  readonly previousSecret?: string | undefined
  readonly dataFolder: string
}

const ivBytes = 12
const tagBytes = 16
const fileName = 'secret.key'
const previousFileName = 'secret.previous.key'

/** Seals with a key of 32 bytes. */
export function sealWith(key: Buffer, secret: Secret, context: string): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(JSON.stringify(secret), 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

/** @throws Error where key, context or bytes are not those of the seal. */
export function openWith(key: Buffer, sealed: Buffer, context: string): Record<string, string> {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes)).setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
  const body = Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()])
  return JSON.parse(body.toString('utf8')) as Record<string, string>
}

/** A box from `SELARAS_SECRET`, else from a key file (mode 600) in the data folder, made at the first need; backups leave key files out. */
export async function openSecretBox(source: SecretSource): Promise<SecretBox> {
  if (source.secret === undefined) await ensureKeyFile(source.dataFolder)
  let keys = readKeys(source)
  const find = (sealed: Buffer, context: string) => {
    const opened = firstThatOpens(keys, sealed, context)
    if (opened || source.secret !== undefined) return opened
    // Another process may have rotated the key file since.
    keys = readKeys(source)
    return firstThatOpens(keys, sealed, context)
  }
  const mustFind = (sealed: Buffer, context: string) => {
    const found = find(sealed, context)
    if (!found)
      throw new Error('A sealed secret cannot be opened: it was sealed with another key, or for another owner')
    return found
  }
  return {
    get keyId() {
      return current(keys).id
    },
    seal: (secret, context) => {
      // Sealing is rare; reading the file each time, a process that runs through a rotation seals with the new key.
      if (source.secret === undefined) keys = readKeys(source)
      return sealWith(current(keys).key, secret, context)
    },
    open: (sealed, context) => mustFind(sealed, context).secret,
    isCurrent: (sealed, context) => mustFind(sealed, context).keyId === current(keys).id,
  }
}

/**
 * Puts a new key file in place; the old one is kept beside it until everything is sealed anew. With `SELARAS_SECRET` there
 * is no file to rotate. @throws Error saying so.
 */
export async function rotateKeyFile(source: SecretSource): Promise<void> {
  if (source.secret !== undefined)
    throw new Error(
      'The key comes from SELARAS_SECRET: set a new one there, the old one as SELARAS_SECRET_PREVIOUS, and start',
    )
  await ensureKeyFile(source.dataFolder)
  const fresh = join(source.dataFolder, `${fileName}.new`)
  await rm(fresh, { force: true })
  await writeKey(fresh)
  // A copy, so that at no moment there is no key: whoever starts just then would make another.
  await copyFile(join(source.dataFolder, fileName), join(source.dataFolder, previousFileName))
  await rename(fresh, join(source.dataFolder, fileName))
}

/** Forgets the key before the one in use. Nothing may be sealed with it any more. */
export async function forgetPreviousKeyFile(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, previousFileName), { force: true })
}

type Key = { readonly id: string; readonly key: Buffer }

function firstThatOpens(keys: readonly Key[], sealed: Buffer, context: string) {
  for (const { id, key } of keys) {
    try {
      return { keyId: id, secret: openWith(key, sealed, context) }
    } catch {
      // Sealed with another key; the next one is tried.
    }
  }
  return undefined
}

/** The key in use first, then the one before it. */
function readKeys(source: SecretSource): readonly Key[] {
  const { secret, previousSecret, dataFolder } = source
  const materials =
    secret === undefined
      ? [readIfThere(join(dataFolder, fileName)), readIfThere(join(dataFolder, previousFileName))]
      : [Buffer.from(secret), previousSecret ? Buffer.from(previousSecret) : undefined]
  return materials.flatMap((material) => (material ? [keyOf(material)] : []))
}

function keyOf(material: Buffer): Key {
  const key = Buffer.from(hkdfSync('sha256', material, 'selaras', 'credential', 32))
  return { key, id: Buffer.from(hkdfSync('sha256', material, 'selaras', 'key id', 6)).toString('hex') }
}

function current(keys: readonly Key[]): Key {
  const [first] = keys
  if (!first) throw new Error('There is no key to seal with: the key file is gone')
  return first
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined
    throw error
  }
}

async function ensureKeyFile(dataFolder: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true })
  const path = join(dataFolder, fileName)
  try {
    await writeKey(path)
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
    await waitForContent(path)
  }
}

async function writeKey(path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  await file.writeFile(randomBytes(32).toString('hex'))
  await file.close()
}

// Another process has made the file and is about to write into it.
async function waitForContent(path: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await readFile(path)).length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(
    `The key file ${path} is empty: put it back from where it is kept, or remove it where nothing is sealed`,
  )
}
