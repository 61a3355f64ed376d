import { describe, expect, it } from 'vitest'
import { coverageLosses, objectiveCoverage } from './objective-coverage.ts'
import { purposeRatio } from './purpose-ratio.ts'

const codes = ['products', 'services', 'tourism', 'investment', 'policy', 'culture']
const sharesOf = (values: number[]) => Object.fromEntries(codes.map((code, i) => [code, values[i] ?? 0]))
const target = sharesOf([0.25, 0.2, 0.15, 0.2, 0.1, 0.1])
const shares = sharesOf([0.1, 0.15, 0.05, 0.3, 0.1, 0.3])

describe('the worked example of domain 5.2.5', () => {
  it('C1 is 81.2 with TV 0.300 and E0 0.138', () => {
    const coverage = objectiveCoverage(shares, target, 40)
    expect(coverage.tv).toBeCloseTo(0.3, 3)
    expect(coverage.e0).toBeCloseTo(0.138, 3)
    expect(Math.abs(coverage.value - 81.2)).toBeLessThanOrEqual(0.1)
  })
  it('C3 is 64.1 where labels say 0.55 and the audit takes 0.165 away', () => {
    expect(Math.abs(purposeRatio(0.55 - 0.165) - 64.1)).toBeLessThanOrEqual(0.1)
  })
  it('every point of C1 has a place: 100 − losses + allowance', () => {
    const coverage = objectiveCoverage(shares, target, 40)
    const { losses, allowance } = coverageLosses(shares, target, coverage)
    const lost = Object.values(losses).reduce((a, b) => a + b, 0)
    expect(100 - lost + allowance).toBeCloseTo(coverage.value, 9)
  })
})

it.each([
  [12, 0.252],
  [40, 0.138],
  [160, 0.069],
])('a sincere mission with %i messages is allowed a distance of %f', (n, e0) => {
  expect(objectiveCoverage(target, target, n).e0).toBeCloseTo(e0, 3)
  expect(objectiveCoverage(target, target, n).value).toBe(100)
})

it('all on one small objective loses nearly everything, and an objective outside the mix counts against it', () => {
  expect(objectiveCoverage({ culture: 1 }, target, 10_000).value).toBeLessThan(11)
  expect(objectiveCoverage({ elsewhere: 1 }, target, 10_000).value).toBeCloseTo(0, 9)
})

it('more purpose than the target wins no extra point', () => {
  expect(purposeRatio(0.9)).toBe(100)
  expect(purposeRatio(0.3)).toBeCloseTo(50, 9)
})
