import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { inScope, type Scope } from '../missions/index.ts'
import { type Account, type AccountStatus, movesFrom } from './model.ts'
import { mayDecide, personOf } from './policy.ts'

/** An account with what only this room needs to know of it. */
export type KnownAccount = Account & {
  readonly proposedBy: string | null
  readonly approvedBy: string | null
  readonly createdAt: Date
}

/** Accounts of one mission, by network and handle; none where the scope does not read the mission. */
export async function listAccounts(db: Db, scope: Scope, missionId: string): Promise<Account[]> {
  const rows = await selectAccounts(db)
    .where('missionId', '=', missionId)
    .where(inScope(scope, 'mission_id'))
    .orderBy('network')
    .orderBy('handle')
    .execute()
  return rows.map((row) => toAccount(row, scope))
}

/** One account within the scope, with who proposed it. `locked`: no other act changes it until this transaction ends. */
export async function findAccount(
  db: Db | Tx,
  scope: Scope,
  id: string,
  lock?: 'locked',
): Promise<KnownAccount | undefined> {
  let query = selectAccounts(db).where('id', '=', id).where(inScope(scope, 'mission_id'))
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return (
    row && {
      ...toAccount(row, scope),
      proposedBy: row.proposedBy,
      approvedBy: row.approvedBy,
      createdAt: row.createdAt,
    }
  )
}

/** @throws AppError not_found, also for an account of a mission that the scope does not read. */
export async function mustFindAccount(db: Db | Tx, scope: Scope, id: string, lock?: 'locked'): Promise<KnownAccount> {
  const account = await findAccount(db, scope, id, lock)
  if (!account) throw new AppError('not_found', 'account.not_found')
  return account
}

export type MissionCounts = {
  readonly missionId: string
  readonly total: number
  readonly inUse: number
  readonly official: number
  readonly connected: number
  /** Proposed, so that somebody has to decide. */
  readonly proposed: number
}

/** Numbers of accounts by mission, those that are closed left out; only missions that the scope reads and that have any. */
export async function countAccounts(db: Db, scope: Scope): Promise<MissionCounts[]> {
  const inUse = sql`status in ('active', 'restored')`
  return db
    .selectFrom('account')
    .select([
      'missionId',
      sql<number>`count(*)::int`.as('total'),
      sql<number>`count(*) filter (where ${inUse})::int`.as('inUse'),
      sql<number>`count(*) filter (where ${inUse} and verified_at is not null)::int`.as('official'),
      sql<number>`count(*) filter (where connection_state = 'connected')::int`.as('connected'),
      sql<number>`count(*) filter (where status = 'proposed')::int`.as('proposed'),
    ])
    .where('status', 'not in', ['closed', 'archived'])
    .where(inScope(scope, 'mission_id'))
    .groupBy('missionId')
    .orderBy('missionId')
    .execute()
}

export type RegisteredHandle = {
  readonly network: string
  readonly handle: string
  readonly handleKey: string
  readonly url: string
  readonly status: AccountStatus
  readonly verified: boolean
  readonly missionId: string
  readonly kind: string
  readonly nameId: string
  readonly city: string
  readonly isHeadquarters: boolean
  readonly remoteAccountId: string | null
  /** Keys of names it had. */
  readonly formerKeys: readonly string[]
}

/** The whole public register of handles, for Cek Akun Resmi. Holds no inner papers. */
export async function listRegisteredHandles(db: Db, _scope: Scope): Promise<RegisteredHandle[]> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('mission', 'mission.id', 'account.missionId')
    .select(['network', 'handle', 'handleKey', 'url', 'status', 'verifiedAt', 'missionId', 'remoteAccountId'])
    .select(['mission.kind', 'mission.nameId', 'mission.city', 'mission.isHeadquarters'])
    .select(
      sql<string[]>`array(select f.handle_key from account_former_handle f where f.account_id = account.id)`.as(
        'formerKeys',
      ),
    )
    .execute()
  return rows.map(({ verifiedAt, status, ...row }) => ({
    ...row,
    status: status as AccountStatus,
    verified: verifiedAt !== null,
  }))
}

const selectAccounts = (db: Db | Tx) =>
  db
    .selectFrom('account')
    .select([
      'id',
      'missionId',
      'network',
      'handle',
      'url',
      'languages',
      'purpose',
      'status',
      'statusChangedAt',
      'proposedBy',
      'approvedBy',
      'createdAt',
      'confidence',
      'verifiedAt',
      'connectionState',
      'connectionDetail',
      'connectedAt',
      'connectionExpiresAt',
      'connectionLimitedUntil',
      'connectionRefusals',
      'vaultReference',
      'closingReason',
      'closingProposedBy',
      'mergeInto',
    ])
    .select(sql<Date | null>`greatest(connection_succeeded_at, observed_at)`.as('connectionSucceededAt'))
    .select(sql<string | null>`(select name from person where person.id = connected_by)`.as('connectedBy'))

type AccountRow = Awaited<ReturnType<ReturnType<typeof selectAccounts>['execute']>>[number]

function toAccount(row: AccountRow, scope: Scope): Account {
  const status = row.status as AccountStatus
  const isOwn = row.proposedBy !== null && row.proposedBy === personOf(scope)
  const open = mayDecide(scope, row.missionId) ? movesFrom(status) : []
  return {
    id: row.id,
    missionId: row.missionId,
    network: row.network,
    handle: row.handle,
    url: row.url,
    languages: row.languages,
    purpose: row.purpose,
    status,
    statusChangedAt: row.statusChangedAt.toISOString(),
    moves: open.filter((to) => !(isOwn && (to === 'approved' || to === 'active'))),
    isOwnProposal: isOwn && (status === 'proposed' || status === 'approved'),
    confidence: row.confidence,
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
    connectionState: row.connectionState,
    connectionDetail: row.connectionDetail,
    connection:
      row.connectionState === 'none'
        ? null
        : {
            connectedBy: row.connectedBy,
            connectedAt: row.connectedAt?.toISOString() ?? null,
            succeededAt: row.connectionSucceededAt?.toISOString() ?? null,
            expiresAt: row.connectionExpiresAt?.toISOString() ?? null,
            limitedUntil: row.connectionLimitedUntil?.toISOString() ?? null,
            refusals: row.connectionRefusals,
          },
    vaultReference: row.vaultReference,
    closing:
      row.closingReason === null
        ? null
        : { reason: row.closingReason, mergeInto: row.mergeInto, isOwn: row.closingProposedBy === personOf(scope) },
  }
}
