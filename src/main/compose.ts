import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { PlatformProfile } from '../contract/platform-profile.ts'
import {
  keepRotatedSecret,
  listPlatforms,
  openConnection,
  readPlaybooks,
  type TakeoverPorts,
} from '../features/accounts/index.ts'
import { clientMetadataPage, consentReturnPage, handoverMinutesPage } from '../features/accounts/pages.ts'
import { accountRoutes } from '../features/accounts/routes.ts'
import {
  type PageDeps,
  readTemplates,
  showPublicAlerts,
  tryWriteAlertPages,
  warnOfAccount,
} from '../features/alerts/index.ts'
import { alertPages } from '../features/alerts/pages.ts'
import { alertRoutes } from '../features/alerts/routes.ts'
import { alignmentRoutes } from '../features/alignment/routes.ts'
import type { Approved } from '../features/approvals/index.ts'
import { approvalPages } from '../features/approvals/pages.ts'
import { approvalRoutes } from '../features/approvals/routes.ts'
import { readObservances } from '../features/calendar/index.ts'
import { planPages } from '../features/calendar/pages.ts'
import { calendarRoutes } from '../features/calendar/routes.ts'
import { noteOut, recallFact, settleApproved } from '../features/campaigns/index.ts'
import { campaignRoutes } from '../features/campaigns/routes.ts'
import {
  cancelItemDeliveries,
  createDeliveries,
  describeFactUses,
  endHolds,
  holdItems,
  layHold,
  liftItemHolds,
  readDispatcherHealth,
  sayDispatcherHealth,
} from '../features/deliveries/index.ts'
import type { LoadedImage, LoadedVideo, SentDelivery } from '../features/deliveries/jobs.ts'
import { deliveryRoutes } from '../features/deliveries/routes.ts'
import { describeExplainerUses, draftWish, type SiteDeps } from '../features/explainers/index.ts'
import { explainerRoutes } from '../features/explainers/routes.ts'
import { publicPages } from '../features/explainers/site/site-pages.ts'
import { loadColumnMaps } from '../features/imports/index.ts'
import { importRoutes } from '../features/imports/routes.ts'
import type { StoredItem } from '../features/items/index.ts'
import { itemRoutes } from '../features/items/routes.ts'
import {
  type ApprovedMedia,
  ensureFit,
  findFilm,
  findMedia,
  loadPicture,
  publicMediaUrl,
  type Withheld,
} from '../features/media/index.ts'
import { mediaRoutes, openUploads, publicMediaPage, uploadRoutes } from '../features/media/routes.ts'
import { joinMany, syncMessages } from '../features/messages/index.ts'
import { type Ministry, readMinistry, type Scope, systemScope } from '../features/missions/index.ts'
import { missionRoutes } from '../features/missions/routes.ts'
import { noticeRoutes } from '../features/notifications/routes.ts'
import { findLastPosts, findPostsSince, forgetDelivered, recordDelivered } from '../features/observing/index.ts'
import { observingRoutes } from '../features/observing/routes.ts'
import { openingPage } from '../features/outcomes/pages.ts'
import { outcomeRoutes } from '../features/outcomes/routes.ts'
import { createAuthentication, readInstallationKind } from '../features/people/index.ts'
import { peopleRoutes, signInLinkPage } from '../features/people/routes.ts'
import { questionPages } from '../features/questions/pages.ts'
import { questionRoutes } from '../features/questions/routes.ts'
import { ratingRoutes } from '../features/rating/routes.ts'
import { readingRoutes } from '../features/reading/routes.ts'
import { reportRoutes } from '../features/reports/routes.ts'
import type { FactChange } from '../features/strategy/index.ts'
import { strategyRoutes } from '../features/strategy/routes.ts'
import { todayRoutes } from '../features/today/routes.ts'
import { onceByIdempotencyKey } from '../http/idempotency.ts'
import { bindRoutes, type RouteRecord } from '../http/routes.ts'
import { createServer } from '../http/server.ts'
import { composeLink, createNetworks, parseNetworkUrl, readPublicNetworkPost } from '../networks/index.ts'
import type { Connection, Network } from '../networks/network.ts'
import { serveStyles } from '../pages/page.ts'
import { openWorkingCalendars } from '../platform/calendar/working-time.ts'
import type { Clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import type { ConnectionSettings, OpenDatabase, Tx } from '../platform/database/database.ts'
import { openFiles } from '../platform/files.ts'
import type { Log } from '../platform/log.ts'
import { createOutboundFetch } from '../platform/outbound.ts'
import { openSecretBox, type SecretBox } from '../platform/secrets.ts'
import { sayProblem } from '../platform/texts/problems.ts'
import { changeFeed } from './changes.ts'
import { indexSources } from './index-sources.ts'
import { sharedReader } from './load-reader.ts'
import { createSampleEmptier } from './start-for-real/empty-sample.ts'

/** A person waits while a pasted link is read. */
const publicReadMs = 6_000

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
  readonly profiles: readonly PlatformProfile[]
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
    network.auth?.onSecretChanged?.((remoteAccountId, secret, expiresAt) =>
      keepRotatedSecret(kept, network.code, remoteAccountId, secret, expiresAt).catch((error: unknown) =>
        log.error({ err: error, network: network.code }, 'a rotated secret could not be kept'),
      ),
    )
  return { secrets, networks, profiles, openConnection: (accountId) => openConnection(kept, accountId) }
}

/** Opens something once a process, when it is first asked for. */
function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined
  return () => (opened ??= open())
}

/** What the public pages of alerts are written from. */
export const alertPageDeps = ({ config, database, clock, log, ministry }: Installation): PageDeps => ({
  db: database.db,
  now: () => clock.now(),
  log,
  ministry,
  url: config.url,
  dataFolder: config.dataFolder,
  // Asked each time: a sample may end while this process runs.
  isSample: async () => (await readInstallationKind(database.db)) === 'sample',
})

/** What the public site is made of: the rooms that it shows, asked with the public's eyes. */
export function composeSite({ config, database, clock, ministry }: Installation): SiteDeps {
  const { db } = database
  return {
    db,
    now: () => clock.now(),
    ministry,
    url: config.url,
    dataFolder: config.dataFolder,
    isSample: async () => (await readInstallationKind(db)) === 'sample',
    alerts: async () =>
      (await showPublicAlerts(db, clock.now()))
        .filter((alert) => alert.status === 'open')
        .map((alert) => ({
          title: alert.texts.find((text) => text.language === 'id')?.title ?? alert.texts[0]?.title ?? '',
          level: alert.level,
          place: alert.missionName,
          updatedAt: new Date(alert.decidedAt),
          isStale: alert.isStale,
        })),
    askUrl: `${config.url}/tanya`,
  }
}

/** What a takeover of an account does in the rooms of deliveries, messages and alerts. */
const takeoverPorts = (installation: Installation): TakeoverPorts => ({
  holdAccount: async (tx, { accountId, since, reason, by }, now) => {
    const hold = { kind: 'takeover' as const, scopeKind: 'account' as const, scopeValue: accountId, reason, by }
    return (await layHold(tx, { ...hold, startsAt: since, endsAt: null, exemptKinds: [] }, now)).holdId
  },
  releaseAccount: (tx, holdId, by, now) => endHolds(tx, [holdId], by, now),
  excludeSince: async (tx, accountId, since, now) => {
    const posts = await findPostsSince(tx, accountId, since)
    if (posts.length > 0) await syncMessages(tx, now, posts)
  },
  warnElsewhere: (tx, scope, lost, now) => warnOfAccount({ url: installation.config.url }, tx, scope, lost, now),
  writePages: () => tryWriteAlertPages(alertPageDeps(installation)),
})

/** How the rooms that stand apart are joined: what one tells the other, handed in by main. */
export function composePorts(installation: Installation) {
  const { clock, config, database } = installation
  const now = () => clock.now()
  const files = openFiles(config)
  const seen = { db: database.db, now, onPosts: syncMessages }
  const recalls = { holdItems, liftHolds: liftItemHolds }
  const openSecrets = once(() => openSecretBox(config))
  const shownTo = async (mediaId: string, sha256: string) => {
    const publicUrl = publicMediaUrl(await openSecrets(), config.url, { mediaId, sha256 }, now())
    return publicUrl === undefined ? {} : { publicUrl }
  }
  const openCalendars = once(() => openWorkingCalendars(installation.ministry.headquarters.countryIso2))
  return {
    files,
    seen,
    recalls,
    openCalendars,
    onApproved: async (tx: Tx, approved: Approved, at: Date) => {
      await createDeliveries(tx, approved, at)
      await settleApproved(recalls, tx, approved.item.id, at)
    },
    takeBack: cancelItemDeliveries,
    onFactChanged: (tx: Tx, scope: Scope, change: FactChange, at: Date) => recallFact(recalls, tx, scope, change, at),
    onSent: async (delivery: SentDelivery) => {
      await recordDelivered(seen, delivery)
      await database.db.transaction().execute((tx) => noteOut(tx, delivery.itemId, now()))
    },
    onUndone: (tx: Tx, delivery: { readonly id: string }) => forgetDelivered(seen, tx, delivery),
    fitPictures: async ({ media, networks }: StoredItem) => {
      const profiles = (await listPlatforms(database.db)).filter(({ code }) => networks.includes(code))
      const ids = media.map(({ mediaId }) => mediaId)
      for (const picture of await findMedia(database.db, systemScope('delivering'), ids))
        for (const profile of profiles) await ensureFit({ db: database.db, files, now }, picture, profile.images)
    },
    loadImage: async (approved: ApprovedMedia): Promise<LoadedImage | Withheld> => {
      const picture = await loadPicture({ db: database.db, files, now }, approved)
      return 'withheld' in picture ? picture : { ...picture, ...(await shownTo(approved.mediaId, picture.sha256)) }
    },
    loadVideo: async (approved: ApprovedMedia): Promise<LoadedVideo | Withheld> => {
      const film = await findFilm({ db: database.db, files, now }, approved)
      return 'withheld' in film ? film : { ...film, ...(await shownTo(approved.mediaId, film.sha256)) }
    },
  }
}

/** Everything that uses a fact, as each room tells of its own. */
const describeUses: typeof describeFactUses = async (db, scope, uses) => [
  ...(await describeFactUses(db, scope, uses)),
  ...(await describeExplainerUses(db, scope, uses)),
]

/** What taking an import further needs, in a worker or a command. */
export function composeImporting(installation: Installation, profiles: readonly PlatformProfile[]) {
  return {
    ...composePorts(installation).seen,
    worker: randomUUID(),
    joinPosts: joinMany,
    parseLink: (url: string) => parseNetworkUrl(url, profiles),
  }
}

/** What papers are made from, for the web role that takes the wish and the worker that makes them. */
export function composeReports({ config, database, clock, ministry }: Installation) {
  return {
    db: database.db,
    now: () => clock.now(),
    homeZone: ministry.homeZone,
    homeLabel: ministry.homeZoneLabel,
    files: openFiles(config),
    sources: indexSources,
    isSample: async () => (await readInstallationKind(database.db)) === 'sample',
  }
}

/** The web role: every route on one server, the contract's routes that were bound, and `METHOD /path` of everything. */
export async function composeServer(
  installation: Installation,
): Promise<{ app: FastifyInstance; routes: readonly RouteRecord[]; addresses: readonly string[] }> {
  const { config, database, clock, log, ministry, version } = installation
  const app = await createServer({ log, say: sayProblem, url: config.url, trustProxy: false, version })
  const seen: RouteRecord[] = []
  const addresses: string[] = []
  app.addHook('onRoute', ({ method, url }) => {
    for (const verb of [method].flat()) if (verb !== 'HEAD') addresses.push(`${verb} ${url}`)
  })
  const deps = { db: database.db, now: () => clock.now(), homeZone: ministry.homeZone }
  const authentication = createAuthentication({ ...deps, url: config.url })
  const once = onceByIdempotencyKey<Scope>({
    ...deps,
    ownerOf: (scope) => (scope.kind === 'person' ? scope.personId : undefined),
  })
  const routes = bindRoutes<Scope>(app, { authenticate: authentication.authenticate, once }, seen)
  const { secrets, networks, profiles } = await composeOutside(installation)
  const isSample = async () => (await readInstallationKind(database.db)) === 'sample'
  const ports = composePorts(installation)
  const emptier = createSampleEmptier(ports.files)
  const isMailOpen = async () => config.mail !== undefined && !(await isSample())
  const people = {
    ...deps,
    homeLabel: ministry.homeZoneLabel,
    url: config.url,
    secrets,
    authentication,
    emptier,
    isMailOpen,
  }
  const { takeBack, fitPictures } = ports
  const items = { ...deps, homeLanguage: ministry.homeLanguage, takeBack, fitPictures }
  const links = { networks, parseNetworkUrl: (url: string) => parseNetworkUrl(url, profiles) }
  const composeUrl = (network: string, content: Parameters<typeof composeLink>[1]) => {
    const profile = profiles.find((known) => known.code === network)
    return profile && composeLink(profile, content)
  }
  changeFeed(app, installation, authentication)
  missionRoutes(routes, deps)
  peopleRoutes(routes, people)
  noticeRoutes(routes, { ...deps, isMailOpen })
  signInLinkPage(app, people)
  const sessionOf = async (request: FastifyRequest) => {
    await authentication.authenticate(request, 'person')
    const { holder, scope } = await authentication.signedIn(request)
    return { sessionId: holder.sessionId, personId: holder.id, scope }
  }
  const accounts = {
    ...deps,
    secrets,
    networks,
    timeoutMs: config.networkTimeoutMs,
    url: config.url,
    isSample,
    sessionOf,
    lastPosts: (ids: readonly string[]) => findLastPosts(database.db, ids),
    files: ports.files,
    playbooks: await readPlaybooks(config.seedFolder),
    takeovers: takeoverPorts(installation),
    writePages: () => tryWriteAlertPages(alertPageDeps(installation)),
  }
  accountRoutes(routes, accounts)
  strategyRoutes(routes, { ...deps, describeFactUses: describeUses, onFactChanged: ports.onFactChanged })
  campaignRoutes(routes, { ...deps, recalls: ports.recalls, openCalendars: ports.openCalendars })
  const uploads = openUploads(join(config.dataFolder, 'unggahan'))
  mediaRoutes(routes, { ...deps, files: ports.files, uploads, profiles })
  uploadRoutes(app, { uploads, scopeOf: async (request) => (await sessionOf(request)).scope })
  publicMediaPage(app, { ...deps, files: ports.files, secrets })
  itemRoutes(routes, items)
  approvalRoutes(routes, { ...items, onApproved: ports.onApproved })
  deliveryRoutes(routes, { ...deps, ...links, onUndone: ports.onUndone, composeUrl })
  const observances = await readObservances(config.seedFolder)
  const calendar = { ...deps, observances, homeCountry: ministry.headquarters.countryIso2 }
  calendarRoutes(routes, calendar)
  observingRoutes(routes, { ...ports.seen, ...links })
  const writePages = () => tryWriteAlertPages(alertPageDeps(installation))
  const templates = await readTemplates(config.seedFolder)
  alertRoutes(routes, { ...items, url: config.url, templates, writePages, say: sayProblem })
  await writePages()
  await alertPages(app, config.dataFolder)
  importRoutes(routes, {
    ...ports.seen,
    ...links,
    say: sayProblem,
    maps: loadColumnMaps(join(config.seedFolder, 'exports')),
    parseLink: links.parseNetworkUrl,
    readPublicPost: async (link) =>
      (await isSample())
        ? undefined
        : readPublicNetworkPost({ fetch: createOutboundFetch(config), timeoutMs: publicReadMs }, link),
  })
  readingRoutes(routes, { db: database.db, loadReader: () => sharedReader(installation) })
  questionRoutes(routes, {
    ...deps,
    draftExplainer: (tx, scope, wish) => draftWish(tx, scope, wish, ministry.homeLanguage, clock.now()),
  })
  explainerRoutes(routes, {
    ...deps,
    files: ports.files,
    url: config.url,
    headquartersId: ministry.headquarters.id,
    isSample,
  })
  ratingRoutes(routes, deps)
  reportRoutes(routes, composeReports(installation))
  outcomeRoutes(routes, { ...deps, url: config.url })
  openingPage(app, { ...deps, log, isSample })
  alignmentRoutes(routes, { ...deps, sources: indexSources })
  todayRoutes(routes, { ...items, sources: indexSources })
  serveStyles(app)
  await publicPages(app, composeSite(installation))
  await questionPages(app, { ...deps, secrets, isSample, say: sayProblem })
  consentReturnPage(app, { ...accounts, say: sayProblem })
  clientMetadataPage(app, accounts)
  handoverMinutesPage(app, { ...accounts, say: sayProblem })
  const reader = async (request: FastifyRequest) => {
    await authentication.authenticate(request, 'person')
    const { scope, holder } = await authentication.signedIn(request)
    return { scope, name: holder.name }
  }
  planPages(app, { ...calendar, homeLabel: ministry.homeZoneLabel, isSample, reader })
  await approvalPages(app, {
    ...items,
    onApproved: ports.onApproved,
    homeLabel: ministry.homeZoneLabel,
    isSample,
    reader,
  })
  app.get('/healthz', { schema: { hide: true } }, async () => ({ ok: true }))
  app.get('/readyz', { schema: { hide: true } }, async () => {
    const at = clock.now()
    return { ok: true, deliveries: sayDispatcherHealth(await readDispatcherHealth(database.db, at), at) }
  })
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  return { app, routes: seen, addresses }
}
