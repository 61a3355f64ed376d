import { sql } from 'kysely'
import { json, type Tx } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'

/** What of an item decides whether it may be offered, and what peers would get. */
export type Offerable = {
  readonly id: string
  readonly missionId: string
  readonly title: string
  readonly status: string
  readonly riskTier: string
  readonly objectiveCode: string | null
  readonly texts: readonly { readonly language: string; readonly text: string; readonly isMaster: boolean }[]
  readonly embargoUntil: Date | null
  /** Made from another mission's offer. */
  readonly isPeersOwn: boolean
  /** Offered already, and the offer stands. */
  readonly isOffered: boolean
  /** Its kit or a fact of it changed, and it is not settled. */
  readonly isRecalled: boolean
}

/** An item in scope, locked, with its versions that stand on an account; master first. */
export async function findOfferable(tx: Tx, scope: Scope, itemId: string): Promise<Offerable | undefined> {
  const { rows } = await sql<Offerable>`
    select i.id, i.mission_id, i.title, i.status, i.risk_tier, c.embargo_until,
      coalesce(c.credit_mission_id is not null, false) as is_peers_own,
      exists (select 1 from campaign o where o.source_item_id = i.id and o.status = 'released') as is_offered,
      exists (select 1 from recall_item r where r.item_id = i.id and r.state = 'open') as is_recalled,
      (select o.objective_code from item_objective o where o.item_id = i.id
        order by o.weight desc, o.objective_code limit 1) as objective_code,
      (select coalesce(json_agg(json_build_object('language', t.language, 'text', t.text, 'isMaster', t.is_master)
          order by t.is_master desc, t.language), '[]')
        from item_text t where t.item_id = i.id and t.text <> '') as texts
    from item i left join campaign c on c.id = i.campaign_id
    where i.id = ${itemId} and ${inScope(scope, 'i.mission_id')} for update of i`.execute(tx)
  return rows[0]
}

/** Writes an offer as a kit that locks nothing; its words are shown to peers as they are. */
export async function insertOffer(
  tx: Tx,
  _scope: Scope,
  item: Offerable,
  offer: {
    readonly id: string
    readonly kitId: string
    readonly createdBy: string
    readonly startsOn: string
    readonly endsOn: string
    readonly hint: string
    readonly now: Date
  },
): Promise<void> {
  const { now } = offer
  await tx
    .insertInto('campaign')
    .values({
      id: offer.id,
      title: (item.title || (item.texts[0]?.text ?? '–')).slice(0, 200),
      objectiveCode: item.objectiveCode ?? '',
      goal: '',
      baseline: '',
      startsOn: offer.startsOn,
      endsOn: offer.endsOn,
      obligation: 'recommended',
      status: 'released',
      releasedAt: now,
      targetAt: null,
      creditMissionId: item.missionId,
      sourceItemId: item.id,
      createdBy: offer.createdBy,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  const openParts = offer.hint === '' ? [] : [{ kind: 'hook', hint: offer.hint }]
  await tx
    .insertInto('kit')
    .values({ id: offer.kitId, campaignId: offer.id, openParts: json(openParts) })
    .execute()
  const cores = item.texts.map(({ language, text, isMaster }) => ({
    kitId: offer.kitId,
    language,
    headline: '',
    message: text,
    example: text,
    isMaster,
    approvedAt: now,
  }))
  if (cores.length > 0) await tx.insertInto('kitCore').values(cores).execute()
}
