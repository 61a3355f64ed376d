import { sql } from 'kysely'
import type { AccountWarning, AlertSaying, PublicAlertView } from '../../pages/alerts/view.ts'
import type { Db } from '../../platform/database/database.ts'
import type { PublicScope } from '../missions/index.ts'
import { publicScope, shortNameOf } from '../missions/index.ts'
import { isStale, type PublicAlert, shownAfterMs } from './model.ts'
import { pageOf } from './store.ts'

type Row = Omit<AlertSaying, 'nextUpdateAt' | 'knownAt' | 'decidedAt' | 'publicAt'> & {
  readonly id: string
  readonly slug: string
  readonly missionId: string
  readonly scenario: PublicAlert['scenario']
  readonly countryIso2: string
  readonly status: string
  readonly startsAt: Date
  readonly nextUpdateAt: Date | null
  readonly knownAt: Date
  readonly decidedAt: Date
  readonly publicAt: Date | null
  readonly kindOfMission: string
  readonly nameId: string
  readonly city: string
  readonly isHeadquarters: boolean
  readonly timezone: string
}

/**
 * Alerts as everybody may read them: in force, and lifted within 30 days; those that run first, the gravest before the
 * others. Begins at `alert_publication`, which can hold no drill.
 */
export async function listPublicAlerts(db: Db, _scope: PublicScope, now: Date): Promise<PublicAlertView[]> {
  const { rows } = await sql<Row>`
    select a.id, a.slug, a.mission_id, a.scenario, a.country_iso2, a.status, a.starts_at,
      u.number, u.kind, u.level, u.areas, u.elsewhere_level, u.texts, u.hotlines, u.next_update_at, u.known_at,
      u.decided_at, p.public_at, m.kind as kind_of_mission, m.name_id, m.city, m.is_headquarters, m.timezone
    from alert_publication p
    join alert_update u on u.alert_id = p.alert_id and u.number = p.number
    join alert a on a.id = p.alert_id and not a.is_drill
    join mission m on m.id = a.mission_id
    where a.status = 'open' or a.stood_down_at > ${new Date(now.getTime() - shownAfterMs)}
    order by a.status <> 'open', u.number desc`.execute(db)
  const alerts = [...Map.groupBy(rows, (row) => row.id).values()].flatMap((sayings) => toView(sayings, now))
  return alerts.toSorted(
    (a, b) =>
      Number(a.status === 'over') - Number(b.status === 'over') ||
      a.level - b.level ||
      b.decidedAt.localeCompare(a.decidedAt),
  )
}

function toView(rows: readonly Row[], now: Date): PublicAlertView[] {
  const [row] = rows
  if (!row) return []
  const place = { kind: row.kindOfMission, nameId: row.nameId, city: row.city, isHeadquarters: row.isHeadquarters }
  const missionName = shortNameOf(place)
  const { level, areas, elsewhereLevel, texts, hotlines, number } = row
  return [
    {
      slug: row.slug,
      missionId: row.missionId,
      missionName,
      countryIso2: row.countryIso2,
      scenario: row.scenario,
      status: row.status === 'open' ? 'open' : 'over',
      level,
      areas: [...areas],
      elsewhereLevel,
      startsAt: row.startsAt.toISOString(),
      number,
      texts: [...texts],
      hotlines: [...hotlines],
      decidedAt: row.decidedAt.toISOString(),
      publicAt: row.publicAt?.toISOString() ?? null,
      nextUpdateAt: row.nextUpdateAt?.toISOString() ?? null,
      isStale: isStale(row, row.status, now),
      page: pageOf(row.slug),
      zone: row.timezone,
      zoneLabel: missionName.startsWith(`${row.kindOfMission} `)
        ? missionName.slice(row.kindOfMission.length + 1)
        : row.city,
      sayings: rows.map((one) => ({
        number: one.number,
        kind: one.kind,
        level: one.level,
        areas: one.areas,
        elsewhereLevel: one.elsewhereLevel,
        texts: one.texts,
        hotlines: one.hotlines,
        nextUpdateAt: one.nextUpdateAt?.toISOString() ?? null,
        knownAt: one.knownAt.toISOString(),
        decidedAt: one.decidedAt.toISOString(),
        publicAt: one.publicAt?.toISOString() ?? null,
      })),
    },
  ]
}

/** The same for the API: without the clock of the place and without every saying. */
export async function showPublicAlerts(db: Db, now: Date): Promise<PublicAlert[]> {
  const alerts = await listPublicAlerts(db, publicScope, now)
  return alerts.map(({ zone: _zone, zoneLabel: _label, sayings: _sayings, ...alert }) => alert)
}

/** Accounts that are in foreign hands, and those that pretend to be ours and are warned of. The newest first; at most 200. */
export async function listAccountWarnings(db: Db, _scope: PublicScope): Promise<AccountWarning[]> {
  const { rows } = await sql<{
    network: string
    handle: string
    kind: AccountWarning['kind']
    since: Date
    kindOfMission: string
    nameId: string
    city: string
    isHeadquarters: boolean
  }>`
    select w.*, coalesce(p.profile->>'name', w.code) as network, m.kind as kind_of_mission, m.name_id, m.city, m.is_headquarters
    from (
      select network as code, handle, mission_id, 'taken_over' as kind, status_changed_at as since
        from account where status = 'taken_over'
      union all
      select network, handle, mission_id, 'impersonation', warned_at
        from impersonation_case where warned_at is not null and closed_at is null
    ) w join mission m on m.id = w.mission_id left join platform p on p.code = w.code
    order by w.since desc limit 200`.execute(db)
  return rows.map(({ kindOfMission, nameId, city, isHeadquarters, network, handle, kind, since }) => ({
    network,
    handle,
    kind,
    since: since.toISOString(),
    missionName: shortNameOf({ kind: kindOfMission, nameId, city, isHeadquarters }),
  }))
}
