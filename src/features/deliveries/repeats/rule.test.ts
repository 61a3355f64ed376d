import { expect, test } from 'vitest'
import { dueInstant } from '../due.ts'
import { occurrencesOf, type RepeatRule } from './rule.ts'

const rule = (over: Partial<RepeatRule>): RepeatRule => ({
  every: 'week',
  step: 1,
  until: '2027-12-31',
  startLocal: '2026-10-19T09:00',
  startOccurrence: 1,
  ...over,
})
const never = () => false
const locals = (over: Partial<RepeatRule>, through: string) =>
  occurrencesOf(rule(over), through, never).map((one) => one.dueLocal)

test('every week at nine stays at nine when the clocks change', () => {
  const dues = locals({}, '2026-11-09')
  expect(dues).toEqual(['2026-10-26T09:00', '2026-11-02T09:00', '2026-11-09T09:00'])
  // Berlin leaves summer time on 25 October 2026.
  expect(dueInstant('2026-10-19T09:00', 'Europe/Berlin').toISOString()).toBe('2026-10-19T07:00:00.000Z')
  expect(dues.map((due) => dueInstant(due, 'Europe/Berlin').toISOString())).toEqual([
    '2026-10-26T08:00:00.000Z',
    '2026-11-02T08:00:00.000Z',
    '2026-11-09T08:00:00.000Z',
  ])
})

test('a wall time that the change of clocks skips goes out after the gap, that day only', () => {
  // New York skips 02:00–03:00 on 14 March 2027.
  const dues = locals({ startLocal: '2027-02-28T02:30' }, '2027-03-21').map((due) =>
    dueInstant(due, 'America/New_York'),
  )
  expect(dues.map((due) => due.toISOString())).toEqual([
    '2027-03-07T07:30:00.000Z',
    '2027-03-14T07:30:00.000Z',
    '2027-03-21T06:30:00.000Z',
  ])
})

test('a wall time that occurs twice goes out once, the first time', () => {
  const [due = ''] = locals({ startLocal: '2026-10-18T02:30' }, '2026-10-25')
  expect(dueInstant(due, 'Europe/Berlin').toISOString()).toBe('2026-10-25T00:30:00.000Z')
})

test('the 31st falls on the last day of a shorter month, and on the 31st again after it', () => {
  expect(locals({ every: 'month', startLocal: '2027-01-31T10:00' }, '2027-05-31')).toEqual([
    '2027-02-28T10:00',
    '2027-03-31T10:00',
    '2027-04-30T10:00',
    '2027-05-31T10:00',
  ])
})

test('29 February comes every year, on the 28th where there is none', () => {
  const leap = { every: 'year', startLocal: '2028-02-29T08:00', until: '2032-12-31' } as const
  expect(locals(leap, '2032-12-31')).toEqual([
    '2029-02-28T08:00',
    '2030-02-28T08:00',
    '2031-02-28T08:00',
    '2032-02-29T08:00',
  ])
})

test('the next one is there however far, none after the last day, and none that is over', () => {
  expect(locals({ every: 'year' }, '2026-11-01')).toEqual(['2027-10-19T09:00'])
  expect(locals({ until: '2026-10-25' }, '2026-12-31')).toEqual([])
  const late = occurrencesOf(rule({ step: 2 }), '2026-11-20', (due) => due < '2026-11-10')
  expect(late).toEqual([{ occurrence: 3, dueLocal: '2026-11-16T09:00' }])
})
