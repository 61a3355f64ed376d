import { isDeepStrictEqual } from 'node:util'
import type { ItemDraft } from '../../contract/items.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { attachNarratives, registerFactUse } from '../strategy/index.ts'
import { mergeTexts } from './merge-texts.ts'
import { draftOf, type StoredItem } from './model.ts'
import { demandWriter } from './policy.ts'
import { refuseBrokenDraft } from './refuse-draft.ts'
import { findItem, setItemStatus } from './store.ts'
import { type ItemDeps, type ItemView, viewItem } from './view-item.ts'
import { boundObjectives, insertItem, setRiskTier, updateItemRow } from './write-store.ts'

export type SaveDeps = ItemDeps & {
  /**
   * Called in the transaction that takes an approved item back: cancels what surely is not out and answers how much
   * was taken back and how much is, or may be, out.
   */
  readonly takeBack?: (
    tx: Tx,
    itemId: string,
    why: 'item_changed' | 'item_withdrawn',
    now: Date,
  ) => Promise<{ readonly cancelled: number; readonly out: number }>
}

/** Starts an item of a mission; gaps are allowed until it is submitted. */
export async function createItem(deps: SaveDeps, scope: Scope, missionId: string, draft: ItemDraft): Promise<ItemView> {
  await demandWriter(deps.db, scope, missionId)
  if (scope.kind !== 'person') throw new AppError('unauthenticated', 'unauthenticated')
  const now = deps.now()
  const id = newId()
  return deps.db.transaction().execute(async (tx) => {
    const objectiveVersions = await refuseBrokenDraft(tx, scope, missionId, draft, { at: now, homeZone: deps.homeZone })
    const texts = mergeTexts([], draft.texts, deps.homeLanguage, now)
    await insertItem(tx, scope, { id, missionId, authorId: scope.personId }, draft, { texts, objectiveVersions }, now)
    await registerFactUse(tx, scope, { kind: 'item', id, missionId }, draft.facts ?? [], now)
    await attachNarratives(deps, tx, scope, id, draft.narratives ?? [], now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'item.created',
      subject: { kind: 'item', id },
      missionId,
    })
    return assess(deps, tx, scope, id)
  })
}

/**
 * Saves an item over the revision its author read. An item in review or approved becomes a draft again: its reviews
 * were given to another text. Saving the same content changes nothing.
 * @throws AppError `item.changed_meanwhile` when someone saved since; neither text is lost, for nothing is written.
 */
export async function updateItem(
  deps: SaveDeps,
  scope: Scope,
  id: string,
  revision: number,
  draft: ItemDraft,
): Promise<ItemView> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const before = await lockWritable(tx, scope, id)
    if (before.revision !== revision)
      throw new AppError('conflict', 'item.changed_meanwhile', { yours: revision, theirs: before.revision })
    if (isUnchanged(before, draft)) return viewItem(deps, tx, scope, before)
    const { missionId } = before
    const held = new Set(before.media.map(({ mediaId }) => mediaId))
    const current = await refuseBrokenDraft(tx, scope, missionId, draft, { at: now, homeZone: deps.homeZone }, held)
    // An objective that stays keeps the version the item was written under (STR-01).
    const objectiveVersions = new Map([...current, ...(await boundObjectives(tx, scope, id))])
    const texts = mergeTexts(before.texts, draft.texts, deps.homeLanguage, now)
    const status = before.status === 'returned' ? 'returned' : 'draft'
    const state = { status, revision: revision + 1 }
    await updateItemRow(tx, scope, id, draft, state, { texts, objectiveVersions }, now)
    await registerFactUse(tx, scope, { kind: 'item', id, missionId }, draft.facts ?? before.facts, now)
    await attachNarratives(deps, tx, scope, id, draft.narratives ?? before.narratives, now)
    if (before.status === 'approved') await refuseIfAllOut(deps, tx, id, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: before.status === 'in_review' || before.status === 'approved' ? 'item.reopened' : 'item.changed',
      subject: { kind: 'item', id },
      missionId,
      payload: { revision: revision + 1, before: before.status },
    })
    return assess(deps, tx, scope, id)
  })
}

/** Takes an item out of the way for good; what went out stays in the record. */
export async function withdrawItem(deps: SaveDeps, scope: Scope, id: string): Promise<ItemView> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const before = await lockWritable(tx, scope, id)
    if (before.status === 'approved') await deps.takeBack?.(tx, id, 'item_withdrawn', now)
    await setItemStatus(tx, scope, id, 'withdrawn', now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'item.withdrawn',
      subject: { kind: 'item', id },
      missionId: before.missionId,
      payload: { before: before.status },
    })
    return assess(deps, tx, scope, id)
  })
}

/** What is out cannot be changed by changing its item; where some of it still waits, that part can. */
async function refuseIfAllOut(deps: SaveDeps, tx: Tx, id: string, now: Date): Promise<void> {
  const taken = await deps.takeBack?.(tx, id, 'item_changed', now)
  if (taken && taken.out > 0 && taken.cancelled === 0) throw new AppError('conflict', 'item.already_out')
}

async function lockWritable(tx: Tx, scope: Scope, id: string): Promise<StoredItem> {
  const item = await findItem(tx, scope, id, { lock: true })
  if (!item) throw new AppError('not_found', 'item.not_found')
  await demandWriter(tx, scope, item.missionId)
  if (item.status === 'withdrawn') throw new AppError('conflict', 'item.withdrawn')
  return item
}

async function assess(deps: ItemDeps, tx: Tx, scope: Scope, id: string): Promise<ItemView> {
  const item = await findItem(tx, scope, id)
  if (!item) throw new AppError('not_found', 'item.not_found')
  const view = await viewItem(deps, tx, scope, item)
  if (view.risk.tier !== item.riskTier) await setRiskTier(tx, scope, id, view.risk.tier)
  return { ...view, item: { ...item, riskTier: view.risk.tier } }
}

function isUnchanged(before: StoredItem, draft: ItemDraft): boolean {
  if (draft.texts.some((text) => text.isChecked)) return false
  return isDeepStrictEqual(sorted(draftOf(before)), sorted({ ...draft, ...kept(before, draft) }))
}

/** Facts and narratives that a save leaves out stay as they are. */
function kept(before: StoredItem, draft: ItemDraft): Pick<ItemDraft, 'facts' | 'narratives'> {
  const { facts, narratives } = draftOf(before)
  return { facts: draft.facts ?? facts, narratives: draft.narratives ?? narratives }
}

/** Orders what has no order of its own. */
function sorted(draft: ItemDraft): ItemDraft {
  const by = <T>(list: readonly T[], key: (one: T) => string) => list.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
  return {
    ...draft,
    isPolicy: draft.isPolicy ?? false,
    facts: (draft.facts ?? []).toSorted(),
    narratives: by(draft.narratives ?? [], (one) => one.id),
    objectives: by(draft.objectives, (one) => one.code),
    texts: by(
      draft.texts.map(({ isChecked: _isChecked, ...text }) => text),
      (one) => one.language,
    ),
    variants: by(draft.variants, (one) => one.accountId),
  }
}
