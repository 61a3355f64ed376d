import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, inScope, type Scope } from '../missions/index.ts'
import type { DeliveryState } from './model.ts'
import { demandAct } from './policy.ts'

export type LockedDelivery = Awaited<ReturnType<typeof lockDelivery>>

/**
 * One delivery, locked for this transaction, for whoever may act on it.
 * @throws AppError not_found outside the scope, forbidden where the scope may only read.
 */
export async function lockDelivery(tx: Tx, scope: Scope, id: string) {
  const row = await tx
    .selectFrom('delivery')
    .innerJoin('account', 'account.id', 'delivery.accountId')
    .selectAll('delivery')
    .select([
      'account.handle',
      'account.handleKey',
      'account.remoteAccountId',
      'account.connectionState',
      sql<boolean>`coalesce(delivery.lease_until >= now(), false)`.as('isLeased'),
    ])
    .where('delivery.id', '=', id)
    .where(inScope(scope, 'delivery.mission_id'))
    .forUpdate('delivery')
    .executeTakeFirst()
  if (!row) throw new AppError('not_found', 'delivery.not_found')
  demandAct(scope, row.missionId)
  return { ...row, state: row.state as DeliveryState }
}

export type Change = {
  readonly state?: DeliveryState
  readonly reason?: string | null
  readonly nextAt?: Date
  readonly dueLocal?: string
  readonly dueZone?: string
  readonly dueAt?: Date
  readonly confirmedAt?: Date
  readonly claimedBy?: string | null
  readonly claimedAt?: Date | null
  readonly remoteId?: string | null
  readonly url?: string | null
  readonly sentAt?: Date | null
  readonly sentBy?: string | null
  readonly recordedAt?: Date | null
}

/** Writes a person's decision. The fence moves on, so whatever a worker still holds of it no longer counts. */
export async function saveChange(tx: Tx, delivery: LockedDelivery, change: Change, now: Date): Promise<void> {
  const { reason, state, ...columns } = change
  await tx
    .updateTable('delivery')
    .set({
      ...columns,
      ...(state === undefined ? {} : { state, stateChangedAt: now }),
      ...(reason === undefined ? {} : { stateReason: reason }),
      updatedAt: now,
      leaseUntil: null,
      leaseOwner: null,
      fence: delivery.fence + 1,
    })
    .where('id', '=', delivery.id)
    .execute()
}

/** Keeps what a person said among the attempts. */
export async function recordPersonAttempt(
  tx: Tx,
  scope: Scope,
  delivery: LockedDelivery,
  outcome: string,
  detail: string | null,
  now: Date,
): Promise<void> {
  const number = delivery.attempts + 1
  await tx.updateTable('delivery').set({ attempts: number }).where('id', '=', delivery.id).execute()
  await tx
    .insertInto('deliveryAttempt')
    .values({
      id: newId(),
      deliveryId: delivery.id,
      number,
      kind: 'person',
      fence: delivery.fence,
      startedAt: now,
      finishedAt: now,
      outcome,
      detail,
      candidates: json([]),
      personId: scope.kind === 'person' ? scope.personId : null,
    })
    .execute()
}

export async function auditDelivery(
  tx: Tx,
  scope: Scope,
  action: string,
  delivery: LockedDelivery,
  now: Date,
  payload: Readonly<Record<string, string | number | boolean | null>> = {},
): Promise<void> {
  await recordAudit(tx, now, {
    actor: actorOf(scope),
    action: `delivery.${action}`,
    subject: { kind: 'delivery', id: delivery.id },
    missionId: delivery.missionId,
    payload: { item: delivery.itemId, from: delivery.state, ...payload },
  })
}

/** True where another delivery of this account carries that post. */
export async function isPostTaken(db: Db, accountId: string, remoteId: string, exceptId: string): Promise<boolean> {
  const row = await db
    .selectFrom('delivery')
    .select('id')
    .where('accountId', '=', accountId)
    .where('remoteId', '=', remoteId)
    .where('id', '<>', exceptId)
    .executeTakeFirst()
  return row !== undefined
}
