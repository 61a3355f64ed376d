import { execFile } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Address, socketPath } from './address.ts'
import { codeOf } from './errors.ts'

/** What the server says about itself in `postmaster.pid` (postgresql.org/docs/18/storage-file-layout.html). */
export type Postmaster = {
  readonly pid: number
  /** The data directory as the server was told it; a copied or moved folder still names the old place. */
  readonly cluster: string
  readonly address: Address
  readonly ready: boolean
}

// Above every kernel's largest process number (pid_max of Linux is at most 2^22).
const nobodysPid = 2 ** 31 - 2

/** Undefined when no server runs or ever crashed here. What it says may be left over: see `isServerOf`. */
export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readIfThere(join(cluster, 'postmaster.pid'))
  const [pid, writtenIn = '', , port, socketFolder, , , status] = (text ?? '').split('\n')
  if (!pid || !port) return undefined
  const address = { port: Number(port), ...(socketFolder ? { socketFolder } : {}) }
  return { pid: Number(pid), cluster: writtenIn, address, ready: status?.trim() === 'ready' }
}

/**
 * Whether process `pid` is the server of these files, not just a process that got its number later. A server works
 * inside its data directory, so Linux tells by that; elsewhere its command line names the directory.
 */
export async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (process.platform === 'win32') return true
  if (process.platform === 'linux') {
    const [works, ours] = await Promise.all([stat(`/proc/${pid}/cwd`).catch(() => undefined), stat(cluster)])
    return works?.ino === ours.ino && works.dev === ours.dev
  }
  const listed = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return listed.stdout.includes('postgres') && listed.stdout.includes(cluster)
}

/**
 * PostgreSQL will not start while the process number in a left-over lock file belongs to somebody, even to a stranger
 * who got it after a crash or in a new container. Writes a number there that nobody can have. The rest stays: by it
 * PostgreSQL finds server processes that outlived their postmaster. Call it only while no server of these files runs.
 */
export async function disownStaleLocks(cluster: string, address: Address): Promise<void> {
  const files = [join(cluster, 'postmaster.pid')]
  if (address.socketFolder) files.push(`${socketPath(address.socketFolder, address.port)}.lock`)
  for (const file of files) {
    const text = await readIfThere(file)
    const pid = Number(text?.split('\n')[0])
    if (!text || !isAlive(pid) || (await isServerOf(cluster, pid))) continue
    await writeFile(file, text.replace(/^\d+/, String(nobodysPid)))
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
