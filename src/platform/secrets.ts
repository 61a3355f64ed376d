import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Seals small secrets with AES-256-GCM. The key never leaves this object. */
export type SecretBox = {
  /** Which key sealed, for rotation. */
  readonly keyId: string
  /** `context` binds the seal to its owner: opening it under another one fails. */
  seal(secret: Readonly<Record<string, string>>, context: string): Buffer
  /** @throws Error where the key, the context or the bytes are not those of the seal. */
  open(sealed: Buffer, context: string): Record<string, string>
}

const ivBytes = 12
const tagBytes = 16

/** A box from `SELARAS_SECRET`, else from a key file (mode 600) in the data folder, made at the first need; backups leave it out. */
export async function openSecretBox(config: {
  readonly secret: string | undefined
  readonly dataFolder: string
}): Promise<SecretBox> {
  const material = config.secret ? Buffer.from(config.secret) : await keyFile(config.dataFolder)
  const key = Buffer.from(hkdfSync('sha256', material, 'selaras', 'credential', 32))
  const keyId = Buffer.from(hkdfSync('sha256', material, 'selaras', 'key id', 6)).toString('hex')
  return {
    keyId,
    seal(secret, context) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(JSON.stringify(secret), 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    open(sealed, context) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes)).setAAD(Buffer.from(context))
      decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
      const body = Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()])
      return JSON.parse(body.toString('utf8')) as Record<string, string>
    },
  }
}

async function keyFile(dataFolder: string): Promise<Buffer> {
  const path = join(dataFolder, 'secret.key')
  await mkdir(dataFolder, { recursive: true })
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(randomBytes(32).toString('hex'))
    await file.close()
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
  return readFile(path)
}
