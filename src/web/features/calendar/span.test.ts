import { describe, expect, test } from 'vitest'
import { addMinutes, hoursOf, inCrowds, inLanes, spanOf, stepOf, weekStartsOn } from './span.ts'

test.each([
  ['Saturday and Sunday', [6, 7], 1],
  ['Friday and Saturday', [5, 6], 7],
  ['Friday and Sunday', [5, 7], 1],
  ['Thursday and Friday', [4, 5], 7],
])('with %s off, the week begins on day %j → %i', (_what, weekend, start) => {
  expect(weekStartsOn(weekend)).toBe(start)
})

describe('spans', () => {
  test('a week in Cairo runs from Sunday to Saturday', () => {
    expect(spanOf('pekan', '2026-11-24', [5, 6])).toMatchObject({ from: '2026-11-22', to: '2026-11-28' })
    expect(spanOf('pekan', '2026-11-22', [5, 6]).from).toBe('2026-11-22')
  })

  test('a month is whole weeks, at most six', () => {
    const span = spanOf('bulan', '2026-11-24', [6, 7])
    expect([span.from, span.to, span.days.length]).toEqual(['2026-10-26', '2026-12-06', 42])
  })

  test('steps lead from month to month whatever the day', () => {
    expect(stepOf('bulan', '2026-01-31', 1)).toBe('2026-02-01')
    expect(stepOf('bulan', '2026-01-31', -1)).toBe('2025-12-01')
    expect(stepOf('pekan', '2026-12-29', 1)).toBe('2027-01-05')
  })
})

test('minutes carry over midnight and the year', () => {
  expect(addMinutes('2026-12-31T23:50', 15)).toBe('2027-01-01T00:05')
  expect(addMinutes('2026-12-01T00:00', -1440)).toBe('2026-11-30T00:00')
})

test('hours widen to what stands early or late', () => {
  expect(hoursOf([])).toHaveLength(13)
  expect(hoursOf(['2026-11-24T04:30', '2026-11-24T22:00'])).toEqual(Array.from({ length: 19 }, (_, n) => n + 4))
})

test('what would lie on one another stands side by side, and only that', () => {
  const at = (time: string) => ({ local: `2026-11-24T${time}` })
  const lanes = inLanes([at('09:00'), at('09:30'), at('10:00'), at('13:00')], 60)
  expect(lanes.map((one) => [one.local.slice(11), one.lane, one.lanes])).toEqual([
    ['09:00', 0, 2],
    ['09:30', 1, 2],
    ['10:00', 0, 2],
    ['13:00', 0, 1],
  ])
})

test('three of one hour become one that opens; the one that is being shifted stays by itself', () => {
  const at = (key: string, time: string) => ({ key, local: `2099-02-11T${time}` })
  const two = [at('a', '09:00'), at('b', '09:45')]
  expect(inCrowds(two, undefined)).toEqual(two)
  const full = [...two, at('c', '10:00'), at('d', '09:15')]
  expect(inCrowds(full, undefined)).toEqual([
    { key: '2099-02-11T09', local: '2099-02-11T09:00', crowd: [full[0], full[1], full[3]] },
    full[2],
  ])
  expect(inCrowds(full, 'b')).toHaveLength(4)
})
