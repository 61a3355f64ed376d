import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { keepRotatedSecret, listPlatforms, openConnection } from '../features/accounts/index.ts'
import { accountCheckPage } from '../features/accounts/pages.ts'
import { accountRoutes } from '../features/accounts/routes.ts'
import { type Ministry, readMinistry, type Scope } from '../features/missions/index.ts'
import { missionRoutes } from '../features/missions/routes.ts'
import { createAuthentication, readInstallationKind } from '../features/people/index.ts'
import { peopleRoutes, signInLinkPage } from '../features/people/routes.ts'
import { strategyRoutes } from '../features/strategy/routes.ts'
import { onceByIdempotencyKey } from '../http/idempotency.ts'
import { bindRoutes, type RouteRecord } from '../http/routes.ts'
import { createServer } from '../http/server.ts'
import { createNetworks } from '../networks/index.ts'
import type { Connection, Network } from '../networks/network.ts'
import { serveStyles } from '../pages/page.ts'
import type { Clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import type { ConnectionSettings, OpenDatabase } from '../platform/database/database.ts'
import type { Log } from '../platform/log.ts'
import { createOutboundFetch } from '../platform/outbound.ts'
import { openSecretBox, type SecretBox } from '../platform/secrets.ts'
import { sayProblem } from '../platform/texts/problems.ts'

/** What every process of an installation has: made once by main, handed down in pieces. */
export type Installation = {
  readonly config: Config
  readonly database: OpenDatabase
  /** For sessions of one's own, such as LISTEN. */
  readonly connection: ConnectionSettings
  readonly clock: Clock
  readonly log: Log
  readonly ministry: Ministry
  readonly processId: string
  readonly version: string
}

export async function composeInstallation(
  config: Config,
  database: OpenDatabase,
  clock: Clock,
  log: Log,
  connection: ConnectionSettings,
): Promise<Installation> {
  const about = JSON.parse(await readFile(join(config.projectFolder, 'package.json'), 'utf8')) as { version: string }
  const ministry = await readMinistry(config.seedFolder)
  return { config, database, connection, clock, log, ministry, processId: randomUUID(), version: about.version }
}

/** What reaches networks, made once a process and only when first needed. */
export type Outside = {
  readonly secrets: SecretBox
  readonly networks: ReadonlyMap<string, Network>
  openConnection(accountId: string): Promise<Connection | undefined>
}

export async function composeOutside(installation: Installation): Promise<Outside> {
  const { config, database, clock, log } = installation
  const now = () => clock.now()
  const secrets = await openSecretBox(config)
  const outbound = createOutboundFetch(config)
  const profiles = await listPlatforms(database.db)
  const networks = createNetworks({ fetch: outbound, now, timeoutMs: config.networkTimeoutMs }, profiles)
  const kept = { db: database.db, secrets, now }
  for (const network of networks.values())
    network.auth?.onSecretChanged?.((remoteAccountId, secret) =>
      keepRotatedSecret(kept, network.code, remoteAccountId, secret).catch((error: unknown) =>
        log.error({ err: error, network: network.code }, 'a rotated secret could not be kept'),
      ),
    )
  return { secrets, networks, openConnection: (accountId) => openConnection(kept, accountId) }
}

/** The web role: every route on one server, and the list of what was bound. */
export async function composeServer(
  installation: Installation,
): Promise<{ app: FastifyInstance; routes: readonly RouteRecord[] }> {
  const { config, database, clock, log, ministry, version } = installation
  const app = await createServer({ log, say: sayProblem, url: config.url, trustProxy: false, version })
  const seen: RouteRecord[] = []
  const deps = { db: database.db, now: () => clock.now(), homeZone: ministry.homeZone }
  const authentication = createAuthentication({ ...deps, url: config.url })
  const once = onceByIdempotencyKey<Scope>({
    ...deps,
    ownerOf: (scope) => (scope.kind === 'person' ? scope.personId : undefined),
  })
  const routes = bindRoutes<Scope>(app, { authenticate: authentication.authenticate, once }, seen)
  const { secrets, networks } = await composeOutside(installation)
  const isSample = async () => (await readInstallationKind(database.db)) === 'sample'
  const people = { ...deps, homeLabel: ministry.homeZoneLabel, url: config.url, secrets, authentication }
  missionRoutes(routes, deps)
  peopleRoutes(routes, people)
  signInLinkPage(app, people)
  accountRoutes(routes, { ...deps, secrets, networks, timeoutMs: config.networkTimeoutMs, isSample })
  strategyRoutes(routes, deps)
  serveStyles(app)
  accountCheckPage(app, { db: database.db, isSample })
  app.get('/healthz', { schema: { hide: true } }, async () => ({ ok: true }))
  app.get('/readyz', { schema: { hide: true } }, async () => {
    await database.pool.query('select 1')
    return { ok: true }
  })
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  return { app, routes: seen }
}
