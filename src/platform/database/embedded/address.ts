import { createHash } from 'node:crypto'
import { lstat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type Folder, makeOwnFolder, type Owner } from './folder.ts'

/** Where the server listens: a socket inside `socketFolder`, or `port` on 127.0.0.1 when there is none. */
export type Address = { readonly socketFolder?: string; readonly port: number }

/** The number in the socket's name. Nothing listens on a port of the network then. */
const socketPort = 5432
/** The kernel cuts off longer names: sun_path is 108 bytes with its end mark on Linux, 104 elsewhere (unix(7)). */
const maxSocketPathBytes = process.platform === 'linux' ? 107 : 103

/**
 * A socket in the data folder; in a short folder of the temporary folder when its path would be too long; 127.0.0.1
 * where the driver knows no sockets (Windows) or that folder is not ours alone. `tcp` asks for the last one.
 */
export async function chooseAddress(folder: Folder, owner: Owner | undefined, tcp = false): Promise<Address> {
  if (!tcp && process.platform !== 'win32') {
    if (fits(folder.run)) return { socketFolder: folder.run, port: socketPort }
    const short = join(tmpdir(), shortName(folder))
    if (fits(short)) {
      await makeOwnFolder(short, owner)
      // The temporary folder is everybody's: another user may have made this name first.
      const made = await lstat(short)
      if (made.isDirectory() && (made.mode & 0o077) === 0 && made.uid === owner?.uid) {
        return { socketFolder: short, port: socketPort }
      }
    }
  }
  return { port: await freePort() }
}

/** Whether this is the folder that `chooseAddress` makes in a temporary folder for these data. */
export function isShortFolder(socketFolder: string, folder: Folder): boolean {
  return basename(socketFolder) === shortName(folder)
}

function shortName(folder: Folder): string {
  return `pg-${createHash('sha256').update(folder.root).digest('hex').slice(0, 16)}`
}

export function socketPath(socketFolder: string, port: number): string {
  return join(socketFolder, `.s.PGSQL.${port}`)
}

function fits(socketFolder: string): boolean {
  return Buffer.byteLength(socketPath(socketFolder, socketPort)) <= maxSocketPathBytes
}

function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const probe = createServer()
  probe.on('error', reject)
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
  })
  return promise
}
