import { rmdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Address, chooseAddress, isShortFolder } from './address.ts'
import { EmbeddedDatabaseError } from './errors.ts'
import { type Folder, giveAllTo, giveTo } from './folder.ts'
import { hasCluster, initialise } from './initialise.ts'
import { openLogFile, tailOf } from './log-file.ts'
import { disownStaleLocks, isServerOf, readPostmaster } from './postmaster.ts'
import { findNativeFolder, type Programs, preparePrograms } from './programs.ts'
import { chooseRunAs, spawnAs } from './run-as.ts'

export type ServerOptions = {
  readonly log: (line: string) => void
  /** Instead of the installed package's. */
  readonly nativeFolder?: string | undefined
  /** Listen on 127.0.0.1 even where sockets work. */
  readonly tcp?: boolean | undefined
  /** False gives up durability for speed: for tests that throw their data away. */
  readonly durable?: boolean | undefined
}

/** A server we started: still alive, or what its log said when it ended. */
export type Started = { ended(): Promise<string> | undefined }

const stopWithinMs = 60_000

/** Starts the server, making the database first when there is none. Only for the holder of the gate. */
export async function startServer(folder: Folder, options: ServerOptions): Promise<Started> {
  const exists = await hasCluster(folder)
  const programs = await preparePrograms(options.nativeFolder ?? findNativeFolder(), `${folder.run}/lib`)
  const way = await chooseRunAs(programs, folder, options.log)
  if (!exists) await initialise(folder, programs, way, options.durable !== false)
  else if (way.as && folder.owner?.uid === 0) await giveAllTo(folder.cluster, way.as)
  const owner = way.as ?? folder.owner
  const address = await chooseAddress(folder, owner, options.tcp)
  await disownStaleLocks(folder.cluster, address)

  const log = await openLogFile(folder.logFile)
  await giveTo(folder.logFile, owner)
  const [program, args] = startCommand(programs, folder, settingsFor(address, options.durable !== false))
  const child = spawnAs(way, program, args, {
    env: programs.env,
    // A session of its own: Ctrl-C in the terminal reaches us, and we stop the server when the last of us leaves.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  let ended: (() => Promise<string>) | undefined
  child.on('error', (error) => {
    ended = async () => error.message
  })
  child.on('exit', (code) => {
    // pg_ctl (Windows) ends at once and well; the server lives on.
    if (process.platform !== 'win32' || code !== 0) ended = () => tailOf(folder.logFile, log.sizeBytes)
  })
  child.unref()
  await log.close()
  options.log(
    `PostgreSQL starts in ${folder.cluster}, ${address.socketFolder ? `socket in ${address.socketFolder}` : `127.0.0.1:${address.port}`}`,
  )
  return { ended: () => ended?.() }
}

/** Stops the server cleanly: sessions are ended, everything is on disk. Does nothing when none runs here. */
export async function stopServer(folder: Folder, options: ServerOptions): Promise<void> {
  const running = await readPostmaster(folder.cluster)
  if (!running || !(await isServerOf(folder.cluster, running.pid))) return
  await askToStop(running.pid, folder, options)
  const deadline = performance.now() + stopWithinMs
  while (await isServerOf(folder.cluster, running.pid)) {
    if (performance.now() > deadline) {
      throw new EmbeddedDatabaseError(
        'busy',
        `The database server (process ${running.pid}) has not stopped within ${stopWithinMs / 1000} s. Stored data is safe. It may go on running; the next start uses it.`,
      )
    }
    await sleep(3)
  }
  const { socketFolder } = running.address
  if (socketFolder && isShortFolder(socketFolder, folder)) {
    await rmdir(socketFolder).catch(() => {
      // Somebody has put something there or tidied up before us; an empty folder is all that could stay behind.
    })
  }
  options.log(`PostgreSQL stopped in ${folder.cluster}`)
}

async function askToStop(pid: number, folder: Folder, options: ServerOptions): Promise<void> {
  if (process.platform !== 'win32') {
    // SIGINT is PostgreSQL's fast shutdown.
    process.kill(pid, 'SIGINT')
    return
  }
  // Windows knows no signals; pg_ctl has its own way to the server.
  const programs = await preparePrograms(options.nativeFolder ?? findNativeFolder(), `${folder.run}/lib`)
  spawnAs({}, programs.pgCtl, ['stop', '-D', folder.cluster, '-m', 'fast', '-W'], { stdio: 'ignore' })
}

function startCommand(programs: Programs, folder: Folder, settings: readonly string[]): [string, string[]] {
  const asOptions = settings.flatMap((setting) => ['-c', setting])
  if (process.platform !== 'win32') return [programs.postgres, ['-D', folder.cluster, ...asOptions]]
  // On Windows pg_ctl gives up administrator's rights first, which PostgreSQL refuses as it refuses root.
  return [programs.pgCtl, ['start', '-D', folder.cluster, '-W', '-o', asOptions.join(' ')]]
}

function settingsFor(address: Address, durable: boolean): string[] {
  return [
    `port=${address.port}`,
    `unix_socket_directories=${quoteList(address.socketFolder ?? '')}`,
    `listen_addresses=${address.socketFolder ? '' : '127.0.0.1'}`,
    'unix_socket_permissions=0700',
    'max_connections=60',
    'shared_buffers=32MB',
    'jit=off',
    'timezone=UTC',
    'log_timezone=UTC',
    // Its own life and fatal errors only: refused statements are the caller's to log, and their details name people.
    'log_min_messages=log',
    'log_checkpoints=off',
    'log_error_verbosity=terse',
    'log_min_error_statement=panic',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
}

/** The setting is a list: a comma in a folder's name would split it. */
function quoteList(path: string): string {
  return path === '' ? '' : `"${path.replaceAll('"', '""')}"`
}
