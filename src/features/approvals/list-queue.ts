import { localDayOf } from '../../platform/calendar/zones.ts'
import { type ItemDeps, type ItemRow, listInReview, plannedAtOf } from '../items/index.ts'
import { findMission, type Scope } from '../missions/index.ts'
import { listActiveMandates, listMandated } from './mandate-store.ts'
import { mandateTierOf, nextStep, type ReviewStep, stepsOf } from './model.ts'
import { type Case, decidableMissions, mayDecide } from './policy.ts'
import { findOpenWaits } from './review-wait.ts'
import { listHeadquarters, listHeads, listReviews, listWriters } from './store.ts'

const maxRead = 500

/** An item that waits for somebody, with its deadline. */
export type QueueRow = ItemRow & {
  readonly step: ReviewStep
  readonly capacity: string
  readonly dueAt: string | null
  readonly escalatedAt: string | null
}

/** Items that wait for this person, earliest planned time first; at most 500 are looked at. */
export async function listQueue(deps: ItemDeps, scope: Scope): Promise<QueueRow[]> {
  const { db } = deps
  const now = deps.now()
  const headquarters = await listHeadquarters(db, scope)
  const mandated = await listMandated(db, scope, localDayOf(now, deps.homeZone))
  const rows = await listInReview(db, scope, decidableMissions(scope, headquarters, mandated), maxRead)
  const ids = rows.map((row) => row.id)
  const reviews = Map.groupBy(await listReviews(db, scope, ids), (review) => review.itemId)
  const writers = await listWriters(db, scope, ids)
  const waits = await findOpenWaits(db, scope, ids)
  const approvers = await approversOf(deps, scope, new Set(rows.map((row) => row.missionId)), now)
  return rows.flatMap((row) => {
    const counting = (reviews.get(row.id) ?? []).filter(
      (review) => review.decision === 'approved' && row.submittedAt !== null && review.createdAt >= row.submittedAt,
    )
    const step = nextStep(stepsOf(row.riskTier, row.kind, headquarters.has(row.missionId)), counting)
    if (step === undefined) return []
    const wait = waits.get(row.id)
    const verdict = mayDecide(scope, step, {
      missionId: row.missionId,
      isHeadquarters: headquarters.has(row.missionId),
      tier: mandateTierOf(row.riskTier, row.kind),
      writers: new Set([row.author.id, ...(writers.get(row.id) ?? [])]),
      heads: approvers.get(row.missionId)?.heads ?? new Set(),
      mandates: approvers.get(row.missionId)?.mandates ?? [],
      isEscalated: wait !== undefined && wait.escalatedAt !== null,
      counting,
    })
    if (verdict.kind !== 'may') return []
    return [
      {
        ...row,
        plannedAt: plannedAtOf(row),
        step,
        capacity: verdict.capacity,
        dueAt: wait?.dueAt.toISOString() ?? null,
        escalatedAt: wait?.escalatedAt?.toISOString() ?? null,
      },
    ]
  })
}

/** Heads and mandates on each mission's own day. */
async function approversOf(deps: ItemDeps, scope: Scope, missionIds: ReadonlySet<string>, now: Date) {
  const days = new Map<string, string[]>()
  for (const id of missionIds) {
    const mission = await findMission(deps.db, scope, id)
    const day = localDayOf(now, mission?.timezone ?? deps.homeZone)
    days.set(day, [...(days.get(day) ?? []), id])
  }
  const found = new Map<string, Pick<Case, 'heads' | 'mandates'>>()
  for (const [day, ids] of days) {
    const heads = await listHeads(deps.db, scope, ids, day)
    const mandates = await listActiveMandates(deps.db, scope, ids, day)
    for (const id of ids) found.set(id, { heads: heads.get(id) ?? new Set(), mandates: mandates.get(id) ?? [] })
  }
  return found
}
