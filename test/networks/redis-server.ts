import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'

const debianInstaller = 'apt-get'

export type RunningRedis = { readonly address: string; close(): Promise<void> }

/** Starts a Redis of its own on a free port, in memory only. @throws Error in words when there is none to start. */
export async function startRedis(): Promise<RunningRedis> {
  const program = findProgram() ?? installProgram()
  const port = await freePort()
  const memoryOnly = ['--save', '', '--appendonly', 'no', '--dir', '/tmp']
  const child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--daemonize', 'no', ...memoryOnly], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await ready(child)
  return { address: `127.0.0.1:${port}`, close: () => stop(child) }
}

function findProgram(): string | undefined {
  return ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0)
}

function installProgram(): string {
  const howTo = 'The AppView needs Redis for tests. Install it (Debian: apt-get install redis-server) and start again.'
  if (process.getuid?.() !== 0 || spawnSync(debianInstaller, ['--version']).status !== 0) throw new Error(howTo)
  process.stderr.write('Installing redis-server (Debian) ...\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync(debianInstaller, ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  spawnSync(debianInstaller, ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const program = findProgram()
  if (program === undefined) throw new Error(howTo)
  return program
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`redis-server ended with code ${code}`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Ready to accept connections')) resolve()
    })
  })
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
