import { sql } from 'kysely'
import type { FactUser } from '../../contract/facts.ts'
import type { Db } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'
import type { FactUse } from '../strategy/index.ts'
import { outStates } from './model.ts'

/**
 * Says of everything that uses a fact what it is and whether it is out: items of missions in scope, those made from a
 * kit that uses it too; kits; narratives. What let go of the fact before anything left, and what was withdrawn unsent,
 * is left out, for it carries nothing. By kind, mission and title.
 */
export async function describeFactUses(db: Db, scope: Scope, uses: readonly FactUse[]): Promise<FactUser[]> {
  const ids = (kind: FactUse['kind']) => uses.filter((use) => use.kind === kind).map((use) => use.id)
  const of = new Map(uses.map((use) => [`${use.kind} ${use.id}`, use]))
  const kits = await kitsOf(db, ids('kit'))
  const items = await itemsOf(db, scope, ids('item'), [...new Set(kits.map((kit) => kit.campaignId))])
  const kitOf = new Map(kits.map((kit) => [kit.campaignId, kit]))
  const fromItems = items.flatMap((item): FactUser[] => {
    const own = of.get(`item ${item.id}`)
    const kit = item.campaignId ? kitOf.get(item.campaignId) : undefined
    const kitUse = kit && of.get(`kit ${kit.id}`)
    // Whoever let go of the fact but stands on a kit that has it still leans on it.
    const isOwn = own !== undefined && (!own.isFormer || kitUse === undefined)
    const use = isOwn ? own : kitUse
    if (!use) return []
    const { isFormer, version } = use
    if (item.outcome === 'unsent' && (isFormer || item.status === 'withdrawn')) return []
    const { id, title, missionId, missionName, outcome } = item
    return [
      {
        kind: 'item',
        id,
        version,
        isFormer,
        title,
        missionId,
        missionName,
        outcome,
        viaKit: isOwn ? null : (kit?.title ?? null),
      },
    ]
  })
  const whole = { missionId: null, missionName: null, outcome: 'idle', viaKit: null } as const
  const fromKits = kits.flatMap((kit): FactUser[] => {
    const use = of.get(`kit ${kit.id}`)
    const { version, isFormer } = use ?? { version: 1, isFormer: false }
    return use ? [{ ...whole, kind: 'kit', id: kit.campaignId, version, isFormer, title: kit.title }] : []
  })
  const fromNarratives = (await narrativesOf(db, ids('narrative'))).flatMap(({ id, title }): FactUser[] => {
    const use = of.get(`narrative ${id}`)
    return use && !use.isFormer
      ? [{ ...whole, kind: 'narrative', id, version: use.version, isFormer: false, title }]
      : []
  })
  return [...fromItems, ...fromKits, ...fromNarratives]
}

/** A kit is known by its own id or by its campaign's. */
async function kitsOf(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('kit')
    .innerJoin('campaign', 'campaign.id', 'kit.campaignId')
    .select(['kit.id as kitId', 'campaign.id as campaignId', 'campaign.title'])
    .where((eb) => eb.or([eb('kit.id', 'in', [...ids]), eb('campaign.id', 'in', [...ids])]))
    .orderBy('campaign.title')
    .execute()
  return rows.map(({ kitId, ...row }) => ({ ...row, id: ids.includes(kitId) ? kitId : row.campaignId }))
}

async function narrativesOf(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('narrativeVersion')
    .distinctOn('narrativeId')
    .select(['narrativeId as id', 'title'])
    .where('narrativeId', 'in', [...ids])
    .orderBy('narrativeId')
    .orderBy('version', 'desc')
    .execute()
}

type ItemUse = {
  readonly id: string
  readonly title: string
  readonly status: string
  readonly campaignId: string | null
  readonly missionId: string
  readonly missionName: string
  readonly outcome: FactUser['outcome']
}

async function itemsOf(
  db: Db,
  scope: Scope,
  ids: readonly string[],
  campaignIds: readonly string[],
): Promise<ItemUse[]> {
  if (ids.length + campaignIds.length === 0) return []
  const perhaps = outStates.filter((state) => state !== 'sent')
  const { rows } = await sql<ItemUse>`
    select i.id, i.title, i.status, i.campaign_id, i.mission_id, m.name_id as mission_name,
      case when d.perhaps > 0 then 'unknown'
        when d.sent > 0 and d.waiting > 0 then 'partly'
        when d.sent > 0 then 'sent'
        else 'unsent' end as outcome
    from item i
    join mission m on m.id = i.mission_id
    left join lateral (
      select count(*) filter (where state = 'sent') as sent,
        count(*) filter (where state = any(${perhaps})) as perhaps,
        count(*) filter (where state not in ('sent', 'cancelled', 'refused') and not state = any(${perhaps})) as waiting
      from delivery where item_id = i.id) d on true
    where ${inScope(scope, 'i.mission_id')}
      and (i.id = any(${[...ids]}::uuid[]) or i.campaign_id = any(${[...campaignIds]}::uuid[]))
    order by m.name_id, i.title, i.id`.execute(db)
  return rows
}
