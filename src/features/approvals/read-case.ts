import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { type ItemDeps, type ItemView, type StoredItem, viewItem } from '../items/index.ts'
import { findMission, type Mission, type Scope } from '../missions/index.ts'
import { type Bundle, buildBundle } from './build-bundle.ts'
import { listActiveMandates } from './mandate-store.ts'
import { countingReviews, mandateTierOf, nextStep, type Review, type ReviewStep, stepsOf } from './model.ts'
import type { Case } from './policy.ts'
import { findOpenWaits, type OpenWait } from './review-wait.ts'
import { listHeads, listReviews, listWriters } from './store.ts'

/** An item in review with everything a decision about it depends on. */
export type ReviewCase = {
  readonly view: ItemView
  readonly mission: Mission
  readonly bundle: Bundle
  readonly steps: readonly ReviewStep[]
  readonly counting: readonly Review[]
  readonly reviews: readonly Review[]
  /** What somebody has to decide now; undefined when it is not in review. */
  readonly open: ReviewStep | undefined
  /** The open step's deadline; undefined for items submitted before deadlines were kept. */
  readonly wait: OpenWait | undefined
  readonly about: Case
}

/** Reads what a decision depends on, computed from the item as it is now. */
export async function readCase(deps: ItemDeps, db: Db, scope: Scope, item: StoredItem): Promise<ReviewCase> {
  const mission = await findMission(db, scope, item.missionId)
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  const view = await viewItem(deps, db, scope, item)
  const bundle = buildBundle(item)
  const reviews = (await listReviews(db, scope, [item.id])).map(({ itemId: _itemId, ...review }) => review)
  const counting = countingReviews(reviews, bundle.hash, item.submittedAt)
  const steps = stepsOf(view.risk.tier, item.kind, mission.isHeadquarters)
  const writers = new Set([item.author.id, ...((await listWriters(db, scope, [item.id])).get(item.id) ?? [])])
  const today = localDayOf(deps.now(), mission.timezone)
  const heads = (await listHeads(db, scope, [mission.id], today)).get(mission.id) ?? new Set()
  const mandates = (await listActiveMandates(db, scope, [mission.id], today)).get(mission.id) ?? []
  const wait = item.status === 'in_review' ? (await findOpenWaits(db, scope, [item.id])).get(item.id) : undefined
  return {
    view,
    mission,
    bundle,
    reviews,
    counting,
    steps,
    open: item.status === 'in_review' ? nextStep(steps, counting) : undefined,
    wait,
    about: {
      missionId: mission.id,
      isHeadquarters: mission.isHeadquarters,
      tier: mandateTierOf(view.risk.tier, item.kind),
      writers,
      heads,
      mandates,
      isEscalated: wait?.escalatedAt !== null && wait !== undefined,
      counting,
    },
  }
}
