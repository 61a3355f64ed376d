import { setTimeout as sleep } from 'node:timers/promises'
import { type Address, isShortFolder } from './address.ts'
import { EmbeddedDatabaseError } from './errors.ts'
import type { Folder } from './folder.ts'
import { hasCluster } from './initialise.ts'
import { type Connection, connectionTo, createDatabase, knock } from './login.ts'
import { isServerOf, type Postmaster, readPostmaster } from './postmaster.ts'
import { type ServerOptions, type Started, startServer } from './server.ts'

const pollMs = 4
/** Long enough to replay what a crash left (at most about a gigabyte of log). */
const readyWithinMs = 180_000
const silentForMs = 15_000

/** Finds the running server of these files, or starts it. Only for the holder of the gate. */
export async function findOrStart(folder: Folder, options: ServerOptions): Promise<Connection> {
  await hasCluster(folder)
  const begun = performance.now()
  let started: Started | undefined
  while (performance.now() - begun < readyWithinMs) {
    const seen = await look(folder, started !== undefined)
    if (seen.state === 'ready') return seen.connection
    if (seen.state === 'no_database') await createDatabase(seen.connection, folder)
    else if (seen.state === 'silent' && performance.now() - begun > silentForMs) throw unreachable(folder, seen.pid)
    else if (seen.state === 'absent') started = await startOnce(started, folder, options, begun)
    await sleep(pollMs)
  }
  throw unreachable(folder)
}

type Seen =
  | { state: 'ready' | 'no_database'; connection: Connection }
  | { state: 'coming_or_going' | 'absent' }
  | { state: 'silent'; pid: number }

async function look(folder: Folder, weStartedOne: boolean): Promise<Seen> {
  const server = await readPostmaster(folder.cluster)
  if (!server) return { state: 'absent' }
  const here = await isServerOf(folder.cluster, server.pid)
  if (here && !server.ready) return { state: 'coming_or_going' }
  const address = addressOf(server, here, folder)
  // Not a process of this machine's view: it may still run in another container that shares the folder, so ask.
  if (!address || (!here && weStartedOne)) return { state: 'absent' }
  const connection = await connectionTo(address, folder)
  switch (await knock(connection)) {
    case 'in':
      return { state: 'ready', connection }
    case 'missing':
      return { state: 'no_database', connection }
    case 'not_yet':
      return { state: 'coming_or_going' }
    case 'nobody':
      return here ? { state: 'silent', pid: server.pid } : { state: 'absent' }
  }
}

/**
 * A copy of a data folder, taken while its server ran, names the other one's server: unless the process is surely
 * ours, only an address that can be no other's counts.
 */
function addressOf(server: Postmaster, here: boolean, folder: Folder): Address | undefined {
  const { socketFolder, port } = server.address
  if (socketFolder === undefined) return here || server.cluster === folder.cluster ? server.address : undefined
  if (isShortFolder(socketFolder, folder)) return server.address
  return { socketFolder: folder.run, port }
}

async function startOnce(
  started: Started | undefined,
  folder: Folder,
  options: ServerOptions,
  begun: number,
): Promise<Started> {
  if (!started) return startServer(folder, options)
  const said = await started.ended()
  if (said === undefined) return started
  // Sessions of a killed server notice its death within moments, and PostgreSQL rightly refuses to write beside the
  // last of them; or a server whose starter was killed has just come up: the next look finds it.
  const waits = /shared memory block|lock file/.test(said) && performance.now() - begun < silentForMs
  if (!waits) {
    throw new EmbeddedDatabaseError(
      'start_failed',
      `PostgreSQL did not start: ${said || 'it said nothing'}. Stored data is as it was. The whole log is ${folder.logFile}.`,
    )
  }
  await sleep(50)
  return startServer(folder, options)
}

function unreachable(folder: Folder, pid?: number): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    'unreachable',
    `The database server of ${folder.cluster} ${pid ? `runs (process ${pid}) but` : ''} does not answer. Stored data is safe. End that process with SIGINT and start again; its log is ${folder.logFile}.`,
  )
}
