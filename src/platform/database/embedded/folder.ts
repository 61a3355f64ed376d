import { chown, lchown, mkdir, open, readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, EmbeddedDatabaseError } from './errors.ts'

export type Owner = { readonly uid: number; readonly gid: number }

/** Where things of one data folder lie. All paths are absolute. */
export type Folder = {
  readonly root: string
  /** What PostgreSQL calls its data directory. */
  readonly cluster: string
  /** Locks, log, password, socket: nothing in it is worth a backup, and no backup may open its locks. */
  readonly run: string
  /** Held for the short time of starting or stopping. */
  readonly gateLock: string
  /** Shared by every process that uses the server: who can have it alone is the last one. */
  readonly presenceLock: string
  readonly passwordFile: string
  readonly logFile: string
  /** Who owns the database files, or will: this user, for root the owner of the data folder. Undefined on Windows. */
  readonly owner: Owner | undefined
}

/** Makes what is missing of the data folder, for its owner only. @throws EmbeddedDatabaseError in words. */
export async function openFolder(dataFolder: string): Promise<Folder> {
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 })
    const root = await realpath(dataFolder)
    const cluster = join(root, 'postgres')
    const run = join(root, 'postgres-run')
    const owner = await chooseOwner(root, cluster)
    const folder: Folder = {
      root,
      cluster,
      run,
      gateLock: join(run, 'gate.lock'),
      presenceLock: join(run, 'presence.lock'),
      passwordFile: join(run, 'password'),
      logFile: join(run, 'server.log'),
      owner,
    }
    await makeOwnFolder(run, owner)
    await createFile(folder.gateLock, owner)
    await createFile(folder.presenceLock, owner)
    return folder
  } catch (error) {
    if (error instanceof EmbeddedDatabaseError) throw error
    throw new EmbeddedDatabaseError(
      'folder_not_usable',
      `The data folder ${dataFolder} cannot be used (${codeOf(error) || String(error)}). Nothing was changed. Give this user the right to write there, or choose another folder with SELARAS_DATA.`,
      error,
    )
  }
}

/** Makes a folder of mode 700 that belongs to `owner` (only root can give it away). Existing ones are kept. */
export async function makeOwnFolder(path: string, owner: Owner | undefined): Promise<void> {
  if ((await mkdir(path, { recursive: true, mode: 0o700 })) !== undefined) await giveTo(path, owner)
}

/** Hands a file to the user the server runs as. Does nothing unless we are root. */
export async function giveTo(path: string, owner: Owner | undefined): Promise<void> {
  if (owner && process.geteuid?.() === 0) await chown(path, owner.uid, owner.gid)
}

/** Hands over a whole folder, itself last: after an interruption it still counts as not handed over. */
export async function giveAllTo(folder: string, owner: Owner): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true }))
    await lchown(join(folder, entry), owner.uid, owner.gid)
  await chown(folder, owner.uid, owner.gid)
}

/** Creates a file of mode 600 with `text`; answers false when it is there already, without opening it. */
export async function createFile(path: string, owner: Owner | undefined, text = ''): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(text).finally(() => file.close())
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  await giveTo(path, owner)
  return true
}

async function chooseOwner(root: string, cluster: string): Promise<Owner | undefined> {
  const self = process.geteuid?.()
  if (self === undefined) return undefined
  const owner = await ownerOf(cluster)
  if (owner && self !== 0 && self !== owner.uid) {
    throw new EmbeddedDatabaseError(
      'other_owner',
      `The database in ${cluster} belongs to user ${owner.uid}, and this is user ${self}. Nothing was changed. Run this as user ${owner.uid}, or choose another folder with SELARAS_DATA.`,
    )
  }
  return owner ?? (self === 0 ? await ownerOf(root) : { uid: self, gid: process.getegid?.() ?? self })
}

async function ownerOf(path: string): Promise<Owner | undefined> {
  try {
    const { uid, gid } = await stat(path)
    return { uid, gid }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
