import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { seedPlatforms } from '../../src/features/accounts/index.ts'
import { importMissions, seedMinistry, systemScope } from '../../src/features/missions/index.ts'
import { saveInstallationKind } from '../../src/features/people/index.ts'
import { seedObjectives } from '../../src/features/strategy/index.ts'
import type { RouteRecord } from '../../src/http/routes.ts'
import { composeInstallation, composeServer, type Installation } from '../../src/main/compose.ts'
import { loadPlatformProfiles } from '../../src/networks/index.ts'
import { manualClock } from '../../src/platform/clock.ts'
import { readConfig } from '../../src/platform/config.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { silentLog } from '../../src/platform/log.ts'
import { createTestDatabase } from './database.ts'

export type TestServer = {
  readonly app: FastifyInstance
  readonly routes: readonly RouteRecord[]
  /** `METHOD /path` of everything that is bound, plain pages included. */
  readonly addresses: readonly string[]
  readonly db: Db
  readonly clock: ReturnType<typeof manualClock>
  readonly installation: Installation
  readonly homeZone: string
  stop(): Promise<void>
}

// A fault behind a 500 is what a failing test needs to show.
const testLog = { ...silentLog, error: (fields: object, message: string) => console.error(message, fields) }

/**
 * The web role on a fresh database with the ministry's register, platforms and objectives, and nothing of the sample workspace, answering
 * `app.inject`. `kind` says whether it is a sample (the default, so that tests sign in without codes) or real.
 */
export async function startTestServer(
  options: { at?: string; kind?: 'sample' | 'real'; env?: Readonly<Record<string, string>> } = {},
): Promise<TestServer> {
  const database = await createTestDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'selaras-server-'))
  const config = readConfig({
    DATABASE_URL: database.url,
    SELARAS_DATA: dataFolder,
    SELARAS_SECRET: 'secret of the tests',
    SELARAS_SAMPLE: 'none',
    ...options.env,
  })
  const clock = manualClock(options.at ?? '2026-11-24T03:00:00Z')
  const installation = await composeInstallation(config, database, clock, testLog, { url: database.url })
  await prepareRegister(installation)
  await saveInstallationKind(database.db, options.kind ?? 'sample', clock.now())
  const { app, routes, addresses } = await composeServer(installation)
  await app.ready()
  return {
    app,
    routes,
    addresses,
    db: database.db,
    clock,
    installation,
    homeZone: installation.ministry.homeZone,
    stop: async () => {
      await app.close()
      await database.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

async function prepareRegister({ database, clock, config, ministry }: Installation): Promise<void> {
  const deps = { db: database.db, now: () => clock.now() }
  await seedMinistry(deps, ministry)
  const scope = systemScope('test')
  await importMissions(deps, scope, join(config.seedFolder, 'missions.csv'))
  await seedPlatforms(deps, loadPlatformProfiles(join(config.seedFolder, 'platforms.json')))
  await seedObjectives(deps, scope, config.seedFolder)
}
