import { sql } from 'kysely'
import type { Handover } from '../../../contract/account-custody.ts'
import { addDays, type Day, localDayOf } from '../../../platform/calendar/zones.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, canRead, inScope, type Scope, systemScope } from '../../missions/index.ts'
import { demand, mayKeep, personOf } from '../policy.ts'
import type { CustodyDeps } from './deps.ts'
import { tellHandover } from './handover-notices.ts'
import { mustFindHandover } from './handover-store.ts'
import { handoverDays } from './model.ts'

type Leaver = {
  readonly missionId: string
  readonly name: string
  readonly office: string
  readonly personId: string | null
  readonly isLocalShortTerm: boolean
  readonly endsOn: Day
}

/**
 * Opens a handover for every custodian whose posting ends within 60 days, and writes down once that one is overdue.
 * Safe to repeat, in two processes too. Answers the ids of those it opened.
 */
export async function openDueHandovers(deps: CustodyDeps): Promise<{ opened: string[]; overdue: string[] }> {
  const now = deps.now()
  const today = localDayOf(now, deps.homeZone)
  const { rows } = await sql<Leaver>`
    select account.mission_id as "missionId", c.name, min(c.office) as office, (array_agg(c.person_id) filter (where c.person_id is not null))[1] as "personId",
      bool_or(c.is_local_short_term) as "isLocalShortTerm", min(coalesce(person.leaves_on, c.posting_ends_on)) as "endsOn"
    from account_custodian c
    join account on account.id = c.account_id and account.status not in ('closed', 'archived')
    left join person on person.id = c.person_id
    where c.removed_at is null and coalesce(person.leaves_on, c.posting_ends_on) <= ${addDays(today, handoverDays)}
      -- One that was signed or cancelled for this very end of posting is not opened again.
      and not exists (select 1 from handover h where h.mission_id = account.mission_id and h.leaver_name = c.name
        and (h.closed_at is null or h.ends_on = coalesce(person.leaves_on, c.posting_ends_on)))
    group by account.mission_id, c.name`.execute(deps.db)
  const opened: string[] = []
  for (const leaver of rows) {
    const id = await deps.db
      .transaction()
      .execute((tx) => insertHandover(tx, systemScope('handover is due'), leaver, now))
    if (id) opened.push(id)
  }
  return { opened, overdue: await noteOverdue(deps, now, today) }
}

/** Opens a handover before its time, from one of the custodians. */
export async function openHandover(
  deps: CustodyDeps,
  scope: Scope,
  missionId: string,
  input: { custodianId: string; endsOn: Day },
): Promise<Handover> {
  if (!canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
  demand(mayKeep(scope, missionId))
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const leaver = await tx
      .selectFrom('accountCustodian')
      .innerJoin('account', 'account.id', 'accountId')
      .select(['missionId', 'name', 'office', 'personId', 'isLocalShortTerm'])
      .where('accountCustodian.id', '=', input.custodianId)
      .where('removedAt', 'is', null)
      .where('missionId', '=', missionId)
      .where(inScope(scope, 'account.mission_id'))
      .executeTakeFirst()
    if (!leaver) throw new AppError('not_found', 'custody.no_such_custodian')
    const id = await insertHandover(tx, scope, { ...leaver, endsOn: input.endsOn }, now)
    if (!id) throw new AppError('conflict', 'handover.open_already', { name: leaver.name })
    return mustFindHandover(tx, scope, id, now, deps.homeZone)
  })
}

async function insertHandover(tx: Tx, scope: Scope, leaver: Leaver, now: Date): Promise<string | undefined> {
  const id = newId()
  const inserted = await tx
    .insertInto('handover')
    .values({
      id,
      missionId: leaver.missionId,
      leaverName: leaver.name,
      leaverOffice: leaver.office,
      leaverId: leaver.personId,
      leaverIsLocalShortTerm: leaver.isLocalShortTerm,
      endsOn: leaver.endsOn,
      openedBy: personOf(scope),
      openedAt: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return undefined
  await sql`insert into handover_account (handover_id, account_id)
    select ${id}, account.id from account
    where account.mission_id = ${leaver.missionId} and account.status not in ('closed', 'archived')
      and exists (select 1 from account_custodian c
        where c.account_id = account.id and c.removed_at is null and c.name = ${leaver.name})`.execute(tx)
  await tellHandover(tx, scope, { ...leaver, id }, 'opened', now)
  await recordAudit(tx, now, {
    actor: actorOf(scope),
    action: 'handover.opened',
    subject: { kind: 'handover', id },
    missionId: leaver.missionId,
    payload: { endsOn: leaver.endsOn },
  })
  return id
}

async function noteOverdue(deps: CustodyDeps, now: Date, today: Day): Promise<string[]> {
  return deps.db.transaction().execute(async (tx) => {
    const rows = await tx
      .updateTable('handover')
      .set({ overdueNotedAt: now })
      .where('closedAt', 'is', null)
      .where('overdueNotedAt', 'is', null)
      .where('endsOn', '<', today)
      .returning(['id', 'missionId', 'leaverName as name', 'leaverId as personId', 'endsOn'])
      .execute()
    for (const { id, missionId, ...leaver } of rows) {
      await tellHandover(tx, systemScope('handover is overdue'), { ...leaver, id, missionId }, 'overdue', now)
      await recordAudit(tx, now, {
        actor: { kind: 'system' },
        action: 'handover.overdue',
        subject: { kind: 'handover', id },
        missionId,
      })
    }
    return rows.map(({ id }) => id)
  })
}
