import { sql } from 'kysely'
import type { Tx } from '../../platform/database/database.ts'
import type { StepDeps } from './check-run.ts'
import { noteSizes } from './row-store.ts'
import { type ImportRun, stepRun } from './run-store.ts'

export type JoinDeps = StepDeps & {
  /** Makes messages of posts of one mission, in their transaction; `joinMany` of the messages room. */
  joinPosts(tx: Tx, now: Date, missionId: string, postIds: readonly string[]): Promise<number>
  /** Told after each batch; `stop` ends the step where it stands. */
  onJoined?(joined: number): 'stop' | undefined
}

const batch = 1_000

/**
 * Makes messages of an import's posts, batch by batch in order of time; they wait to be read like all others. After a crash
 * it goes on with those that have no message. False = the import is no longer this worker's.
 */
export async function joinStep(deps: JoinDeps, run: ImportRun): Promise<boolean> {
  const at = { id: run.id, state: 'joining' as const, worker: deps.worker }
  let after = { at: new Date(0), line: 0 }
  let joined = run.joinedCount
  let batches = 0
  for (;;) {
    const next = await deps.db
      .transaction()
      .execute(async (tx) => {
        const now = deps.now()
        const { rows } = await sql<{ id: string; at: Date; line: number; isFree: boolean }>`
        select row.post_id as id, row.published_at as at, row.line, post.message_id is null as "isFree"
        from import_row row join post on post.id = row.post_id
        where row.run_id = ${run.id} and row.outcome = 'new' and (row.published_at, row.line) > (${after.at}, ${after.line})
        order by row.published_at, row.line limit ${batch}`.execute(tx)
        const free = rows.filter((row) => row.isFree).map((row) => row.id)
        if (free.length > 0) await deps.joinPosts(tx, now, run.missionId, free)
        joined += free.length
        const last = rows.at(-1)
        const changes = last
          ? { joinedCount: joined }
          : { state: 'done' as const, finishedAt: now, joinedCount: joined }
        if (!(await stepRun(tx, now, at, changes))) throw new NoLongerOurs()
        return last
      })
      .catch((error: unknown) => {
        if (error instanceof NoLongerOurs) return 'lost' as const
        throw error
      })
    if (next === 'lost') return false
    if (!next) return true
    after = { at: next.at, line: next.line }
    if (++batches % 50 === 1) await noteSizes(deps.db, run.rowCount)
    if (deps.onJoined?.(joined) === 'stop') return true
  }
}

class NoLongerOurs extends Error {}
