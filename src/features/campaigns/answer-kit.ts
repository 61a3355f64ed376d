import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { findAssignment, saveAcceptance, saveAnswer } from './assignment-store.ts'
import { type Assignment, minReasonLength } from './model.ts'
import { endReleased } from './notices.ts'
import { mayAcceptRefusal, mayAnswer } from './policy.ts'
import { findCampaign } from './store.ts'

type Deps = { db: Db; now: () => Date }
type Key = { campaignId: string; missionId: string }

/** A mission answers a kit; it may answer anew while the campaign runs. A refusal needs a reason of ≥ 10 characters. */
export async function answerKit(
  deps: Deps,
  scope: Scope,
  key: Key,
  answer: { answer: 'taken' | 'adapted' | 'declined'; reason?: string | undefined },
): Promise<Assignment> {
  return deps.db.transaction().execute(async (tx) => {
    const campaign = await findCampaign(tx, scope, key.campaignId)
    const before = campaign && (await findAssignment(tx, scope, key.campaignId, key.missionId))
    if (!before) throw new AppError('not_found', 'campaign.not_addressed')
    if (!mayAnswer(scope, key.missionId)) throw new AppError('forbidden', 'campaign.answer_not_yours')
    if (campaign.status !== 'released') throw new AppError('conflict', 'campaign.not_running')
    const reason = answer.reason?.trim() ?? ''
    if (answer.answer === 'declined' && [...reason].length < minReasonLength)
      throw new AppError('invalid', 'campaign.reason_needed', { min: minReasonLength }, [
        { path: 'reason', key: 'campaign.reason_needed', params: { min: minReasonLength } },
      ])
    const now = deps.now()
    await saveAnswer(tx, scope, key, {
      status: answer.answer,
      reason: reason === '' ? null : reason,
      answeredBy: scope.kind === 'person' ? scope.personId : null,
      answeredAt: now,
    })
    await endReleased(tx, key.campaignId, key.missionId, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'kit.answered',
      subject: { kind: 'campaign', id: key.campaignId },
      missionId: key.missionId,
      payload: { answer: answer.answer, before: before.status },
    })
    return reread(tx, scope, key)
  })
}

/** The regional desk accepts a refusal; from then on the mission is not in the denominator. */
export async function acceptRefusal(deps: Deps, scope: Scope, key: Key): Promise<Assignment> {
  return deps.db.transaction().execute(async (tx) => {
    if (!(await findAssignment(tx, scope, key.campaignId, key.missionId)))
      throw new AppError('not_found', 'campaign.not_addressed')
    if (!mayAcceptRefusal(scope, key.missionId)) throw new AppError('forbidden', 'campaign.accept_not_yours')
    const now = deps.now()
    const by = scope.kind === 'person' ? scope.personId : null
    if (!(await saveAcceptance(tx, scope, key, by, now))) throw new AppError('conflict', 'campaign.no_refusal')
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'kit.refusal_accepted',
      subject: { kind: 'campaign', id: key.campaignId },
      missionId: key.missionId,
    })
    return reread(tx, scope, key)
  })
}

async function reread(db: Db, scope: Scope, key: Key): Promise<Assignment> {
  const saved = await findAssignment(db, scope, key.campaignId, key.missionId)
  if (!saved) throw new AppError('not_found', 'campaign.not_addressed')
  return saved
}
