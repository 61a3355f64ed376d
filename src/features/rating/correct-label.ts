import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, holds, type Scope } from '../missions/index.ts'
import { listObjectives } from '../strategy/index.ts'
import { findMissionOfMessage, insertOfficerLabel, type OfficerLabel } from './label-store.ts'

/**
 * A mission's officer or head says what one of its messages was for. It outranks the machine and what the item
 * declared; ratings outrank it, and the audit sample corrects officers' labels as it corrects the machine's.
 */
export async function correctLabel(
  deps: { db: Db; now: () => Date },
  scope: Scope,
  messageId: string,
  label: OfficerLabel,
): Promise<void> {
  const missionId = await findMissionOfMessage(deps.db, scope, messageId)
  if (!missionId) throw new AppError('not_found', 'message.not_found')
  if (!holds(scope, ['mission_officer', 'head_of_mission'], missionId))
    throw new AppError('forbidden', 'message.label_not_yours')
  const now = deps.now()
  const known = new Set((await listObjectives(deps.db, scope, now.toISOString().slice(0, 10))).map(({ code }) => code))
  for (const code of [label.objective, label.secondary])
    if (code !== undefined && code !== 'none' && !known.has(code))
      throw new AppError('invalid', 'message.unknown_objective', { code })
  await deps.db.transaction().execute(async (tx) => {
    await insertOfficerLabel(tx, scope, now, messageId, scope.kind === 'person' ? scope.personId : null, label)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'message.label_corrected',
      subject: { kind: 'message', id: messageId },
      missionId,
      payload: { objective: label.objective, purpose: label.purpose },
    })
  })
}
