import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import { systemScope } from '../../missions/index.ts'
import { notify, settleNotices } from '../../notifications/index.ts'
import { type Matter, mattersOf, type Watched } from './matters.ts'

const scope = systemScope('account care')

/**
 * Tells keepers of accounts before something bites: a consent that ends (14, 7 and 2 days ahead), a refusal, a limit, an
 * account nobody could read, a proposal that waits. Looks at how accounts stand, so it may run twice and in several
 * processes: each occasion is told once, and taken back when it is over. Answers how many were told.
 */
export async function tellOfAccounts(db: Db, now: Date): Promise<number> {
  const accounts = await findWatched(db, now)
  const standing = new Map<string, { account: Watched; matter: Matter }>()
  for (const account of accounts)
    for (const matter of mattersOf(account, now)) standing.set(matter.key, { account, matter })
  const known = await findKnown(db, [...standing.keys()])
  let told = 0
  for (const [key, { account, matter }] of standing) if (!known.has(key)) told += await tell(db, account, matter, now)
  await endOthers(db, new Set(standing.keys()), now)
  return told
}

async function tell(db: Db, account: Watched, matter: Matter, now: Date): Promise<number> {
  const { id, missionId } = account
  return db.transaction().execute(async (tx) => {
    const notice = {
      kind: matter.kind,
      about: { room: 'accounts', id, missionId },
      path: `/perwakilan/${missionId}/akun/${id}`,
      words: matter.words,
      dedupeKey: matter.key,
      urgent: matter.isUrgent,
    }
    const count = await notify(tx, scope, now, {
      ...notice,
      to: matter.to,
      ...(matter.except ? { except: matter.except } : {}),
    })
    if (count > 0) return count
    return notify(tx, scope, now, { ...notice, to: { roles: ['head_of_mission'], at: { missionId } } })
  })
}

/** Accounts that may have something to tell; the others are left in peace by the database. */
async function findWatched(db: Db, now: Date): Promise<readonly Watched[]> {
  const ahead = (days: number) => new Date(now.getTime() + days * 86_400_000)
  const { rows } = await sql<Watched>`
    select a.id, a.mission_id, a.network, a.handle, a.connection_state, a.connection_expires_at, a.connection_refused_at,
      a.connection_limited_until, a.connected_at, a.observed_at, a.observe_failure, a.proposed_by, a.status = 'proposed' as "isProposed",
      array(select distinct c.person_id::text from account_custodian c
        where c.account_id = a.id and c.removed_at is null and c.person_id is not null) as custodians
    from account a
    where a.status not in ('closed', 'archived') and (a.connection_state = 'refused'
      or (a.connection_state = 'connected' and (a.connection_expires_at <= ${ahead(14)} or a.connection_limited_until > ${now}
        or (a.observe_failure is not null and coalesce(a.observed_at, a.connected_at) <= ${ahead(-1)})))
      or (a.status = 'proposed' and a.proposed_by is not null))`.execute(db)
  return rows
}

async function findKnown(db: Db, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await db.selectFrom('notice').select('dedupeKey').distinct().where('dedupeKey', 'in', keys).execute()
  return new Set(rows.map((row) => row.dedupeKey))
}

/** What stood and stands no longer: connected again, renewed, decided. */
async function endOthers(db: Db, standing: ReadonlySet<string>, now: Date): Promise<void> {
  const rows = await db
    .selectFrom('notice')
    .select('dedupeKey')
    .distinct()
    .where('room', '=', 'accounts')
    .where('settledAt', 'is', null)
    .execute()
  for (const { dedupeKey } of rows)
    if (!standing.has(dedupeKey)) await db.transaction().execute((tx) => settleNotices(tx, now, { dedupeKey }))
}
