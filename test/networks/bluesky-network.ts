import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { joinEmbeddedDatabase } from '../../src/platform/database/embedded.ts'
import { startRedis } from './redis-server.ts'

export type RealAccount = {
  readonly did: string
  readonly handle: string
  /** The main password: for acting as a person in the app. Selaras gets the app password. */
  readonly password: string
  readonly appPassword: string
}

export type BlueskyNetwork = {
  readonly pdsUrl: string
  readonly appviewUrl: string
  /** Where identities are written down. */
  readonly plcUrl: string
  /** `handle` ends in `.test`; short common words are reserved. */
  createAccount(handle: string): Promise<RealAccount>
  /** A further PDS in a process of its own, which can be killed and started again on the same files. */
  startPds(): Promise<OwnPds>
  /** Waits until the AppView has seen everything, so that counts can be read. */
  processAll(): Promise<void>
  /** The same access token, a day old. */
  expireToken(jwt: string): Promise<string>
  close(): Promise<void>
}

export type OwnPds = {
  readonly url: string
  createAccount(handle: string): Promise<RealAccount>
  /** `kill -9`. */
  kill(): Promise<void>
  /** On the same port and files. */
  start(): Promise<void>
}

type Answer = {
  readonly id?: number
  readonly result?: unknown
  readonly error?: string
  readonly ready?: { pdsUrl: string; appviewUrl: string; plcUrl: string }
}

const serverFolder = fileURLToPath(new URL('./server/', import.meta.url))
const bootWithinMs = 120_000

/**
 * Boots the real Bluesky server software on loopback: installs it on first use (`npm ci`, 0.5 GB, in a folder of its
 * own), with an embedded PostgreSQL and a Redis that live as long as it does.
 * @throws Error in words when a part cannot be had.
 */
export async function startBlueskyNetwork(): Promise<BlueskyNetwork> {
  installServer()
  const folder = await mkdtemp(join(tmpdir(), 'selaras-bsky-'))
  const closers: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })]
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    const [database, redis] = await Promise.all([
      joinEmbeddedDatabase({ dataFolder: join(folder, 'data') }),
      startRedis(),
    ])
    closers.push(
      () => database.release(),
      () => redis.close(),
    )
    // The servers keep repositories and pictures in the folder for temporary files.
    await mkdir(join(folder, 'tmp'))
    const child = fork(join(serverFolder, 'start.js'), {
      cwd: serverFolder,
      execArgv: [],
      env: {
        ...process.env,
        DB_POSTGRES_URL: addressOf(database.connection),
        REDIS_HOST: redis.address,
        TMPDIR: join(folder, 'tmp'),
        LOG_ENABLED: 'false',
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    closers.push(() => end(child))
    const line = await talkTo(child)
    return {
      ...line.ready,
      createAccount: (handle) => line.ask('createAccount', { handle }) as Promise<RealAccount>,
      startPds: async () => {
        const port = await freePort()
        const url = `http://localhost:${port}`
        const settings = await line.ask('pdsSettings', { port, folder: join(folder, `pds-${port}`) })
        let running = await forkPds(settings)
        closers.push(() => end(running))
        return {
          url,
          createAccount: (handle) => line.ask('createAccount', { handle, service: url }) as Promise<RealAccount>,
          kill: () => end(running),
          start: async () => {
            running = await forkPds(settings)
          },
        }
      },
      processAll: async () => void (await line.ask('processAll', {})),
      expireToken: (jwt) => line.ask('expireToken', { jwt }) as Promise<string>,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function forkPds(settings: unknown): Promise<ChildProcess> {
  const child = fork(join(serverFolder, 'pds.js'), {
    cwd: serverFolder,
    execArgv: [],
    env: { ...process.env, PDS_SETTINGS: JSON.stringify(settings), LOG_ENABLED: 'false' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', (code) => reject(new Error(`The PDS ended with code ${code} before it was ready.`)))
  })
  return child
}

function addressOf({
  host,
  port,
  user,
  database,
  password,
}: Awaited<ReturnType<typeof joinEmbeddedDatabase>>['connection']): string {
  const login = password === undefined ? user : `${user}:${encodeURIComponent(password)}`
  return `postgres://${login}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}

function installServer(): void {
  if (Number(process.versions.node.split('.')[0]) < 24)
    throw new Error(`The Bluesky servers need Node 24; this is ${process.version}.`)
  const lock = createHash('sha256')
    .update(readFileSync(join(serverFolder, 'package-lock.json')))
    .digest('hex')
  const stamp = join(serverFolder, 'node_modules', '.installed')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  process.stderr.write('Installing the Bluesky servers for tests (about half a minute) ...\n')
  const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter)
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: serverFolder,
    env: { ...process.env, PATH },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('The Bluesky servers could not be installed (npm ci in test/networks/server).')
  writeFileSync(stamp, lock)
}

async function talkTo(child: ChildProcess) {
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>()
  let complaints = ''
  let asked = 0
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints = `${complaints}${chunk}`.slice(-4000)
  })
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => {
      const error = new Error(`The Bluesky servers ended with code ${code}.\n${complaints}`)
      for (const { reject: giveUp } of waiting.values()) giveUp(error)
      reject(error)
    })
  })
  ended.catch(() => {}) // An end after the start is told to those who wait for an answer.
  const started = new Promise<{ pdsUrl: string; appviewUrl: string; plcUrl: string }>((resolve, reject) => {
    setTimeout(
      () => reject(new Error(`The Bluesky servers did not start in ${bootWithinMs / 1000} s.\n${complaints}`)),
      bootWithinMs,
    ).unref()
    child.on('message', ({ id, result, error, ready }: Answer) => {
      if (ready !== undefined) return resolve(ready)
      const asker = waiting.get(id ?? 0)
      waiting.delete(id ?? 0)
      if (error === undefined) asker?.resolve(result)
      else asker?.reject(new Error(error))
    })
  })
  return {
    ready: await Promise.race([started, ended]),
    ask(command: string, input: object): Promise<unknown> {
      asked += 1
      const id = asked
      child.send({ id, command, input })
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    },
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
