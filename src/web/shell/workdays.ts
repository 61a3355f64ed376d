import { currentLanguage, useTexts } from '../i18n/index.ts'

/** Workdays of a place as words, `Min–Kam`, from its weekend in ISO weekdays; a broken week is listed. */
export function useWorkdays(weekend: readonly number[] = [6, 7]): string {
  useTexts('shell')
  const name = (day: number) =>
    new Intl.DateTimeFormat(currentLanguage(), { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day))
  return workdayRuns(weekend)
    .map(([first, last]) => (first === last ? name(first) : `${name(first)}–${name(last)}`))
    .join(', ')
}

/** Runs of workdays around the week, so that Sunday to Thursday is one run. ISO weekdays, 1 = Monday. */
export function workdayRuns(weekend: readonly number[]): readonly (readonly [first: number, last: number])[] {
  const working = (day: number) => !weekend.includes(((day - 1 + 7) % 7) + 1)
  const days = [7, 1, 2, 3, 4, 5, 6].filter(working)
  if (weekend.length === 0) return [[1, 7]]
  return days
    .filter((day) => !working(day - 1))
    .sort((a, b) => a - b)
    .map((first) => {
      let last = first
      while (working(last + 1) && last - first < 6) last += 1
      return [first, ((last - 1) % 7) + 1] as const
    })
}
