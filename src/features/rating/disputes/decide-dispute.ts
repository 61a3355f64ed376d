import type { Tx } from '../../../platform/database/database.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, type Scope } from '../../missions/index.ts'
import { tellDecision } from './notices.ts'

type Decided = { readonly objective: string; readonly purpose: number }

/**
 * Writes what a blind rater said into the dispute: upheld where it is what the mission holds, kept where it is what
 * stood, changed where it is neither. Without a rating (one was taken back) the dispute is open again.
 */
export async function decideDispute(
  tx: Tx,
  scope: Scope,
  disputeId: string,
  decided: Decided | undefined,
  now: Date,
): Promise<void> {
  const dispute = await tx.selectFrom('labelDispute').selectAll().where('id', '=', disputeId).executeTakeFirstOrThrow()
  const outcome = decided ? outcomeOf(dispute, decided) : null
  await tx
    .updateTable('labelDispute')
    .set({
      outcome,
      decidedObjective: decided?.objective ?? null,
      decidedPurpose: decided?.purpose ?? null,
      decidedAt: decided ? now : null,
    })
    .where('id', '=', disputeId)
    .execute()
  await recordAudit(tx, now, {
    actor: actorOf(scope),
    action: decided ? 'dispute.decided' : 'dispute.reopened',
    subject: { kind: 'dispute', id: disputeId },
    missionId: dispute.missionId,
    payload: decided ? { outcome, objective: decided.objective, purpose: decided.purpose } : {},
  })
  if (outcome !== null) await tellDecision(tx, scope, now, dispute, outcome)
}

export type Stood = {
  readonly objective: string
  readonly purpose: number
  readonly stoodObjectives: unknown
  readonly stoodPurpose: number | null
}

/** How a decision answers a dispute. What stood may be a mean of two raters: it is kept where its largest share is. */
export function outcomeOf(dispute: Stood, decided: Decided): 'upheld' | 'kept' | 'changed' {
  const isClaimed = decided.objective === dispute.objective && decided.purpose === dispute.purpose
  if (isClaimed) return 'upheld'
  return isStanding(dispute, decided) ? 'kept' : 'changed'
}

/** Whether a label is the one that stood. */
export function isStanding(
  { stoodObjectives, stoodPurpose }: Pick<Stood, 'stoodObjectives' | 'stoodPurpose'>,
  label: Decided,
): boolean {
  const shares = Object.entries(stoodObjectives as Record<string, number>).sort((a, b) => b[1] - a[1])
  return shares[0]?.[0] === label.objective && stoodPurpose !== null && Math.round(stoodPurpose * 2) === label.purpose
}
