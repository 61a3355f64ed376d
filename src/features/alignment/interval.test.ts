import { expect, it } from 'vitest'
import { type DaySums, drawDeltas, generator, redrawDays } from './bootstrap.ts'
import { noLabels } from './day-cell.ts'
import { missionWeights } from './iks.ts'
import { coverageOf, intervalsOf, layOut } from './interval.ts'
import { objectiveCoverage } from './objective-coverage.ts'

const day = (purpose: number): DaySums => ({
  sums: [
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
  ],
  texts: null,
})
const daysOf = (count: number) => Array.from({ length: count }, (_, i) => day(i % 2 ? 0.6 : 0))
const values = { C1: 100, C2: null, C3: 50, C4: null, C5: null, C6: null, C7: null, C8: null }
const intervals = (count: number) =>
  intervalsOf(
    redrawDays(daysOf(count), drawDeltas([]), generator('days')),
    { target: { products: 1 }, parents: new Map(), values, weights: missionWeights },
    { kits: [], questions: null },
  )

it('the interval holds the value, narrows with more days, and is the same at every look', () => {
  const few = intervals(30)
  const many = intervals(90)
  expect(few.components.C1).toEqual({ low: 100, high: 100 })
  expect(few.components.C3?.low).toBeLessThan(50)
  expect(few.components.C3?.high).toBeGreaterThan(50)
  const width = (interval: { low: number; high: number } | null) => (interval ? interval.high - interval.low : 0)
  // 90 % of the mean of 30 coins of 0 and 1: ±1.645·√(0.25/30) = ±15 points.
  expect(width(few.components.C3)).toBeGreaterThan(24)
  expect(width(few.components.C3)).toBeLessThan(36)
  expect(width(many.components.C3)).toBeLessThan(width(few.components.C3))
  expect(width(few.index)).toBeCloseTo(width(few.components.C3) / 2, 6)
  expect(intervals(30)).toEqual(few)
})

it('what nothing tells has no interval', () => {
  expect(intervals(30).components).toMatchObject({ C2: null, C4: null, C5: null, C6: null, C7: null, C8: null })
  expect(intervals(0)).toMatchObject({ index: null })
})

it('the draws reckon C1 as the formula does', () => {
  const target = { products: 0.5, tourism: 0.3, policy: 0.2 }
  const shares = { products: 0.2, tourism: 0.4, policy: 0.1, elsewhere: 0.3 }
  const { order, tau } = layOut([...Object.keys(shares), 'none'], target, new Map())
  const row = Float64Array.from(order, (code) => shares[code as keyof typeof shares] ?? 0)
  expect(coverageOf(row, tau, 25)).toBeCloseTo(objectiveCoverage(shares, target, 25).value, 9)
})
