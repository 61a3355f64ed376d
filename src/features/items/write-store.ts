import type { ItemDraft } from '../../contract/items.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Scope } from '../missions/index.ts'
import type { RiskTier, StoredText } from './model.ts'

/** What a save writes beside the draft itself. */
export type Written = {
  readonly texts: readonly StoredText[]
  /** Version of each objective that the item is bound to. */
  readonly objectiveVersions: ReadonlyMap<string, number>
}

const columnsOf = (draft: ItemDraft) => {
  const {
    objectives: _o,
    texts: _t,
    media: _m,
    variants: _v,
    facts: _f,
    narratives: _n,
    sensitiveReason,
    ...columns
  } = draft
  return { ...columns, isPolicy: draft.isPolicy ?? false, riskReason: sensitiveReason }
}

export async function insertItem(
  tx: Tx,
  _scope: Scope,
  key: { id: string; missionId: string; authorId: string },
  draft: ItemDraft,
  written: Written,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('item')
    .values({ ...key, ...columnsOf(draft), status: 'draft', createdAt: now, updatedAt: now })
    .execute()
  await writeParts(tx, key.id, draft, written, now)
}

/** Writes over an item that the caller has locked. */
export async function updateItemRow(
  tx: Tx,
  _scope: Scope,
  id: string,
  draft: ItemDraft,
  state: { status: string; revision: number },
  written: Written,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('item')
    .set({ ...columnsOf(draft), ...state, updatedAt: now })
    .where('id', '=', id)
    .execute()
  await writeParts(tx, id, draft, written, now)
}

export async function setRiskTier(tx: Tx, _scope: Scope, id: string, riskTier: RiskTier): Promise<void> {
  await tx.updateTable('item').set({ riskTier }).where('id', '=', id).execute()
}

async function writeParts(tx: Tx, itemId: string, draft: ItemDraft, written: Written, now: Date): Promise<void> {
  await tx.deleteFrom('itemObjective').where('itemId', '=', itemId).execute()
  await tx.deleteFrom('itemText').where('itemId', '=', itemId).execute()
  await tx.deleteFrom('itemMedia').where('itemId', '=', itemId).execute()
  const objectives = draft.objectives.map(({ code, weight }) => ({
    itemId,
    objectiveCode: code,
    objectiveVersion: written.objectiveVersions.get(code) ?? 1,
    weight,
  }))
  if (objectives.length > 0) await tx.insertInto('itemObjective').values(objectives).execute()
  const texts = written.texts.map((text) => ({ ...text, itemId }))
  if (texts.length > 0) await tx.insertInto('itemText').values(texts).execute()
  const media = draft.media.map((one, position) => ({ ...one, itemId, position }))
  if (media.length > 0) await tx.insertInto('itemMedia').values(media).execute()
  await writeVariants(tx, itemId, draft.variants, now)
}

/** A variant keeps its id while its account stays: deliveries know it by that. */
async function writeVariants(tx: Tx, itemId: string, variants: ItemDraft['variants'], now: Date): Promise<void> {
  const accountIds = variants.map((variant) => variant.accountId)
  await tx
    .deleteFrom('variant')
    .where('itemId', '=', itemId)
    .$if(accountIds.length > 0, (query) => query.where('accountId', 'not in', accountIds))
    .execute()
  for (const { accountId, language, textOverride, link } of variants) {
    const columns = {
      language,
      textOverride,
      linkUrl: link?.url ?? null,
      linkTitle: link?.title ?? null,
      linkDescription: link?.description ?? null,
      updatedAt: now,
    }
    await tx
      .insertInto('variant')
      .values({ id: newId(), itemId, accountId, ...columns })
      .onConflict((conflict) => conflict.columns(['itemId', 'accountId']).doUpdateSet(columns))
      .execute()
  }
}

/** Which of these accounts belong to the mission. */
export async function ownAccounts(
  db: Db,
  _scope: Scope,
  missionId: string,
  accountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (accountIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('account')
    .select('id')
    .where('missionId', '=', missionId)
    .where('id', 'in', accountIds)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** The version of each objective that the item was bound to before, by code. */
export async function boundObjectives(db: Db, _scope: Scope, itemId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('itemObjective')
    .select(['objectiveCode', 'objectiveVersion'])
    .where('itemId', '=', itemId)
    .execute()
  return new Map(rows.map((row) => [row.objectiveCode, row.objectiveVersion]))
}
