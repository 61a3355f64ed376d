import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { SiteAccount, SiteAlert, SiteData, SiteExplainer } from '../../../pages/public/site-data.ts'
import { localDayOf } from '../../../platform/calendar/zones.ts'
import type { Db } from '../../../platform/database/database.ts'
import { listPlatforms, listPublicAccounts } from '../../accounts/index.ts'
import { listMissions, type Ministry, publicScope } from '../../missions/index.ts'
import { listFacts } from '../../strategy/index.ts'
import { listPublic, publicFingerprint } from '../version-store.ts'

export type SiteDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly ministry: Ministry
  /** Of the application, without a slash at the end. */
  readonly url: string
  readonly dataFolder: string
  readonly isSample: () => Promise<boolean>
  /** Alerts as their own room tells them. */
  readonly alerts: () => Promise<readonly SiteAlert[]>
  /** Where people ask; null while no room answers. */
  readonly askUrl: string | null
}

/** Changes when the site does: what it shows, the day, and how the house calls itself. Cheap enough to ask every second. */
export async function readMark(deps: SiteDeps): Promise<string> {
  const { db, ministry } = deps
  const now = deps.now()
  const parts = [
    await publicFingerprint(db, publicScope, now),
    // Missions open and close by the day.
    localDayOf(now, ministry.homeZone),
    await deps.isSample(),
    await deps.alerts(),
    ministry,
    deps.url,
  ]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)
}

/** Reads everything the site shows, with the public's eyes. */
export async function loadSite(deps: SiteDeps): Promise<SiteData> {
  const { db, ministry } = deps
  const now = deps.now()
  const published = await listPublic(db, publicScope, now)
  const networks = new Map((await listPlatforms(db)).map((profile) => [profile.code, profile.name]))
  const accounts = (await listPublicAccounts(db, publicScope)).map(
    (account): SiteAccount => ({ ...account, networkName: networks.get(account.network) ?? account.network }),
  )
  const missions = await listMissions(db, publicScope, localDayOf(now, ministry.homeZone))
  const factIds = published.flatMap((one) => one.versions[0]?.about.factIds ?? [])
  const facts = new Map((await listFacts(db, publicScope, factIds)).map((fact) => [fact.id, fact]))
  const explainers = published.flatMap((one): SiteExplainer[] => {
    const newest = one.versions[0]
    if (one.withdrawn || !newest) return []
    const { topic, decidedOn, contact, embargoUntil, missionIds } = newest.about
    return [
      {
        slug: one.slug,
        topic,
        decidedOn,
        contact,
        embargoUntil: embargoUntil === null ? null : new Date(embargoUntil),
        missionIds,
        texts: newest.texts,
        versions: one.versions.map(({ version, publishedAt, correction }) => ({ version, publishedAt, correction })),
        facts: newest.about.factIds.flatMap((id) => {
          const fact = facts.get(id)
          if (!fact) return []
          const value = [fact.value, fact.unit].filter(Boolean).join(' ')
          return [{ name: fact.nameId, value, source: fact.source, asOf: fact.asOf }]
        }),
      },
    ]
  })
  return {
    baseUrl: `${deps.url}/publik/`,
    apiUrl: deps.url,
    isSample: await deps.isSample(),
    ministry: { nameId: ministry.nameId, nameEn: ministry.nameEn, shortName: ministry.shortName },
    homeZone: ministry.homeZone,
    homeZoneLabel: ministry.homeZoneLabel,
    updatedAt: await lastChange(db, now),
    explainers,
    withdrawn: published.flatMap(({ slug, withdrawn }) => (withdrawn ? [{ slug, ...withdrawn }] : [])),
    missions: missions.map((mission) => ({ ...mission, serviceHours: null })),
    accounts,
    alerts: await deps.alerts(),
    askUrl: deps.askUrl,
  }
}

/** When anything the site shows was last written; the moment now where nothing ever was. */
async function lastChange(db: Db, now: Date): Promise<Date> {
  const { rows } = await sql<{ at: Date | null }>`
    select greatest(
      (select max(v.published_at) from explainer_version v join explainer e on e.id = v.explainer_id where v.published_at <= ${now}
        and coalesce((v.about->>'embargoUntil')::timestamptz <= ${now}, true)),
      (select max(withdrawn_at) from explainer), (select max(updated_at) from mission),
      (select max(greatest(status_changed_at, verified_at)) from account)) as at`.execute(db)
  return rows[0]?.at ?? now
}
