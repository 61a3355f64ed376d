import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { inScope, type Scope } from '../missions/index.ts'
import { newCode } from './model.ts'

export type StoredCode = {
  readonly id: string
  readonly code: string
  readonly targetUrl: string | null
  readonly objective: string
  readonly kind: 'kit' | 'variant'
  readonly title: string
  readonly network: string | null
  readonly handle: string | null
  readonly openings: number
}

type Wanted = {
  campaignId: string | null
  itemId: string | null
  variantId: string | null
  objective: string
  link: string | null
}

/**
 * Gives every released kit of a mission and every variant it has written since a day the code it lacks. May be repeated;
 * a variant gets its own once its item names an objective.
 */
export async function ensureCodes(tx: Tx, _scope: Scope, missionId: string, since: Date, now: Date): Promise<void> {
  const { rows } = await sql<Wanted>`
    select c.id as "campaignId", null::uuid as "itemId", null::uuid as "variantId", c.objective_code as objective, null as link
    from assignment a join campaign c on c.id = a.campaign_id
    where a.mission_id = ${missionId} and c.status <> 'draft'
      and not exists (select 1 from outcome_code o where o.campaign_id = c.id and o.mission_id = ${missionId} and o.variant_id is null)
    union all
    select i.campaign_id, i.id, v.id, goal.objective_code, case when v.link_url like 'https://%' then v.link_url end
    from item i join variant v on v.item_id = i.id
      join lateral (select objective_code from item_objective where item_id = i.id order by weight desc, objective_code limit 1) goal on true
    where i.mission_id = ${missionId} and i.updated_at >= ${since}
      and not exists (select 1 from outcome_code o where o.variant_id = v.id)`.execute(tx)
  for (const { campaignId, itemId, variantId, objective } of rows)
    await tx
      .insertInto('outcomeCode')
      .values({
        id: newId(),
        missionId,
        code: newCode(),
        campaignId,
        itemId,
        variantId,
        objectiveCode: objective,
        createdAt: now,
        updatedAt: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** Codes of a mission with their openings in a span of days; kits first, then the newest variants (at most 200). */
export async function listCodes(
  db: Db,
  scope: Scope,
  missionId: string,
  from: string,
  to: string,
): Promise<StoredCode[]> {
  const rows = await db
    .selectFrom('outcomeCode as code')
    .leftJoin('campaign', 'campaign.id', 'code.campaignId')
    .leftJoin('item', 'item.id', 'code.itemId')
    .leftJoin('variant', 'variant.id', 'code.variantId')
    .leftJoin('account', 'account.id', 'variant.accountId')
    .select(['code.id', 'code.code', 'code.targetUrl', 'code.objectiveCode as objective', 'code.variantId'])
    .select(['campaign.title as campaignTitle', 'item.title as itemTitle', 'account.network', 'account.handle'])
    .select((eb) =>
      eb
        .selectFrom('outcomeOpening')
        .select((inner) => inner.fn.coalesce(inner.fn.sum<number>('count'), sql<number>`0`).as('openings'))
        .whereRef('outcomeOpening.codeId', '=', 'code.id')
        .where('day', '>=', from)
        .where('day', '<=', to)
        .as('openings'),
    )
    .where('code.missionId', '=', missionId)
    .where(inScope(scope, 'code.missionId'))
    .orderBy(sql`code.variant_id is not null`)
    .orderBy('code.createdAt', 'desc')
    .orderBy('code.id')
    .limit(200)
    .execute()
  return rows.map(({ variantId, campaignTitle, itemTitle, openings, ...code }) => ({
    ...code,
    kind: variantId === null ? ('kit' as const) : ('variant' as const),
    title: (variantId === null ? campaignTitle : itemTitle) ?? '',
    openings: Number(openings ?? 0),
  }))
}

/** Where a code leads. Looked up for anybody: whoever has the code has the link. */
export async function findTarget(
  db: Db,
  code: string,
): Promise<{ id: string; missionId: string; targetUrl: string; timezone: string } | undefined> {
  const found = await db
    .selectFrom('outcomeCode')
    .innerJoin('mission', 'mission.id', 'outcomeCode.missionId')
    .select(['outcomeCode.id', 'missionId', 'targetUrl', 'mission.timezone'])
    .where('code', '=', code)
    .executeTakeFirst()
  return found?.targetUrl == null ? undefined : { ...found, targetUrl: found.targetUrl }
}

/** One opening more on a day. Nothing about who opened it is known here. */
export async function countOpening(db: Db, code: { id: string; missionId: string }, day: string): Promise<void> {
  await db
    .insertInto('outcomeOpening')
    .values({ codeId: code.id, missionId: code.missionId, day, count: 1 })
    .onConflict((conflict) =>
      conflict.columns(['codeId', 'day']).doUpdateSet({ count: sql`outcome_opening.count + 1` }),
    )
    .execute()
}
