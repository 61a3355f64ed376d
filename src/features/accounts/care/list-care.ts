import { sql } from 'kysely'
import type { CareFinding } from '../../../contract/account-custody.ts'
import { localDayOf } from '../../../platform/calendar/zones.ts'
import type { Db } from '../../../platform/database/database.ts'
import { inScope, type Scope } from '../../missions/index.ts'
import { dayOfAttestation, findAttestations, findCustodians } from '../custody/custody-store.ts'
import { gapsOf } from '../custody/model.ts'
import { type AccountStatus, isInUse } from '../model.ts'
import { type CaredAccount, findingsOf } from './model.ts'

export type CareDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly homeZone: string
  /** Newest post by account, from the room that reads accounts back; accounts without any are left out. */
  lastPosts(accountIds: readonly string[]): Promise<ReadonlyMap<string, Date>>
}

/** What accounts of the missions that the scope reads need somebody to do, most pressing first. */
export async function listCare(deps: CareDeps, scope: Scope, missionId?: string): Promise<CareFinding[]> {
  const { db, homeZone } = deps
  const now = deps.now()
  let query = db
    .selectFrom('account')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('accountConfirmation')
          .select(['answer', 'answeredAt', 'note'])
          .whereRef('accountConfirmation.accountId', '=', 'account.id')
          .orderBy('answeredAt', 'desc')
          .orderBy('accountConfirmation.id', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['account.id', 'missionId', 'network', 'handle', 'status', 'statusChangedAt', 'languages', 'verifiedAt'])
    .select(['connectionState', 'connectionDetail', 'connectionExpiresAt', 'connectionRefusals', 'connectionRefusedAt'])
    .select(['closingReason', 'closingProposedAt'])
    .select(['last.answer as lastAnswer', 'last.answeredAt as lastAnswerAt', 'last.note as lastNote'])
    .where(sql<boolean>`account.status not in ('closed', 'archived')`)
    .where(inScope(scope, 'account.mission_id'))
    .orderBy('missionId')
    .orderBy('network')
    .orderBy('handle')
  if (missionId !== undefined) query = query.where('missionId', '=', missionId)
  const rows = await query.execute()
  const inUse = rows.filter((row) => isInUse(row.status as AccountStatus)).map((row) => row.id)
  const [custodians, attestations, lastPosts] = await Promise.all([
    findCustodians(db, inUse),
    findAttestations(db, inUse),
    deps.lastPosts(inUse),
  ])
  const today = localDayOf(now, homeZone)
  const accounts: CaredAccount[] = rows.map((row) => ({
    ...row,
    status: row.status as AccountStatus,
    lastPostAt: lastPosts.get(row.id) ?? null,
    gaps: gapsOf(
      {
        custodians: custodians.get(row.id) ?? [],
        attestations: (attestations.get(row.id) ?? []).map((one) => dayOfAttestation(one, homeZone)),
      },
      today,
    ),
  }))
  return findingsOf(accounts, now)
}
