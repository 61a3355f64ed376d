import type { CalendarClash, CalendarEntry } from '../../contract/calendar.ts'

export type { CalendarClash, CalendarEntry, DayNote, MissionPlan, PlanTexts } from '../../contract/calendar.ts'

/** Closer than this, two posts take each other's readers. */
const nearMs = 60 * 60_000

/** What is needed of an entry to find clashes. */
export type Clashing = Pick<CalendarEntry, 'key' | 'itemId' | 'objectiveCode' | 'stage'> & {
  readonly at: Date
  readonly localDay: string
  readonly accountIds: readonly string[]
  readonly embargoUntil: Date | null
}

const over = new Set<CalendarEntry['stage']>(['sent', 'cancelled', 'withdrawn'])
/** Nothing of it is in the queue, so nothing will bring it on. */
const unqueued = new Set<CalendarEntry['stage']>(['draft', 'in_review', 'returned'])

/**
 * What clashes among entries, earliest first. What is already out clashes with nothing that can still be moved away, so
 * only pairs with at least one that waits are told; entries of one item never clash with one another.
 */
export function clashesOf(
  entries: readonly Clashing[],
  closedDays: ReadonlyMap<string, string>,
  networkOf: (accountId: string) => string,
  now: Date,
): CalendarClash[] {
  const sorted = entries.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  return sorted.flatMap((entry, index): CalendarClash[] => {
    const alone: CalendarClash[] = []
    const closed = closedDays.get(entry.localDay)
    if (!over.has(entry.stage)) {
      if (unqueued.has(entry.stage) && entry.at < now) alone.push({ kind: 'missed', keys: [entry.key], what: '' })
      if (entry.embargoUntil && entry.at < entry.embargoUntil)
        alone.push({ kind: 'embargo', keys: [entry.key], what: entry.embargoUntil.toISOString() })
      if (closed !== undefined) alone.push({ kind: 'holiday', keys: [entry.key], what: closed })
    }
    return [...alone, ...pairsOf(entry, sorted.slice(index + 1), networkOf)]
  })
}

function pairsOf(
  entry: Clashing,
  later: readonly Clashing[],
  networkOf: (accountId: string) => string,
): CalendarClash[] {
  const found: CalendarClash[] = []
  for (const other of later) {
    if (other.at.getTime() - entry.at.getTime() >= nearMs) break
    if (other.itemId === entry.itemId || (over.has(entry.stage) && over.has(other.stage))) continue
    const shared = entry.accountIds.find((id) => other.accountIds.includes(id))
    const keys = [entry.key, other.key]
    if (shared !== undefined) found.push({ kind: 'same_account', keys, what: networkOf(shared) })
    else if (entry.objectiveCode !== null && entry.objectiveCode === other.objectiveCode)
      found.push({ kind: 'same_objective', keys, what: entry.objectiveCode })
  }
  return found
}
