import { expect, it } from 'vitest'
import { noLabels, type StratumSum } from './day-cell.ts'
import { intervalsOf } from './interval.ts'

const day = (purpose: number): StratumSum[] => [
  {
    languageGroup: 'id',
    labelSource: 'rated',
    messages: 1,
    weight: 1,
    objectives: { products: 1 },
    purpose,
    readable: 1,
    machine: noLabels,
  },
]
const daysOf = (count: number) => Array.from({ length: count }, (_, i) => day(i % 2 ? 0.6 : 0))

it('the interval holds the value, narrows with more days, and is the same at every look', () => {
  const few = intervalsOf(daysOf(30), [], { products: 1 }, new Map())
  const many = intervalsOf(daysOf(90), [], { products: 1 }, new Map())
  expect(few.c1).toEqual({ low: 100, high: 100 })
  expect(few.c3?.low).toBeLessThan(50)
  expect(few.c3?.high).toBeGreaterThan(50)
  const width = (interval: { low: number; high: number } | null) => (interval ? interval.high - interval.low : 0)
  // 90 % of the mean of 30 coins of 0 and 1: ±1.645·√(0.25/30) = ±15 points.
  expect(width(few.c3)).toBeGreaterThan(24)
  expect(width(few.c3)).toBeLessThan(36)
  expect(width(many.c3)).toBeLessThan(width(few.c3))
  expect(intervalsOf(daysOf(30), [], { products: 1 }, new Map())).toEqual(few)
})

it('too few days have no interval', () => {
  expect(intervalsOf(daysOf(5), [], { products: 1 }, new Map())).toEqual({ c1: null, c3: null, index: null })
})
