export const views = ['pekan', 'bulan', 'daftar'] as const
export type View = (typeof views)[number]

const toDate = (day: string): Date => new Date(`${day}T00:00:00Z`)
const toDay = (date: Date): string => date.toISOString().slice(0, 10)

/** A day some days away. */
export function addDays(day: string, days: number): string {
  const date = toDate(day)
  date.setUTCDate(date.getUTCDate() + days)
  return toDay(date)
}

/** ISO weekday, 1 = Monday. */
export const weekdayOf = (day: string): number => toDate(day).getUTCDay() || 7

/** A week begins on the first working day after the weekend: Sunday in Cairo, Monday in Jakarta and Brunei. */
export function weekStartsOn(weekend: readonly number[]): number {
  const rests = new Set(weekend)
  if (rests.has(7) || rests.size === 0) return 1
  return [7, 1, 2, 3, 4, 5, 6].find((day) => !rests.has(day)) ?? 1
}

export type Span = { readonly from: string; readonly to: string; readonly days: readonly string[] }

/** Days that a view shows around a day: a week; whole weeks over a month; 28 days from the day itself. */
export function spanOf(view: View, day: string, weekend: readonly number[]): Span {
  if (view === 'daftar') return between(day, addDays(day, 27))
  const start = weekStartsOn(weekend)
  const weekOf = (of: string) => addDays(of, -((weekdayOf(of) - start + 7) % 7))
  if (view === 'pekan') return between(weekOf(day), addDays(weekOf(day), 6))
  const first = `${day.slice(0, 7)}-01`
  const last = addDays(stepOf('bulan', first, 1), -1)
  return between(weekOf(first), addDays(weekOf(last), 6))
}

function between(from: string, to: string): Span {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return { from, to, days }
}

/** The day that one step back (−1) or forward (1) leads to. A month leads to its first day. */
export function stepOf(view: View, day: string, steps: number): string {
  if (view !== 'bulan') return addDays(day, steps * (view === 'pekan' ? 7 : 28))
  const [year = 0, month = 1] = day.split('-').map(Number)
  return toDay(new Date(Date.UTC(year, month - 1 + steps, 1)))
}

/** A wall time some minutes away, on the wall: clock changes are the zone's business. */
export function addMinutes(local: string, minutes: number): string {
  const date = new Date(`${local}:00Z`)
  date.setUTCMinutes(date.getUTCMinutes() + minutes)
  return date.toISOString().slice(0, 16)
}

export const minutesOf = (local: string): number => Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16))

/** Hours that a week shows: 7 to 20, wider where something stands outside. */
export function hoursOf(locals: readonly string[]): readonly number[] {
  const hours = locals.map((local) => Number(local.slice(11, 13)))
  const from = Math.min(7, ...hours)
  const to = Math.max(19, ...hours)
  return Array.from({ length: to - from + 1 }, (_, n) => from + n)
}

/** Entries of one clock hour, drawn as one. `key` and `local` are those of the hour. */
export type Crowd<T> = { readonly key: string; readonly local: string; readonly crowd: readonly T[] }

const crowdFrom = 3

/**
 * Three or more of one clock hour become one that opens; `apart` is never taken in: it is being shifted.
 */
export function inCrowds<T extends { readonly key: string; readonly local: string }>(
  entries: readonly T[],
  apart: string | undefined,
): (T | Crowd<T>)[] {
  const hours = Map.groupBy(entries, (entry) => (entry.key === apart ? entry.key : entry.local.slice(0, 13)))
  return [...hours].flatMap(([hour, crowd]): (T | Crowd<T>)[] =>
    crowd.length < crowdFrom ? crowd : [{ key: hour, local: `${hour}:00`, crowd }],
  )
}

export type Laned<T> = T & { readonly lane: number; readonly lanes: number }

/** Side by side what would lie on one another; `minutes` is how long each is drawn. */
export function inLanes<T extends { readonly local: string }>(entries: readonly T[], minutes: number): Laned<T>[] {
  const sorted = entries.toSorted((a, b) => (a.local < b.local ? -1 : 1))
  const groups: T[][] = []
  let ends = Number.NEGATIVE_INFINITY
  for (const entry of sorted) {
    const begins = minutesOf(entry.local)
    const group = groups.at(-1)
    if (group === undefined || begins >= ends) groups.push([entry])
    else group.push(entry)
    ends = Math.max(begins >= ends ? Number.NEGATIVE_INFINITY : ends, begins + minutes)
  }
  return groups.flatMap((group) => placeGroup(group, minutes))
}

function placeGroup<T extends { readonly local: string }>(group: readonly T[], minutes: number): Laned<T>[] {
  const ends: number[] = []
  const placed = group.map((entry) => {
    const begins = minutesOf(entry.local)
    const free = ends.findIndex((end) => end <= begins)
    const lane = free < 0 ? ends.length : free
    ends[lane] = begins + minutes
    return { entry, lane }
  })
  return placed.map(({ entry, lane }) => ({ ...entry, lane, lanes: ends.length }))
}
