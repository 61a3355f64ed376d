import { sql } from 'kysely'
import { localDayOf } from '../../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, canRead, findMission, holds, holdsEverywhere, inScope, type Scope } from '../../missions/index.ts'
import { personOf } from '../policy.ts'
import type { ConfirmationAnswer } from './confirm-account.ts'

type Deps = { readonly db: Db; readonly now: () => Date; readonly homeZone: string }

const notClosed = sql<boolean>`account.status not in ('closed', 'archived')`

/** Asks one mission, or every mission, to confirm its accounts. Headquarters asks all; a head of mission their own. */
export async function startRound(deps: Deps, scope: Scope, input: { missionId: string | null; dueOn: string }) {
  const { missionId, dueOn } = input
  const now = deps.now()
  if (missionId !== null && (!canRead(scope, missionId) || !(await findMission(deps.db, scope, missionId))))
    throw new AppError('not_found', 'mission.not_found')
  demandRoundKeeper(scope, missionId)
  if (dueOn <= localDayOf(now, deps.homeZone))
    throw new AppError('invalid', 'confirmation.due_too_soon', {}, [
      { path: 'dueOn', key: 'confirmation.due_too_soon' },
    ])
  return deps.db.transaction().execute(async (tx) => {
    const running = await selectRounds(tx)
      .where('closedAt', 'is', null)
      .where('missionId', missionId === null ? 'is' : '=', missionId)
      .executeTakeFirst()
    if (running) throw new AppError('conflict', 'confirmation.runs_already', { dueOn: running.dueOn })
    const id = newId()
    await tx
      .insertInto('confirmationRound')
      .values({ id, missionId, startedBy: personOf(scope), startedAt: now, dueOn })
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'confirmation_round.started',
      subject: { kind: 'confirmation_round', id },
      ...(missionId === null ? {} : { missionId }),
      payload: { dueOn },
    })
    return mustFindRound(tx, scope, id)
  })
}

/** Ends a round; what was answered stays. */
export async function closeRound(deps: Deps, scope: Scope, id: string) {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const round = await mustFindRound(tx, scope, id)
    demandRoundKeeper(scope, round.missionId)
    if (round.closedAt !== null) throw new AppError('conflict', 'confirmation.closed_already')
    await tx.updateTable('confirmationRound').set({ closedAt: now }).where('id', '=', id).execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'confirmation_round.closed',
      subject: { kind: 'confirmation_round', id },
      ...(round.missionId === null ? {} : { missionId: round.missionId }),
    })
    return mustFindRound(tx, scope, id)
  })
}

function demandRoundKeeper(scope: Scope, missionId: string | null): void {
  const may =
    missionId === null
      ? holdsEverywhere(scope, ['strategist', 'administrator'])
      : holds(scope, ['head_of_mission', 'strategist', 'administrator'], missionId)
  if (!may) throw new AppError('forbidden', 'confirmation.not_yours')
}

/** The round a mission is in, newest first where there are two, and its accounts with what was answered since it began. */
export async function viewMissionRound(deps: Deps, scope: Scope, missionId: string) {
  if (!canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
  const round = await selectRounds(deps.db)
    .where('closedAt', 'is', null)
    .where((eb) => eb.or([eb('missionId', 'is', null), eb('missionId', '=', missionId)]))
    .orderBy('startedAt', 'desc')
    .executeTakeFirst()
  if (!round) return { round: null, accounts: [] }
  const { rows } = await sql<{
    accountId: string
    answer: ConfirmationAnswer | null
    note: string | null
    at: Date | null
    by: string | null
  }>`
    select account.id as "accountId", last.answer, last.note, last.answered_at as at, person.name as by
    from account
    left join lateral (select * from account_confirmation c
      where c.account_id = account.id and c.answered_at >= ${round.startedAt}
      order by c.answered_at desc, c.id desc limit 1) last on true
    left join person on person.id = last.answered_by
    where account.mission_id = ${missionId} and ${notClosed} and ${inScope(scope, 'account.mission_id')}
    order by account.network, account.handle`.execute(deps.db)
  return {
    round: toRound(round),
    accounts: rows.map(({ answer, at, ...row }) => {
      const stands = answer === 'withdrawn' ? null : answer
      return { ...row, answer: stands, at: at?.toISOString() ?? null }
    }),
  }
}

/** Open rounds, and how far each mission that the scope reads has come; missions without accounts are left out. */
export async function listRounds(deps: Deps, scope: Scope) {
  const rounds = (await selectRounds(deps.db).where('closedAt', 'is', null).orderBy('startedAt').execute()).filter(
    (round) => round.missionId === null || canRead(scope, round.missionId),
  )
  const { rows } = await sql<{ missionId: string; total: number; answered: number; dueOn: string }>`
    select account.mission_id as "missionId", count(*)::int as total, r.due_on as "dueOn",
      count(*) filter (where (select c.answer from account_confirmation c
        where c.account_id = account.id and c.answered_at >= r.started_at
        order by c.answered_at desc, c.id desc limit 1) <> 'withdrawn')::int as answered
    from account
    join lateral (select * from confirmation_round r
      where r.closed_at is null and (r.mission_id is null or r.mission_id = account.mission_id)
      order by r.started_at desc limit 1) r on true
    where ${notClosed} and ${inScope(scope, 'account.mission_id')}
    group by account.mission_id, r.due_on order by account.mission_id`.execute(deps.db)
  return { rounds: rounds.map(toRound), missions: rows }
}

const selectRounds = (db: Db | Tx) =>
  db
    .selectFrom('confirmationRound')
    .select(['id', 'missionId', 'startedAt', 'dueOn', 'closedAt'])
    .select(sql<string | null>`(select name from person where person.id = started_by)`.as('startedBy'))

type RoundRow = Awaited<ReturnType<ReturnType<typeof selectRounds>['execute']>>[number]

async function mustFindRound(db: Db | Tx, scope: Scope, id: string) {
  const row = await selectRounds(db).where('id', '=', id).executeTakeFirst()
  if (!row || (row.missionId !== null && !canRead(scope, row.missionId)))
    throw new AppError('not_found', 'confirmation.not_found')
  return toRound(row)
}

const toRound = (row: RoundRow) => ({
  ...row,
  startedAt: row.startedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
})
