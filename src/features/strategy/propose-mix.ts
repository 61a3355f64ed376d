import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, canRead, findMission, type Scope } from '../missions/index.ts'
import { findMix, listMixes, replaceProposal } from './mix-store.ts'
import { type MixShare, mixIssues, type TargetMix } from './model.ts'
import { listObjectives } from './objective-store.ts'
import { sideOf } from './policy.ts'

/**
 * Headquarters proposes a target mix for a mission and quarter, or the mission answers with a proposal of its own; it
 * stands beside an agreed one until the other side agrees, so what was agreed never changes by itself.
 * @throws AppError `mix.not_100` with the sum, when the shares do not make 100.
 */
export async function proposeMix(
  deps: { db: Db; now: () => Date; homeZone: string },
  scope: Scope,
  missionId: string,
  proposal: { quarter: string; shares: readonly MixShare[]; note?: string },
): Promise<TargetMix> {
  const mission = canRead(scope, missionId) ? await findMission(deps.db, scope, missionId) : undefined
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  const proposedSide = sideOf(scope, missionId)
  if (!proposedSide) throw new AppError('forbidden', 'mix.propose_not_yours')
  if (proposedSide === 'mission') await refuseFirstWord(deps.db, scope, missionId, proposal.quarter)
  const now = deps.now()
  const objectives = await listObjectives(deps.db, scope, localDayOf(now, deps.homeZone))
  const issues = mixIssues(proposal.shares, new Set(objectives.map((objective) => objective.code)))
  const first = issues.at(-1)
  if (first) throw new AppError('invalid', first.key, first.params, issues)
  return deps.db.transaction().execute(async (tx) => {
    const id = newId()
    const proposedBy = scope.kind === 'person' ? scope.personId : null
    const { quarter, note = '' } = proposal
    const mix = { id, missionId, quarter, proposedBy, proposedSide, note, proposedAt: now }
    await replaceProposal(tx, scope, mix, proposal.shares)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'target_mix.proposed',
      subject: { kind: 'target_mix', id },
      missionId,
      payload: { quarter, side: proposedSide, shares: proposal.shares.map((s) => `${s.objectiveCode}:${s.percent}`) },
    })
    const saved = await findMix(tx, scope, id)
    if (!saved) throw new AppError('not_found', 'mix.not_found')
    return saved
  })
}

async function refuseFirstWord(db: Db, scope: Scope, missionId: string, quarter: string): Promise<void> {
  const mixes = await listMixes(db, scope, quarter, missionId)
  if (mixes.length === 0) throw new AppError('conflict', 'mix.nothing_to_answer', { quarter })
}
