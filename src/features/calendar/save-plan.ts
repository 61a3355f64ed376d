import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, canRead, findMission, holds, type Role, type Scope } from '../missions/index.ts'
import type { MissionPlan, PlanTexts } from './model.ts'
import { findPlan, writeComment, writePlan } from './plan-store.ts'

type Deps = { readonly db: Db; readonly now: () => Date }
type Key = { readonly missionId: string; readonly quarter: string }

/** A mission's plan, for whoever reads its papers. @throws AppError not_found outside the scope. */
export async function readPlan(deps: Deps, scope: Scope, { missionId, quarter }: Key): Promise<MissionPlan> {
  if (!canRead(scope, missionId) || !(await findMission(deps.db, scope, missionId)))
    throw new AppError('not_found', 'mission.not_found')
  return findPlan(deps.db, scope, missionId, quarter)
}

/**
 * The mission's own people write its plan over the revision they read.
 * @throws AppError `plan.changed_meanwhile` when somebody saved since; nothing is written.
 */
export async function savePlan(
  deps: Deps,
  scope: Scope,
  key: Key,
  { revision, ...texts }: PlanTexts & { revision: number },
): Promise<MissionPlan> {
  await demand(deps, scope, key, ['mission_officer', 'head_of_mission'], 'plan.write_not_yours')
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    if (!(await writePlan(tx, scope, key, texts, revision, personOf(scope), now)))
      throw new AppError('conflict', 'plan.changed_meanwhile')
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'plan.saved',
      subject: { kind: 'mission', id: key.missionId },
      missionId: key.missionId,
      payload: { quarter: key.quarter, revision: revision + 1 },
    })
    return findPlan(tx, scope, key.missionId, key.quarter)
  })
}

/** The regional desk, or a strategist, comments on a plan; an empty comment takes it back. */
export async function commentPlan(deps: Deps, scope: Scope, key: Key, comment: string): Promise<MissionPlan> {
  await demand(deps, scope, key, ['regional_desk', 'strategist'], 'plan.comment_not_yours')
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    await writeComment(tx, scope, key, comment, personOf(scope), now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'plan.commented',
      subject: { kind: 'mission', id: key.missionId },
      missionId: key.missionId,
      payload: { quarter: key.quarter },
    })
    return findPlan(tx, scope, key.missionId, key.quarter)
  })
}

const personOf = (scope: Scope): string | null => (scope.kind === 'person' ? scope.personId : null)

async function demand(deps: Deps, scope: Scope, key: Key, roles: readonly Role[], refusal: string): Promise<void> {
  await readPlan(deps, scope, key)
  if (!holds(scope, roles, key.missionId)) throw new AppError('forbidden', refusal)
}
