// A process of its own for bench/public.ts: `application` serves the public site as the web role does, `folder DIR` serves files.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { seedPlatforms } from '../../src/features/accounts/index.ts'
import { exportSite, seedExplainers } from '../../src/features/explainers/index.ts'
import { importMissions, seedMinistry, systemScope } from '../../src/features/missions/index.ts'
import { readPlainLists } from '../../src/features/reading/index.ts'
import { seedObjectives } from '../../src/features/strategy/index.ts'
import { composeServer, composeSite } from '../../src/main/compose.ts'
import { openInstallation } from '../../src/main/run.ts'
import { loadPlatformProfiles } from '../../src/networks/index.ts'
import { readConfig } from '../../src/platform/config.ts'
import { newId } from '../../src/platform/ids.ts'

const [kind, folder = ''] = process.argv.slice(2)
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`)

if (kind === 'folder') {
  const type = (path: string) => (path.endsWith('.html') ? 'text/html; charset=utf-8' : 'application/octet-stream')
  const server = createServer(async (request, reply) => {
    const path = join(folder, new URL(request.url ?? '/', 'http://x').pathname.replace(/\/$/, '/index.html'))
    const body = await readFile(path).catch(() => undefined)
    if (!body) return reply.writeHead(404).end()
    return reply.writeHead(200, { 'content-type': type(path), 'content-length': body.length }).end(body)
  })
  server.listen(0, '127.0.0.1', () => say(server.address()))
} else {
  const { installation, close } = await openInstallation(readConfig(process.env))
  const { database, clock, config, ministry } = installation
  const deps = { db: database.db, now: () => clock.now() }
  const scope = systemScope('bench')
  await seedMinistry(deps, ministry)
  await importMissions(deps, scope, join(config.seedFolder, 'missions.csv'))
  await seedPlatforms(deps, loadPlatformProfiles(join(config.seedFolder, 'platforms.json')))
  await seedObjectives(deps, scope, config.seedFolder)
  const now = clock.now()
  const people = ['a', 'b'].map((name) => ({
    id: newId(),
    name,
    email: `${name}@contoh.test`,
    createdAt: now,
    updatedAt: now,
  }))
  await database.db.insertInto('person').values(people).execute()
  const content: unknown = JSON.parse(await readFile(join(config.seedFolder, 'sample', 'explainers.json'), 'utf8'))
  const [authorId = '', checkerId = ''] = people.map((person) => person.id)
  await database.db
    .transaction()
    .execute((tx) => seedExplainers(tx, content, { authorId, checkerId }, readPlainLists(), () => now))
  const began = performance.now()
  const exported = await exportSite(composeSite(installation), folder)
  const exportMs = Math.round(performance.now() - began)
  const { app } = await composeServer(installation)
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  say({ address, port: Number(new URL(address).port), files: exported?.files, exportMs })
  process.on(
    'SIGTERM',
    () =>
      void app
        .close()
        .then(close)
        .then(() => process.exit(0)),
  )
}
