import { sql } from 'kysely'
import {
  deadlineAfter,
  openWorkingCalendars,
  type WorkingCalendar,
  workingHoursBetween,
} from '../../platform/calendar/working-time.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { findMission, inScope, type Mission, type Scope } from '../missions/index.ts'
import { emergencyHours, type ReviewStep, type ReviewTimes, reviewHours } from './model.ts'
import { endWaiting } from './notices.ts'

/** What opens a step: whose clock counts, and how urgent it is. */
export type Opening = {
  readonly itemId: string
  readonly mission: Mission
  readonly step: ReviewStep
  readonly isEmergency: boolean
  /** Nobody at the mission can decide it, so somebody at headquarters does. */
  readonly isRemote: boolean
}

/**
 * Opens the wait for a step with its deadline in the reviewer's working hours (APR-04): the mission's for its own step,
 * headquarters' for the desk, an editor, and a remote approver. Answers the wait and its deadline.
 */
export async function openWait(
  tx: Tx,
  scope: Scope,
  opening: Opening,
  now: Date,
): Promise<{ readonly id: string; readonly dueAt: Date }> {
  const { itemId, mission, step } = opening
  const clock = step === 'mission' && !opening.isRemote ? mission : await findHome(tx, scope)
  const hours = opening.isEmergency ? emergencyHours : reviewHours[step]
  const dueAt = deadlineAfter(await calendarOf(tx, scope, clock), now, hours)
  const row = { itemId, missionId: mission.id, step, clockMissionId: clock.id, openedAt: now, dueAt }
  const id = newId()
  await tx
    .insertInto('reviewWait')
    .values({ id, ...row })
    .execute()
  return { id, dueAt }
}

/** Closes whatever waits for this item, with the working hours it took. Nothing happens where nothing waits. */
export async function closeWait(
  tx: Tx,
  scope: Scope,
  itemId: string,
  outcome: 'approved' | 'returned' | 'taken_back',
  now: Date,
): Promise<void> {
  const open = await tx
    .selectFrom('reviewWait')
    .selectAll()
    .where('itemId', '=', itemId)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  await endWaiting(tx, itemId, now)
  if (!open) return
  const clock = await findMission(tx, scope, open.clockMissionId)
  const hours = clock ? workingHoursBetween(await calendarOf(tx, scope, clock), open.openedAt, now) : 0
  await tx
    .updateTable('reviewWait')
    .set({ closedAt: now, outcome, workedMinutes: Math.round(hours * 60) })
    .where('id', '=', open.id)
    .execute()
}

export type OpenWait = { readonly itemId: string; readonly dueAt: Date; readonly escalatedAt: Date | null }

/** Waits that stand open, by item. Callers pass items they read through a scope. */
export async function findOpenWaits(
  db: Db,
  _scope: Scope,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, OpenWait>> {
  if (itemIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('reviewWait')
    .select(['itemId', 'dueAt', 'escalatedAt'])
    .where('itemId', 'in', itemIds)
    .where('closedAt', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.itemId, row]))
}

/** A wait of the desk or headquarters, for the reckoning of their support: still open ones count with their age so far. */
export type ReviewWait = {
  readonly missionId: string
  readonly step: ReviewStep
  readonly hours: number
  readonly allowedHours: number
  readonly isOpen: boolean
}

/** Waits opened between two instants at missions in scope, in the reviewer's working hours; taken back ones left out. */
export async function listReviewWaits(
  db: Db,
  scope: Scope,
  span: { readonly from: Date; readonly to: Date },
  now: Date,
): Promise<ReviewWait[]> {
  const { rows } = await sql<{
    missionId: string
    step: ReviewStep
    openedAt: Date
    dueAt: Date
    workedMinutes: number | null
    clockMissionId: string
  }>`
    select w.mission_id, w.step, w.opened_at, w.due_at, w.worked_minutes, w.clock_mission_id
    from review_wait w join item i on i.id = w.item_id
    where w.opened_at >= ${span.from} and w.opened_at < ${span.to} and w.outcome is distinct from 'taken_back'
      and (w.closed_at is not null or i.status = 'in_review') and ${inScope(scope, 'w.mission_id')}`.execute(db)
  const calendars = new Map<string, WorkingCalendar>()
  for (const id of new Set(rows.filter((row) => row.workedMinutes === null).map((row) => row.clockMissionId))) {
    const clock = await findMission(db, scope, id)
    if (clock) calendars.set(id, await calendarOf(db, scope, clock))
  }
  return rows.map((row) => {
    const calendar = calendars.get(row.clockMissionId)
    const age = calendar ? workingHoursBetween(calendar, row.openedAt, now) : 0
    return {
      missionId: row.missionId,
      step: row.step,
      hours: row.workedMinutes === null ? age : row.workedMinutes / 60,
      allowedHours: reviewHours[row.step],
      isOpen: row.workedMinutes === null,
    }
  })
}

const dayMs = 86_400_000

/** How long reviews waited in the last 90 days, by step, headquarters' own included (APR-04). */
export async function reviewTimes(deps: { db: Db; now: () => Date }, scope: Scope): Promise<ReviewTimes> {
  const now = deps.now()
  const since = new Date(now.getTime() - 90 * dayMs)
  const waits = await listReviewWaits(deps.db, scope, { from: since, to: now }, now)
  const steps = (['mission', 'desk', 'headquarters'] as const).map((step) => {
    const own = waits.filter((wait) => wait.step === step)
    const decided = own.filter((wait) => !wait.isOpen).map((wait) => wait.hours)
    const open = own.filter((wait) => wait.isOpen)
    return {
      step,
      allowedHours: reviewHours[step],
      open: open.length,
      overdue: open.filter((wait) => wait.hours > wait.allowedHours).length,
      decided: decided.length,
      medianHours: medianOf(decided),
      inTimeShare:
        decided.length === 0 ? null : decided.filter((hours) => hours <= reviewHours[step]).length / decided.length,
    }
  })
  return { since: since.toISOString(), steps }
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  if (upper === undefined) return null
  return sorted.length % 2 === 1 ? upper : ((sorted[sorted.length / 2 - 1] ?? upper) + upper) / 2
}

async function calendarOf(db: Db, scope: Scope, mission: Mission): Promise<WorkingCalendar> {
  const home = await findHome(db, scope)
  return (await openWorkingCalendars(home.countryIso2))(mission)
}

/** Headquarters, whose country's holidays every mission keeps too. */
async function findHome(db: Db, scope: Scope): Promise<Mission> {
  const row = await db
    .selectFrom('mission')
    .select('id')
    .where('isHeadquarters', '=', true)
    .orderBy('id')
    .executeTakeFirst()
  const home = row && (await findMission(db, scope, row.id))
  if (!home) throw new Error('the register has no headquarters')
  return home
}
