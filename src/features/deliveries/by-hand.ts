import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { claimMs, never, readReason, undoMs } from './model.ts'
import { type LinkDeps, readPastedLink } from './pasted-link.ts'
import {
  auditDelivery,
  isPostTaken,
  type LockedDelivery,
  lockDelivery,
  recordPersonAttempt,
  saveChange,
} from './store.ts'
import { wakeDispatchers } from './wake.ts'

type Deps = { readonly db: Db; readonly now: () => Date }

/** Takes a delivery to publish by hand, for 30 minutes. Taking one's own again renews it. */
export function claimByHand(deps: Deps, scope: Scope, id: string): Promise<void> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const delivery = await lockDelivery(tx, scope, id)
    const personId = demandPerson(scope)
    if (delivery.state === 'held') throw new AppError('conflict', 'delivery.is_held')
    if (delivery.state !== 'awaiting_person' && !isRefusedByAccount(delivery))
      throw new AppError('conflict', 'delivery.not_awaiting_person', { state: delivery.state })
    await demandUnclaimed(tx, delivery, personId, now)
    await saveChange(
      tx,
      delivery,
      { state: 'awaiting_person', reason: null, nextAt: never, claimedBy: personId, claimedAt: now },
      now,
    )
    await auditDelivery(tx, scope, 'claimed', delivery, now)
  })
}

/** Gives a taken delivery back. Nothing happens where nobody has it. */
export function releaseByHand(deps: Deps, scope: Scope, id: string): Promise<void> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const delivery = await lockDelivery(tx, scope, id)
    if (!isClaimed(delivery, now)) return
    await demandUnclaimed(tx, delivery, demandPerson(scope), now)
    await saveChange(tx, delivery, { claimedBy: null, claimedAt: null }, now)
    await auditDelivery(tx, scope, 'released', delivery, now)
  })
}

/** Records that a person published it, by the link of the post. The same link again changes nothing. */
export function reportByHand(deps: Deps & LinkDeps, scope: Scope, id: string, pasted: string): Promise<void> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const delivery = await lockDelivery(tx, scope, id)
    const personId = demandPerson(scope)
    const post = readPastedLink(deps, delivery, pasted)
    if (delivery.state === 'sent' && delivery.remoteId === post.remoteId) return
    // What is out is out: a pause that came meanwhile does not change the fact.
    if (!['awaiting_person', 'held', 'needs_confirmation'].includes(delivery.state) && !isRefusedByAccount(delivery))
      throw new AppError('conflict', 'delivery.not_awaiting_person', { state: delivery.state })
    await demandUnclaimed(tx, delivery, personId, now)
    if (await isPostTaken(tx, delivery.accountId, post.remoteId, delivery.id))
      throw new AppError('conflict', 'delivery.link_used')
    await saveChange(
      tx,
      delivery,
      { ...post, state: 'sent', reason: null, nextAt: never, sentAt: now, sentBy: personId, recordedAt: null },
      now,
    )
    await recordPersonAttempt(tx, scope, delivery, 'reported', post.url, now)
    await auditDelivery(tx, scope, 'reported', delivery, now, { remote: post.remoteId })
    await wakeDispatchers(tx)
  })
}

export type UndoPort = {
  /** Takes back what was made of the delivery when it was out, in the same transaction. */
  onUndone?(
    tx: Tx,
    delivery: { readonly id: string; readonly accountId: string; readonly remoteId: string },
  ): Promise<void>
}

/** Takes a report by hand back within 10 minutes; the delivery waits for a person again. */
export function undoReport(deps: Deps & UndoPort, scope: Scope, id: string): Promise<void> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const delivery = await lockDelivery(tx, scope, id)
    if (delivery.state !== 'sent' || !delivery.sentBy || !delivery.sentAt || delivery.remoteId === null)
      throw new AppError('conflict', 'delivery.nothing_to_undo')
    if (now.getTime() - delivery.sentAt.getTime() > undoMs) throw new AppError('conflict', 'delivery.undo_too_late')
    await deps.onUndone?.(tx, { id: delivery.id, accountId: delivery.accountId, remoteId: delivery.remoteId })
    // A doubt that somebody settled by this link is a doubt again.
    const back = (await wasInDoubt(tx, delivery.id))
      ? ({ state: 'unknown', reason: 'unknown.cut' } as const)
      : ({ state: 'awaiting_person', reason: null } as const)
    const nothing = { remoteId: null, url: null, sentAt: null, sentBy: null, recordedAt: null }
    await saveChange(tx, delivery, { ...back, ...nothing }, now)
    await recordPersonAttempt(tx, scope, delivery, 'undone', delivery.url, now)
    await auditDelivery(tx, scope, 'undone', delivery, now, { remote: delivery.remoteId })
  })
}

async function wasInDoubt(tx: Tx, deliveryId: string): Promise<boolean> {
  const last = await tx
    .selectFrom('deliveryAttempt')
    .select('outcome')
    .where('deliveryId', '=', deliveryId)
    .where('kind', 'in', ['publish', 'poll'])
    .orderBy('number', 'desc')
    .executeTakeFirst()
  return last !== undefined && (last.outcome === null || last.outcome === 'unknown')
}

const isClaimed = (delivery: LockedDelivery, now: Date): boolean =>
  delivery.claimedBy !== null && delivery.claimedAt !== null && now.getTime() - delivery.claimedAt.getTime() < claimMs

/** Refused for the sake of the connection, not of the content: a person may publish the same text by hand. */
export function isRefusedByAccount(delivery: { readonly state: string; readonly stateReason: string | null }): boolean {
  const { key } = readReason(delivery.stateReason ?? '')
  return delivery.state === 'refused' && ['refused.auth', 'refused.account', 'refused.not_connected'].includes(key)
}

async function demandUnclaimed(tx: Tx, delivery: LockedDelivery, personId: string, now: Date): Promise<void> {
  if (!isClaimed(delivery, now) || delivery.claimedBy === personId) return
  const other = await tx
    .selectFrom('person')
    .select('name')
    .where('id', '=', delivery.claimedBy ?? '')
    .executeTakeFirst()
  throw new AppError('conflict', 'delivery.claimed_by_other', { name: other?.name ?? '?' })
}

function demandPerson(scope: Scope): string {
  if (scope.kind !== 'person') throw new AppError('forbidden', 'delivery.not_yours')
  return scope.personId
}
