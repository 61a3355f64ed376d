import { execFile } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startWeb } from '../../src/main/serve.ts'
import { startTestServer, type TestServer } from './server.ts'

const builtPage = 'dist/web/index.html'

export type TestSite = { readonly server: TestServer; readonly address: string; stop(): Promise<void> }

/** The web role as it is served, browser application and all, on a free port of 127.0.0.1. */
export async function startTestSite(
  options: { at?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<TestSite> {
  await ensureWebBuild()
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const env = { ...options.env, PORT: String(port), SELARAS_URL: address }
  const server = await startTestServer({ ...options, env })
  const site = await startWeb(server.installation)
  return {
    server,
    address,
    stop: async () => {
      await site.stop()
      await server.stop()
    },
  }
}

/** Builds the browser application when there is none, or when a source is younger than it. */
export async function ensureWebBuild(): Promise<void> {
  const builtAt = existsSync(builtPage) ? statSync(builtPage).mtimeMs : 0
  if (builtAt > Math.max(youngest('src/web'), statSync('vite.config.ts').mtimeMs)) return
  // In a process of its own: inside the test's the libraries would be built in their testing shape.
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], {
    env,
  })
}

function youngest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return Math.max(...files.map((name) => statSync(join(folder, name)).mtimeMs))
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening))
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}
