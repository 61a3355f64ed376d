import { describe, expect, it } from 'vitest'
import { owedBy, plannedFor, precisionOf } from './planner.ts'

describe('how many messages to rate', () => {
  it.each([
    ['nothing rated yet, many messages: (1.645 · 0.5 / 0.05)² = 270', 100_000, 0, [], 5, 270],
    ['the same of a thousand: the finite population asks for fewer', 1000, 0, [], 5, 214],
    ['labels that stray little need few, yet never under thirty', 100_000, 60, [0.05], 10, 30],
    ['σ = 0.36 as seen: (1.645 · 0.36 / 0.05)² = 140.3', 100_000, 120, [0.2, 0.36], 5, 141],
    ['a small stratum is rated whole', 22, 0, [], 5, 22],
  ])('%s', (_, population, rated, deviations, points, planned) => {
    expect(plannedFor({ population, rated, deviations }, points)).toBe(planned)
  })

  it('says how precise the sample is now, and that a whole stratum has no doubt of sampling', () => {
    expect(precisionOf({ population: 100_000, rated: 120, deviations: [0.36] })).toBeCloseTo(5.4, 1)
    expect(precisionOf({ population: 40, rated: 40, deviations: [0.3] })).toBe(0)
    expect(precisionOf({ population: 40, rated: 1, deviations: [] })).toBeNull()
  })

  it('spreads what is left evenly, less what each has done, and asks for no more than there is', () => {
    expect(owedBy([0, 0], 100)).toEqual([50, 50])
    expect(owedBy([40, 10], 50)).toEqual([10, 40])
    expect(owedBy([100, 0, 0], 20)).toEqual([0, 10, 10])
    expect(owedBy([], 20)).toEqual([])
  })
})
