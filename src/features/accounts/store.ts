import type { Db } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'
import type { Account, AccountStatus } from './model.ts'

/** Accounts of one mission, by network and handle; none where the scope does not read the mission. */
export async function listAccounts(db: Db, scope: Scope, missionId: string): Promise<Account[]> {
  const rows = await selectAccounts(db)
    .where('missionId', '=', missionId)
    .where(inScope(scope, 'mission_id'))
    .orderBy('network')
    .orderBy('handle')
    .execute()
  return rows.map(toAccount)
}

/** One account within the scope, with who proposed it. */
export async function findAccount(
  db: Db,
  scope: Scope,
  id: string,
): Promise<(Account & { readonly proposedBy: string | null; readonly approvedBy: string | null }) | undefined> {
  const row = await selectAccounts(db)
    .select(['proposedBy', 'approvedBy'])
    .where('id', '=', id)
    .where(inScope(scope, 'mission_id'))
    .executeTakeFirst()
  return row && { ...toAccount(row), proposedBy: row.proposedBy, approvedBy: row.approvedBy }
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
}

/** The whole public register of handles, for Cek Akun Resmi. Holds no inner papers. */
export async function listRegisteredHandles(db: Db, _scope: Scope): Promise<RegisteredHandle[]> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('mission', 'mission.id', 'account.missionId')
    .select(['network', 'handle', 'handleKey', 'url', 'status', 'verifiedAt', 'missionId', 'remoteAccountId'])
    .select(['mission.kind', 'mission.nameId', 'mission.city', 'mission.isHeadquarters'])
    .execute()
  return rows.map(({ verifiedAt, status, ...row }) => ({
    ...row,
    status: status as AccountStatus,
    verified: verifiedAt !== null,
  }))
}

const selectAccounts = (db: Db) =>
  db
    .selectFrom('account')
    .select([
      'id',
      'missionId',
      'network',
      'handle',
      'url',
      'languages',
      'status',
      'confidence',
      'verifiedAt',
      'connectionState',
      'connectionDetail',
    ])

type AccountRow = Awaited<ReturnType<ReturnType<typeof selectAccounts>['execute']>>[number]

function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    missionId: row.missionId,
    network: row.network,
    handle: row.handle,
    url: row.url,
    languages: row.languages,
    status: row.status as AccountStatus,
    confidence: row.confidence,
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
    connectionState: row.connectionState,
    connectionDetail: row.connectionDetail,
  }
}
