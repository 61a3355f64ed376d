import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { extname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import { atMission, signInAs } from '../support/sign-in.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.atom': 'application/atom+xml',
}

let server: TestServer
let application: ChildProcess | undefined
let files: Server | undefined

beforeAll(async () => {
  server = await startTestServer({ at: new Date().toISOString() })
}, 60_000)
afterAll(async () => {
  application?.kill('SIGKILL')
  await new Promise((closed) => (files ? files.close(closed) : closed(undefined)))
  await server?.stop()
})

/** Any web server at all: it knows nothing but a folder. */
async function serveFolder(folder: string): Promise<string> {
  files = createServer((request, response) => {
    const path = (request.url ?? '/').replace(/\/$/, '/index.html')
    readFile(join(folder, path)).then(
      (bytes) => response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain' }).end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((listening) => files?.listen(0, '127.0.0.1', listening))
  const address = files.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

/** The application in a process of its own, on the same database and data folder. */
async function startApplication(): Promise<string> {
  const { config, connection } = server.installation
  if (!('url' in connection)) throw new Error('the test database has an address')
  const child = spawn(process.execPath, ['test/journeys/serve-process.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: connection.url,
      SELARAS_DATA: config.dataFolder,
      SELARAS_SECRET: 'secret of the tests',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  application = child
  return new Promise((ready, failed) => {
    child.once('exit', (code) => failed(new Error(`the application ended with ${code}`)))
    child.stdout.on('data', (data: Buffer) => {
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(String(data))?.[0]
      if (address) ready(address)
    })
  })
}

test('an alert stays up, styled and whole, when the application is killed with -9', async () => {
  const head = await signInAs(server, { role: 'head_of_mission', scopes: atMission('kbri-damascus') })
  const address = await startApplication()
  const decided = Date.now()
  const answer = await fetch(`${address}/api/v1/missions/kbri-damascus/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: head.cookie },
    body: JSON.stringify({
      scenario: 'evacuation',
      level: 1,
      areas: ['Aleppo', 'Idlib', 'Hama', 'Homs'],
      elsewhereLevel: 3,
      texts: [{ language: 'id', title: 'Bersiap untuk evakuasi', instructions: ['Hubungi hotline kami.'] }],
      hotlines: [{ label: 'KBRI', number: '+963 11 6119630', kind: 'phone', side: 'mission' }],
      nextUpdateAt: new Date(decided + 3 * 3_600_000).toISOString(),
      knownAt: new Date(decided).toISOString(),
    }),
  })
  expect(answer.status, await answer.clone().text()).toBe(201)
  const { page } = (await answer.json()) as { page: string }
  expect((await fetch(address + page)).status).toBe(200)
  expect(Date.now() - decided).toBeLessThan(60_000)

  const gone = new Promise((exit) => application?.once('exit', exit))
  application?.kill('SIGKILL')
  await gone
  await expect(fetch(address + page)).rejects.toThrow()

  const plain = await serveFolder(join(server.installation.config.dataFolder, 'public'))
  const shown = await fetch(plain + page)
  expect(shown.status).toBe(200)
  const html = await shown.text()
  for (const words of ['Bersiap untuk evakuasi', 'Aleppo, Idlib, Hama, Homs', 'tel:+963116119630', 'data-until='])
    expect(html).toContain(words)
  const near = [...html.matchAll(/(?:href|src)="((?:\.\.\/)?[\w./-]+\.(?:css|js|json|atom|html))"/g)].map(
    (match) => match[1] ?? '',
  )
  expect(near.length).toBeGreaterThan(4)
  for (const link of near) expect((await fetch(new URL(link, plain + page))).status, link).toBe(200)
  expect(await (await fetch(`${plain}/siaga/`)).text()).toContain('Bersiap untuk evakuasi')
}, 90_000)
