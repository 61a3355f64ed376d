import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { agreeTo, findMix } from './mix-store.ts'
import { sumOf, type TargetMix } from './model.ts'
import { sideOf } from './policy.ts'

/**
 * The other side agrees to the open proposal: head or officer of the mission to one of headquarters, a strategist to one
 * of the mission. Whoever proposed it cannot agree.
 */
export async function agreeMix(deps: { db: Db; now: () => Date }, scope: Scope, mixId: string): Promise<TargetMix> {
  return deps.db.transaction().execute(async (tx) => {
    const mix = await findMix(tx, scope, mixId)
    if (!mix) throw new AppError('not_found', 'mix.not_found')
    const by = scope.kind === 'person' ? scope.personId : null
    const side = sideOf(scope, mix.missionId)
    if (scope.kind !== 'system' && (!side || side === mix.proposedSide))
      throw new AppError('forbidden', side === 'mission' ? 'mix.agree_waits_for_hq' : 'mix.agree_not_yours')
    if (by !== null && by === mix.proposedBy?.id) throw new AppError('forbidden', 'mix.agree_own')
    const now = deps.now()
    // The store cannot sum rows in a check; this keeps a mix that came another way from being agreed.
    const sum = sumOf(mix.shares)
    if (sum !== 100) throw new AppError('invalid', 'mix.not_100', { sum, difference: 100 - sum })
    if (!(await agreeTo(tx, scope, mix, by, now))) throw new AppError('conflict', 'mix.not_open')
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'target_mix.agreed',
      subject: { kind: 'target_mix', id: mixId },
      missionId: mix.missionId,
      payload: { quarter: mix.quarter },
    })
    const saved = await findMix(tx, scope, mixId)
    if (!saved) throw new AppError('not_found', 'mix.not_found')
    return saved
  })
}
