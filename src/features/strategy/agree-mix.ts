import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, holds, type Scope } from '../missions/index.ts'
import { sumOf, type TargetMix } from './model.ts'
import { agreeTo, findMix } from './store.ts'

/** The mission's head or officer agrees to the open proposal; whoever proposed it cannot agree for the mission. */
export async function agreeMix(deps: { db: Db; now: () => Date }, scope: Scope, mixId: string): Promise<TargetMix> {
  return deps.db.transaction().execute(async (tx) => {
    const mix = await findMix(tx, scope, mixId)
    if (!mix) throw new AppError('not_found', 'mix.not_found')
    if (!holds(scope, ['head_of_mission', 'mission_officer'], mix.missionId))
      throw new AppError('forbidden', 'mix.agree_not_yours')
    const by = scope.kind === 'person' ? scope.personId : null
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
