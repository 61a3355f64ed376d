import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Handover, HandoverStep } from '../../../contract/account-custody.ts'
import { localDayOf } from '../../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { inScope, type Scope } from '../../missions/index.ts'

/** Days after its end for which a closed handover is still listed. */
const listedDays = 365

/** Handovers that the scope reads, by end of posting: open ones, and those closed within a year. */
export async function listHandovers(
  db: Db,
  scope: Scope,
  now: Date,
  homeZone: string,
  missionId?: string,
): Promise<Handover[]> {
  const since = new Date(now.getTime() - listedDays * 86_400_000)
  let query = selectHandovers(db)
    .where(inScope(scope, 'handover.mission_id'))
    .where((eb) => eb.or([eb('closedAt', 'is', null), eb('closedAt', '>=', since)]))
    .orderBy('endsOn')
    .orderBy('handover.id')
  if (missionId !== undefined) query = query.where('missionId', '=', missionId)
  return fill(db, await query.execute(), now, homeZone)
}

/** @throws AppError not_found, also for a mission that the scope does not read. */
export async function mustFindHandover(
  db: Db | Tx,
  scope: Scope,
  id: string,
  now: Date,
  homeZone: string,
): Promise<Handover> {
  const rows = await selectHandovers(db)
    .where('handover.id', '=', id)
    .where(inScope(scope, 'handover.mission_id'))
    .execute()
  const [handover] = await fill(db, rows, now, homeZone)
  if (!handover) throw new AppError('not_found', 'handover.not_found')
  return handover
}

const selectHandovers = (db: Db | Tx) => db.selectFrom('handover').selectAll()
type Row = Awaited<ReturnType<ReturnType<typeof selectHandovers>['execute']>>[number]

async function fill(db: Db | Tx, rows: readonly Row[], now: Date, homeZone: string): Promise<Handover[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const accounts = await db
    .selectFrom('handoverAccount')
    .innerJoin('account', 'account.id', 'accountId')
    .select(['handoverId', 'accountId', 'network', 'handle'])
    .where('handoverId', 'in', ids)
    .orderBy('network')
    .orderBy('handle')
    .execute()
  const steps = await db
    .selectFrom('handoverStep')
    .leftJoin('person', 'person.id', 'doneBy')
    .select(['handoverId', 'accountId', 'step', 'person.name as by', 'doneAt'])
    .where('handoverId', 'in', ids)
    .orderBy(
      sql`array_position(array['password_reset','recovery_moved','mfa_reenrolled','sessions_revoked','successor_confirmed'], step)`,
    )
    .execute()
  const signatures = await db
    .selectFrom('handoverSignature')
    .innerJoin('person', 'person.id', 'personId')
    .select(['handoverId', 'side', 'person.name as by', 'personId', 'signedAt'])
    .where('handoverId', 'in', ids)
    .orderBy('signedAt')
    .execute()
  const today = localDayOf(now, homeZone)
  return rows.map((row) => {
    const base = {
      ...toBase(row),
      isOverdue: row.closedAt === null && row.endsOn < today,
      accounts: accounts
        .filter((one) => one.handoverId === row.id)
        .map(({ accountId, network, handle }) => ({
          accountId,
          network,
          handle,
          steps: steps
            .filter((step) => step.handoverId === row.id && step.accountId === accountId)
            .map(({ step, by, doneAt }) => ({ step: step as HandoverStep, by, at: doneAt.toISOString() })),
        })),
      signatures: signatures
        .filter((one) => one.handoverId === row.id)
        .map(({ side, by, personId, signedAt }) => ({
          side: side as 'leaver' | 'successor',
          by,
          personId,
          at: signedAt.toISOString(),
        })),
    }
    return { ...base, minutesHash: minutesHashOf(base) }
  })
}

function toBase(row: Row) {
  return {
    id: row.id,
    missionId: row.missionId,
    leaver: {
      name: row.leaverName,
      office: row.leaverOffice,
      personId: row.leaverId,
      isLocalShortTerm: row.leaverIsLocalShortTerm,
    },
    endsOn: row.endsOn,
    successor:
      row.successorName === null
        ? null
        : {
            name: row.successorName,
            office: row.successorOffice ?? '',
            personId: row.successorId,
            isLocalShortTerm: row.successorIsLocalShortTerm ?? false,
            endsOn: row.successorEndsOn,
          },
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    outcome: row.outcome as Handover['outcome'],
    cancelReason: row.cancelReason,
  }
}

/** What both sides sign: parties, day, accounts and steps. Signatures and states are no part of it. */
function minutesHashOf(handover: Pick<Handover, 'id' | 'leaver' | 'successor' | 'endsOn' | 'accounts'>): string {
  const { id, leaver, successor, endsOn, accounts } = handover
  return createHash('sha256')
    .update(JSON.stringify([id, leaver, successor, endsOn, accounts]))
    .digest('hex')
}
