import { expect, test } from 'vitest'
import { percentOf, quarterAway, sharesOf, sumOf, typedOf } from './shares.ts'

test.each<[string, number | undefined]>([
  ['', 0],
  ['25', 25],
  ['33,33', 33.33],
  ['33.33', 33.33],
  ['33,333', undefined],
  ['101', undefined],
  ['-5', undefined],
  ['lima', undefined],
])('%j typed is %j percent', (typed, percent) => {
  expect(percentOf(typed)).toBe(percent)
})

test('thirds that make 100 sum to exactly 100', () => {
  expect(sumOf({ a: '33,33', b: '33,33', c: '33,34' })).toBe(100)
  expect(sumOf({ a: '33', b: 'x' })).toBeUndefined()
})

test('only what has a share is sent, and what was sent can be typed again', () => {
  expect(sharesOf({ a: '60,5', b: '', c: '39,5' })).toEqual([
    { objectiveCode: 'a', percent: 60.5 },
    { objectiveCode: 'c', percent: 39.5 },
  ])
  expect(typedOf([{ objectiveCode: 'a', percent: 60.5 }], ',')).toEqual({ a: '60,5' })
})

test.each([
  ['2026-Q4', 1, '2027-Q1'],
  ['2026-Q4', -4, '2025-Q4'],
  ['2026-Q1', -1, '2025-Q4'],
])('from %s by %i is %s', (from, steps, to) => {
  expect(quarterAway(from, steps)).toBe(to)
})
