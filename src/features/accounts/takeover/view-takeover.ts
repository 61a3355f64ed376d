import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Takeover, TakeoverRow } from '../../../contract/takeovers.ts'
import type { Db } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { canRead, inScope, type Scope } from '../../missions/index.ts'
import { mayDecide, mayKeep } from '../policy.ts'
import type { Playbooks } from './playbook.ts'

type Deps = { readonly db: Db; readonly now: () => Date; readonly playbooks: Playbooks }

export type StoredTakeover = {
  readonly id: string
  readonly accountId: string
  readonly missionId: string
  readonly network: string
  readonly handle: string
  readonly lostAt: Date
  readonly knownAt: Date
  readonly decidedAt: Date
  readonly reportedBy: string | null
  readonly reporterName: string | null
  readonly reason: string
  readonly proof: string | null
  readonly holdId: string | null
  readonly outcome: TakeoverRow['outcome']
  readonly endedAt: Date | null
  readonly done: readonly { step: string; note: string; at: string; by: string | null }[]
}

/** Takeovers within the scope, open ones first, then the newest; at most 200. */
export async function listTakeovers(deps: Deps, scope: Scope, missionId?: string): Promise<TakeoverRow[]> {
  if (missionId !== undefined && !canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
  const own = missionId === undefined ? sql<SqlBool>`true` : sql<SqlBool>`t.mission_id = ${missionId}`
  return (await select(deps.db, scope, own)).map((row) => toRow(deps, row))
}

/** @throws AppError not_found, also outside the scope. */
export async function mustFindTakeover(db: Db, scope: Scope, id: string, lock?: 'locked'): Promise<StoredTakeover> {
  if (lock) await db.selectFrom('takeover').select('id').where('id', '=', id).forUpdate().execute()
  const [row] = await select(db, scope, sql<SqlBool>`t.id = ${id}`)
  if (!row) throw new AppError('not_found', 'takeover.not_found')
  return row
}

/** One takeover with its playbook and what it means for queue, index and archive. */
export async function viewTakeover(deps: Deps, scope: Scope, id: string): Promise<Takeover> {
  const row = await mustFindTakeover(deps.db, scope, id)
  const counts = await countAround(deps.db, scope, row)
  const elsewhere = await deps.db
    .selectFrom('account')
    .select(['network', 'handle'])
    .where('missionId', '=', row.missionId)
    .where(inScope(scope, 'missionId'))
    .where('id', '<>', row.accountId)
    .where('status', 'in', ['active', 'restored'])
    .orderBy('network')
    .orderBy('handle')
    .execute()
  const isOpen = row.endedAt === null
  const doneOf = new Map(row.done.map((one) => [one.step, one]))
  return {
    ...toRow(deps, row),
    reason: row.reason,
    proof: row.proof,
    steps: deps.playbooks(row.network).map(({ step, required, url, id: inIndonesian, en }) => {
      const done = doneOf.get(step)
      return {
        step,
        words: { id: inIndonesian, en },
        url: url ?? null,
        isRequired: required,
        doneAt: done ? new Date(done.at).toISOString() : null,
        doneBy: done?.by ?? null,
        note: done?.note ?? '',
      }
    }),
    ...counts,
    elsewhere,
    can: {
      step: isOpen && (mayKeep(scope, row.missionId) || mayDecide(scope, row.missionId)),
      recover: isOpen && mayDecide(scope, row.missionId),
      giveUp: isOpen && mayDecide(scope, row.missionId),
    },
  }
}

/** Required steps of the network's playbook that nobody has ticked. */
export const openSteps = (playbooks: Playbooks, row: Pick<StoredTakeover, 'network' | 'done'>): number => {
  const done = new Set(row.done.map((one) => one.step))
  return playbooks(row.network).filter((step) => step.required && !done.has(step.step)).length
}

const toRow = ({ playbooks }: Deps, row: StoredTakeover): TakeoverRow => ({
  id: row.id,
  accountId: row.accountId,
  missionId: row.missionId,
  network: row.network,
  handle: row.handle,
  lostAt: row.lostAt.toISOString(),
  knownAt: row.knownAt.toISOString(),
  decidedAt: row.decidedAt.toISOString(),
  reportedBy: row.reportedBy ? { id: row.reportedBy, name: row.reporterName ?? '' } : null,
  outcome: row.outcome,
  endedAt: row.endedAt?.toISOString() ?? null,
  openSteps: row.endedAt === null ? openSteps(playbooks, row) : 0,
})

async function select(db: Db, scope: Scope, condition: RawBuilder<SqlBool>): Promise<StoredTakeover[]> {
  const { rows } = await sql<StoredTakeover>`
    select t.id, t.account_id, t.mission_id, a.network, a.handle, t.lost_at, t.known_at, t.decided_at, t.reported_by,
      r.name as reporter_name, t.reason, t.proof, t.hold_id, t.outcome, t.ended_at,
      coalesce((select jsonb_agg(jsonb_build_object('step', s.step, 'note', s.note, 'at', s.done_at, 'by', p.name))
        from takeover_step s left join person p on p.id = s.done_by where s.takeover_id = t.id), '[]') as done
    from takeover t join account a on a.id = t.account_id left join person r on r.id = t.reported_by
    where ${inScope(scope, 't.mission_id')} and ${condition}
    order by t.ended_at is not null, t.decided_at desc, t.id limit 200`.execute(db)
  return rows
}

async function countAround(
  db: Db,
  _scope: Scope,
  { accountId, lostAt, endedAt }: StoredTakeover,
): Promise<Pick<Takeover, 'heldCount' | 'foreignPosts' | 'archive'>> {
  const { rows } = await sql<{ held: number; foreign: number; kept: number; gone: number }>`
    select
      (select count(*)::int from delivery where account_id = ${accountId} and state = 'held') as held,
      (select count(*)::int from post where account_id = ${accountId} and published_at >= ${lostAt}
        and (${endedAt}::timestamptz is null or published_at < ${endedAt})) as foreign,
      (select count(*)::int from post where account_id = ${accountId} and published_at < ${lostAt}) as kept,
      (select count(*)::int from post where account_id = ${accountId} and published_at < ${lostAt}
        and deleted_at >= ${lostAt}) as gone`.execute(db)
  const { held = 0, foreign = 0, kept = 0, gone = 0 } = rows[0] ?? {}
  return { heldCount: held, foreignPosts: foreign, archive: { kept, gone } }
}
