import { localDayOf } from '../../platform/calendar/zones.ts'
import { type ItemDeps, type ItemRow, listInReview, plannedAtOf } from '../items/index.ts'
import type { Scope } from '../missions/index.ts'
import { nextStep, type ReviewStep, stepsOf } from './model.ts'
import { decidableMissions, mayDecide } from './policy.ts'
import { listHeadquarters, listHeads, listReviews, listWriters } from './store.ts'

const maxRead = 500

/** Items that wait for this person, earliest planned time first; at most 500 are looked at. */
export async function listQueue(deps: ItemDeps, scope: Scope): Promise<(ItemRow & { step: ReviewStep })[]> {
  const { db } = deps
  const headquarters = await listHeadquarters(db, scope)
  const rows = await listInReview(db, scope, decidableMissions(scope, headquarters), maxRead)
  const ids = rows.map((row) => row.id)
  const reviews = Map.groupBy(await listReviews(db, scope, ids), (review) => review.itemId)
  const writers = await listWriters(db, scope, ids)
  const missionIds = [...new Set(rows.map((row) => row.missionId))]
  const heads = await listHeads(db, scope, missionIds, localDayOf(deps.now(), deps.homeZone))
  return rows.flatMap((row) => {
    const counting = (reviews.get(row.id) ?? []).filter(
      (review) => review.decision === 'approved' && row.submittedAt !== null && review.createdAt >= row.submittedAt,
    )
    const step = nextStep(stepsOf(row.riskTier, row.kind), counting)
    if (step === undefined) return []
    const wrote = new Set([row.author.id, ...(writers.get(row.id) ?? [])])
    const hasFreeHead = [...(heads.get(row.missionId) ?? [])].some((head) => !wrote.has(head))
    const isHeadquarters = headquarters.has(row.missionId)
    const about = { missionId: row.missionId, isHeadquarters, writers: wrote, hasFreeHead, counting }
    return mayDecide(scope, step, about).kind === 'may' ? [{ ...row, plannedAt: plannedAtOf(row), step }] : []
  })
}
