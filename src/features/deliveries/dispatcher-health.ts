import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'

/** Dispatchers turn every second; one that has not for this long is silent, in milliseconds. */
const silentAfterMs = 30_000

type DispatcherHealth = {
  /** `silent`: something has been due for longer than a dispatcher may pause, and none has turned since. */
  readonly state: 'working' | 'idle' | 'silent'
  /** When any dispatcher last turned; null = none is known. */
  readonly lastTurnAt: Date | null
  /** Deliveries that are due and that nobody takes, in the whole installation. */
  readonly dueCount: number
  readonly oldestDueAt: Date | null
}

/** Does anybody deliver? Read from the database alone, so that a process without a dispatcher can tell. */
export async function readDispatcherHealth(db: Db, now: Date): Promise<DispatcherHealth> {
  const before = new Date(now.getTime() - silentAfterMs)
  const { rows } = await sql<{ lastTurnAt: Date | null; dueCount: number; oldestDueAt: Date | null }>`
    select (select max(dispatcher_tick_at) from process) as last_turn_at, count(*) as due_count,
      min(next_at) as oldest_due_at
    from delivery
    where next_at < ${before} and state in ('scheduled', 'sending', 'pending', 'unknown')
      and (lease_until is null or lease_until < now())`.execute(db)
  const found = rows[0] ?? { lastTurnAt: null, dueCount: 0, oldestDueAt: null }
  const turns = found.lastTurnAt !== null && found.lastTurnAt >= before
  return { ...found, state: turns ? 'working' : found.dueCount > 0 ? 'silent' : 'idle' }
}

/** Minutes since a dispatcher turned, at least since the oldest delivery became due. */
export function silentMinutes(health: DispatcherHealth, now: Date): number {
  const since = health.lastTurnAt ?? health.oldestDueAt ?? now
  return Math.max(1, Math.round((now.getTime() - since.getTime()) / 60_000))
}

/** What an administrator reads in `doctor` and at `/readyz`. */
export function sayDispatcherHealth(health: DispatcherHealth, now: Date): string {
  switch (health.state) {
    case 'working':
      return 'A dispatcher turns every second.'
    case 'idle':
      return 'No dispatcher turns, and nothing is due.'
    case 'silent':
      return `No dispatcher has turned for ${silentMinutes(health, now)} min while ${health.dueCount} deliveries are due. Nothing is lost, but nothing goes out. Start a worker: npm run -s selaras -- worker`
  }
}
