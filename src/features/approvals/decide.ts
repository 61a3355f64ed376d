import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { findItem, type ItemDeps, setItemStatus } from '../items/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { type Approved, approvedOf } from './approved.ts'
import type { Approval } from './model.ts'
import { tellReturned } from './notices.ts'
import { openStep } from './open-step.ts'
import { mayDecide } from './policy.ts'
import { presentCase } from './present-case.ts'
import { type ReviewCase, readCase } from './read-case.ts'
import { closeWait } from './review-wait.ts'
import { insertReview, saveBundle } from './store.ts'

export type ApprovalDeps = ItemDeps & {
  /** Called in the transaction of the last approval that was needed; makes what will be delivered. */
  readonly onApproved: (tx: Tx, approved: Approved, now: Date) => Promise<unknown>
}

/**
 * Approves exactly the bundle that was read. After the last step of its tier the item is approved and handed on.
 * @throws AppError `approval.text_changed` when the item is no longer what `bundleHash` says.
 */
export async function approveBundle(
  deps: ApprovalDeps,
  scope: Scope,
  itemId: string,
  bundleHash: string,
): Promise<Approval> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const { found, capacity, step, reviewerId } = await openCase(deps, tx, scope, itemId, bundleHash)
    const { item, findings } = found.view
    const blocking = findings.filter((finding) => finding.severity === 'block')
    if (blocking.length > 0) throw new AppError('conflict', 'approval.blocked', { count: blocking.length }, blocking)
    await saveBundle(tx, scope, itemId, found.bundle, now)
    const review = { id: newId(), bundleHash, step, decision: 'approved' as const, capacity, comment: '' }
    await insertReview(tx, scope, { ...review, itemId, reviewerId, createdAt: now })
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'bundle.approved',
      subject: { kind: 'item', id: itemId },
      missionId: item.missionId,
      payload: { bundle: bundleHash, step, capacity },
    })
    await closeWait(tx, scope, itemId, 'approved', now)
    if (found.steps.at(-1) === step) {
      await setItemStatus(tx, scope, itemId, 'approved', now)
      await deps.onApproved(tx, approvedOf(item, found.bundle), now)
    } else await openStep(tx, scope, await readCase(deps, tx, scope, item), now)
    return reread(deps, tx, scope, itemId)
  })
}

/** Returns the item to its author with a comment; approvals given so far no longer count. */
export async function returnBundle(
  deps: ItemDeps,
  scope: Scope,
  itemId: string,
  bundleHash: string,
  comment: string,
): Promise<Approval> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const { found, capacity, step, reviewerId } = await openCase(deps, tx, scope, itemId, bundleHash)
    await saveBundle(tx, scope, itemId, found.bundle, now)
    const review = { id: newId(), bundleHash, step, decision: 'returned' as const, capacity, comment }
    await insertReview(tx, scope, { ...review, itemId, reviewerId, createdAt: now })
    await setItemStatus(tx, scope, itemId, 'returned', now)
    await closeWait(tx, scope, itemId, 'returned', now)
    await tellReturned(tx, scope, found, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'bundle.returned',
      subject: { kind: 'item', id: itemId },
      missionId: found.mission.id,
      payload: { bundle: bundleHash, step, capacity },
    })
    return reread(deps, tx, scope, itemId)
  })
}

async function openCase(deps: ItemDeps, tx: Tx, scope: Scope, itemId: string, bundleHash: string) {
  const item = await findItem(tx, scope, itemId, { lock: true })
  if (!item) throw new AppError('not_found', 'item.not_found')
  const found: ReviewCase = await readCase(deps, tx, scope, item)
  const step = found.open
  if (step === undefined) throw new AppError('conflict', `approval.not_open_${item.status}`)
  const verdict = mayDecide(scope, step, found.about)
  if (verdict.kind === 'refused') throw new AppError(verdict.code, verdict.key)
  if (found.bundle.hash !== bundleHash) throw new AppError('conflict', 'approval.text_changed')
  const reviewerId = scope.kind === 'person' ? scope.personId : ''
  return { found, step, capacity: verdict.capacity, reviewerId }
}

async function reread(deps: ItemDeps, tx: Tx, scope: Scope, itemId: string): Promise<Approval> {
  const item = await findItem(tx, scope, itemId)
  if (!item) throw new AppError('not_found', 'item.not_found')
  return presentCase(scope, await readCase(deps, tx, scope, item))
}
