import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, canRead, findMission, holdsEverywhere, type Scope } from '../missions/index.ts'
import { type MixShare, mixIssues, type TargetMix } from './model.ts'
import { findMix, listObjectives, replaceProposal } from './store.ts'

/**
 * Headquarters proposes a target mix for a mission and quarter; it stands beside an agreed one until the mission
 * agrees, so what was agreed never changes by itself.
 * @throws AppError `mix.not_100` with the sum, when the shares do not make 100.
 */
export async function proposeMix(
  deps: { db: Db; now: () => Date; homeZone: string },
  scope: Scope,
  missionId: string,
  proposal: { quarter: string; shares: readonly MixShare[] },
): Promise<TargetMix> {
  const mission = canRead(scope, missionId) ? await findMission(deps.db, scope, missionId) : undefined
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  if (!holdsEverywhere(scope, ['strategist'])) throw new AppError('forbidden', 'mix.propose_not_yours')
  const now = deps.now()
  const objectives = await listObjectives(deps.db, scope, localDayOf(now, deps.homeZone))
  const issues = mixIssues(proposal.shares, new Set(objectives.map((objective) => objective.code)))
  const first = issues.at(-1)
  if (first) throw new AppError('invalid', first.key, first.params, issues)
  return deps.db.transaction().execute(async (tx) => {
    const id = newId()
    const proposedBy = scope.kind === 'person' ? scope.personId : null
    const mix = { id, missionId, quarter: proposal.quarter, proposedBy, proposedAt: now }
    await replaceProposal(tx, scope, mix, proposal.shares)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'target_mix.proposed',
      subject: { kind: 'target_mix', id },
      missionId,
      payload: { quarter: proposal.quarter, shares: proposal.shares.map((s) => `${s.objectiveCode}:${s.percent}`) },
    })
    const saved = await findMix(tx, scope, id)
    if (!saved) throw new AppError('not_found', 'mix.not_found')
    return saved
  })
}
