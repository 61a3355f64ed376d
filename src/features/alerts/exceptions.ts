import type { HeldItem } from '../../contract/alerts.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { exemptItem, listStoppedItems } from '../deliveries/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { mayTend } from './policy.ts'

type Deps = { readonly db: Db; readonly now: () => Date }

/**
 * Lets one item through what alerts hold: an officer of its own mission says that it is fitting all the same (CRI-04).
 * @throws AppError `alert.item_not_held`, also for an item outside the scope; `alert.not_yours`.
 */
export function exceptItem(deps: Deps, scope: Scope, itemId: string, reason: string): Promise<{ freed: number }> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const running = await listRunningHolds(tx, scope)
    const stopped = (await listStoppedItems(tx, scope, running)).find(
      (item) => item.itemId === itemId && !item.isExempt,
    )
    if (!stopped) throw new AppError('not_found', 'alert.item_not_held')
    const { missionId, holdIds } = stopped
    if (!mayTend(scope, missionId)) throw new AppError('forbidden', 'alert.not_yours')
    const freed = await exemptItem(tx, holdIds, itemId, now)
    const confirmedBy = scope.kind === 'person' ? scope.personId : null
    await tx
      .insertInto('alertException')
      .values(holdIds.map((holdId) => ({ itemId, holdId, missionId, reason, confirmedBy, confirmedAt: now })))
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'alert.exception_confirmed',
      subject: { kind: 'item', id: itemId },
      missionId,
      payload: { holds: holdIds, freed },
    })
    return { freed }
  })
}

/** Holds of alerts that run; whoever raised them, for they may reach other missions. */
async function listRunningHolds(db: Db, _scope: Scope): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('alertHold')
    .innerJoin('hold', 'hold.id', 'alertHold.holdId')
    .select('holdId')
    .where('liftedAt', 'is', null)
    .execute()
  return rows.map((row) => row.holdId)
}

/** Items within the scope that alerts hold or let through: of one alert's holds, else of all that run. By time. */
export async function listHeld(db: Db, scope: Scope, ofHolds?: readonly string[]): Promise<HeldItem[]> {
  const holds = ofHolds ?? (await listRunningHolds(db, scope))
  const items = await listStoppedItems(db, scope, holds)
  const exempt = items.filter((item) => item.isExempt).map((item) => item.itemId)
  const reasons =
    exempt.length === 0
      ? []
      : await db.selectFrom('alertException').select(['itemId', 'reason']).where('itemId', 'in', exempt).execute()
  const reasonOf = new Map(reasons.map((row) => [row.itemId, row.reason]))
  return items.map(({ isExempt, holdIds: _holds, dueAt, networks, ...item }) => ({
    ...item,
    networks: [...networks],
    dueAt: dueAt.toISOString(),
    exception: isExempt ? (reasonOf.get(item.itemId) ?? '') : null,
  }))
}
