import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { narrativesAt } from './active-narratives.ts'
import type { NarrativeRow } from './model.ts'

/** What an item asks for: a narrative, and why although it is past its days. */
export type NarrativeWish = { readonly id: string; readonly overrideReason: string }
/** A narrative that an item says, as it stands now. */
export type NarrativeUse = NarrativeWish & Pick<NarrativeRow, 'title' | 'validUntil'>

const shortestReason = 10

/**
 * Says which narratives an item uses; call it in the transaction that saves the item. One outside its days is taken on
 * only with a reason of at least 10 characters (STR-04); one that was taken on in its days stays when they end.
 * @throws AppError `narrative.not_found`, `narrative.needs_reason`.
 */
export async function attachNarratives(
  deps: { homeZone: string },
  tx: Tx,
  scope: Scope,
  itemId: string,
  wanted: readonly NarrativeWish[],
  now: Date,
): Promise<void> {
  const before = new Map((await usesOf(tx, itemId)).map((use) => [use.narrativeId, use]))
  const known = wanted.length === 0 ? [] : await narrativesAt({ db: tx, homeZone: deps.homeZone }, scope, now)
  const rows = wanted.map(({ id, overrideReason }, index) => {
    const narrative = known.find((one) => one.id === id)
    const path = `narratives.${index}`
    if (!narrative) throw new AppError('invalid', 'narrative.not_found', {}, [{ path, key: 'narrative.not_found' }])
    const isOutside = narrative.state === 'expired' || narrative.state === 'upcoming'
    const params = { title: narrative.title, min: shortestReason }
    if (isOutside && !before.has(id) && overrideReason.trim().length < shortestReason)
      throw new AppError('invalid', 'narrative.needs_reason', params, [{ path, key: 'narrative.needs_reason', params }])
    const { version, attachedAt } = before.get(id) ?? { version: narrative.version, attachedAt: now }
    return { itemId, narrativeId: id, version, attachedAt, overrideReason: overrideReason.trim() }
  })
  await tx.deleteFrom('narrativeUse').where('itemId', '=', itemId).execute()
  if (rows.length > 0) await tx.insertInto('narrativeUse').values(rows).execute()
}

/** Narratives that an item says, by title, with their newest words and days. */
export async function narrativesOf(db: Db, _scope: Scope, itemId: string): Promise<NarrativeUse[]> {
  const rows = await db
    .selectFrom('narrativeUse')
    .innerJoin('narrativeVersion', 'narrativeVersion.narrativeId', 'narrativeUse.narrativeId')
    .distinctOn('narrativeUse.narrativeId')
    .select(['narrativeUse.narrativeId as id', 'overrideReason', 'title', 'validUntil'])
    .where('itemId', '=', itemId)
    .orderBy('narrativeUse.narrativeId')
    .orderBy('narrativeVersion.version', 'desc')
    .execute()
  return rows.sort((a, b) => a.title.localeCompare(b.title, 'id'))
}

const usesOf = (db: Db, itemId: string) =>
  db.selectFrom('narrativeUse').selectAll().where('itemId', '=', itemId).execute()
