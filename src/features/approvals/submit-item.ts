import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { demandWriter, findItem, type ItemDeps, type ItemView, setItemStatus, viewItem } from '../items/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { buildBundle } from './build-bundle.ts'
import { endReturned } from './notices.ts'
import { openStep } from './open-step.ts'
import { readCase } from './read-case.ts'
import { closeWait } from './review-wait.ts'
import { saveBundle } from './store.ts'

/**
 * Puts an item before its reviewers. The bundle is fixed here; whoever approves names its hash. Submitting twice, or
 * from two windows at once, is one submission.
 * @throws AppError `item.not_ready` with every open issue, `item.changed_meanwhile`, `item.approved_already`.
 */
export async function submitItem(deps: ItemDeps, scope: Scope, id: string, revision: number): Promise<ItemView> {
  const now = deps.now()
  await fitFirst(deps, scope, id)
  return deps.db.transaction().execute(async (tx) => {
    const item = await findItem(tx, scope, id, { lock: true })
    if (!item) throw new AppError('not_found', 'item.not_found')
    await demandWriter(tx, scope, item.missionId)
    if (item.revision !== revision)
      throw new AppError('conflict', 'item.changed_meanwhile', { yours: revision, theirs: item.revision })
    if (item.status === 'withdrawn') throw new AppError('conflict', 'item.withdrawn')
    if (item.status === 'approved') throw new AppError('conflict', 'item.approved_already')
    const view = await viewItem(deps, tx, scope, item)
    if (item.status === 'in_review') return view
    const blocking = view.findings.filter((finding) => finding.severity === 'block')
    if (blocking.length > 0) throw new AppError('invalid', 'item.not_ready', { count: blocking.length }, blocking)
    const bundle = buildBundle(item)
    await saveBundle(tx, scope, id, bundle, now)
    await setItemStatus(tx, scope, id, 'in_review', now, { submittedAt: now })
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'item.submitted',
      subject: { kind: 'item', id },
      missionId: item.missionId,
      payload: { bundle: bundle.hash, tier: view.risk.tier },
    })
    await beginWait(deps, tx, scope, id, now)
    const at = now.toISOString()
    return { ...view, item: { ...item, status: 'in_review', submittedAt: at, updatedAt: at, returnedComment: null } }
  })
}

/** The first step's clock begins; whatever still waited from an earlier submission was taken back. */
async function beginWait(deps: ItemDeps, tx: Tx, scope: Scope, id: string, now: Date): Promise<void> {
  const submitted = await findItem(tx, scope, id)
  if (!submitted) return
  await closeWait(tx, scope, id, 'taken_back', now)
  await endReturned(tx, id, now)
  await openStep(tx, scope, await readCase(deps, tx, scope, submitted), now)
}

/** What reviewers approve are the bytes that go out, so they are made before; who may not submit makes nothing. */
async function fitFirst(deps: ItemDeps, scope: Scope, id: string): Promise<void> {
  if (!deps.fitPictures) return
  const item = await findItem(deps.db, scope, id)
  if (!item || item.media.length === 0) return
  await demandWriter(deps.db, scope, item.missionId)
  await deps.fitPictures(item)
}
