import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandOf } from './bands.ts'
import { benefitStatement } from './components/benefit-statement.ts'
import { messageConsistency } from './components/message-consistency.ts'
import { plainLanguage } from './components/plain-language.ts'
import { responsiveness } from './components/responsiveness.ts'
import { youthBenchmark, youthReach } from './components/youth-reach.ts'
import {
  alignmentIndex,
  type ComponentValues,
  componentIds,
  effectiveWeights,
  geometricIndex,
  headquartersWeights,
  lossesOf,
  missionWeights,
} from './iks.ts'
import { objectiveCoverage } from './objective-coverage.ts'
import { purposeRatio } from './purpose-ratio.ts'
import { campaignAdoption } from './steering/campaign-adoption.ts'

const near = (value: number | null, expected: number) =>
  expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThanOrEqual(0.1)

describe('the worked example of domain 5.2.5, from its inputs', () => {
  const codes = ['a', 'b', 'c', 'd', 'e', 'f']
  const mix = (values: number[]) => Object.fromEntries(codes.map((code, i) => [code, values[i] ?? 0]))
  const c1 = objectiveCoverage(mix([0.1, 0.15, 0.05, 0.3, 0.1, 0.3]), mix([0.25, 0.2, 0.15, 0.2, 0.1, 0.1]), 40).value
  const c2 = campaignAdoption([
    { obligation: 'mandatory', how: 'adapted', lateHours: 0, isKitLate: false },
    { obligation: 'mandatory', how: 'as_is', lateHours: 24, isKitLate: false },
    { obligation: 'recommended', how: null, lateHours: 0, isKitLate: false },
    { obligation: 'mandatory', how: 'adapted', lateHours: 60, isKitLate: false },
  ]).value
  const values: ComponentValues = {
    C1: c1,
    C2: c2,
    C3: purposeRatio(0.55 - 0.165),
    C4: 68,
    C5: 45,
    C6: 80,
    C7: 92,
    C8: 74,
  }

  it('C1 81.2, C2 65.2, C3 64.1', () => {
    near(values.C1, 81.2)
    near(values.C2, 65.2)
    near(values.C3, 64.1)
  })
  it('IKS 70.7, geometric 69.6, without C6 70.3', () => {
    near(alignmentIndex(values, missionWeights), 70.7)
    near(geometricIndex(values, missionWeights), 69.6)
    near(alignmentIndex({ ...values, C6: null }, missionWeights), 70.3)
  })
  it('losses C3 7.2, C5 5.5, C2 5.2, C1 3.8, C4 3.2, C8 2.6, C6 1.0, C7 0.8: advice begins with purpose, benefit, campaign', () => {
    const losses = lossesOf(values, missionWeights)
    for (const [id, points] of Object.entries({ C3: 7.2, C5: 5.5, C2: 5.2, C1: 3.8, C4: 3.2, C8: 2.6, C6: 1, C7: 0.8 }))
      near(losses[id as keyof typeof losses], points)
    expect(componentIds.toSorted((a, b) => losses[b] - losses[a]).slice(0, 3)).toEqual(['C3', 'C5', 'C2'])
  })
  it('the band is *cukup selaras*; were C7 under 50 it could not be better than *perlu penguatan*', () => {
    expect(bandOf(70.7, 92)).toBe('cukup_selaras')
    expect(bandOf(95, 49.9)).toBe('perlu_penguatan')
    expect(bandOf(95, 50)).toBe('selaras')
    expect(bandOf(30, 10)).toBe('perlu_pendampingan')
    expect(bandOf(95, null)).toBe('selaras')
  })
})

const value = fc.double({ min: 0, max: 100, noNaN: true })
const values = fc.record(
  Object.fromEntries(componentIds.map((id) => [id, fc.option(value)])) as Record<
    keyof ComponentValues,
    fc.Arbitrary<number | null>
  >,
)
const weights = fc.constantFrom(missionWeights, headquartersWeights)

describe('for any components and either set of weights', () => {
  it('the index is 100 − the lost points, and the shares of what is there are 100 %', () => {
    fc.assert(
      fc.property(values, weights, (any, chosen) => {
        const index = alignmentIndex(any, chosen)
        const sum = (numbers: Readonly<Record<string, number>>) => Object.values(numbers).reduce((a, b) => a + b, 0)
        if (index === null) return sum(effectiveWeights(any, chosen)) === 0
        expect(index).toBeCloseTo(100 - sum(lossesOf(any, chosen)), 9)
        expect(sum(effectiveWeights(any, chosen))).toBeCloseTo(100, 9)
        return index >= -1e-9 && index <= 100 + 1e-9
      }),
    )
  })
  it('a missing component gives its weight on in proportion, and the geometric mean is never above the index', () => {
    fc.assert(
      fc.property(values, weights, fc.constantFrom(...componentIds), (any, chosen, gone) => {
        const before = effectiveWeights(any, chosen)
        const after = effectiveWeights({ ...any, [gone]: null }, chosen)
        for (const id of componentIds)
          if (id !== gone && before[gone] < 100 - 1e-9)
            expect(after[id]).toBeCloseTo((100 * before[id]) / (100 - before[gone]), 6)
        const index = alignmentIndex(any, chosen)
        if (index !== null) expect(geometricIndex(any, chosen) ?? 0).toBeLessThanOrEqual(index + 1e-9)
      }),
    )
  })
})

describe('components by hand', () => {
  it('C4 is the weighted mean of its texts, C5 of the elements', () => {
    expect(plainLanguage({ weight: 2.5, sum: 1 * 80 + 1 * 60 + 0.5 * 20 })).toBeCloseTo(60, 9)
    expect(plainLanguage({ weight: 0, sum: 0 })).toBeNull()
    expect(benefitStatement({ weight: 5, sum: 9 })).toBeCloseTo(45, 9)
  })
  it('C6 is the share of 18 to 34 beside the peer group’s median, never more than 100', () => {
    expect(youthBenchmark([0.2, 0.5, 0.3, 0.4, 0.1])).toBeCloseTo(0.3, 9)
    expect(youthBenchmark([0.2, 0.5, 0.3, 0.4])).toBeNull()
    const benchmarks = new Map([['instagram', 0.5]])
    expect(youthReach([{ network: 'instagram', young: 400, known: 1000 }], benchmarks)).toBeCloseTo(80, 9)
    expect(youthReach([{ network: 'instagram', young: 900, known: 1000 }], benchmarks)).toBe(100)
    expect(youthReach([{ network: 'x', young: 900, known: 1000 }], benchmarks)).toBeNull()
  })
  it('C7 weighs 0.6 of what was said and 0.4 of the figures; what is absent leaves the other alone', () => {
    const said = { weight: 4, sum: 1 + 0.5 + 1 + 0 }
    expect(messageConsistency({ said, figures: { used: 5, matching: 4 } })).toBeCloseTo(
      100 * (0.6 * 0.625 + 0.4 * 0.8),
      9,
    )
    expect(messageConsistency({ said, figures: { used: 0, matching: 0 } })).toBeCloseTo(62.5, 9)
  })
  it('C8 weighs 0.7 of in time and 0.3 of resolved', () => {
    expect(responsiveness({ actionable: 12, inTime: 8, resolved: 7 })).toBeCloseTo((100 * (0.7 * 8 + 0.3 * 7)) / 12, 9)
    expect(responsiveness({ actionable: 0, inTime: 0, resolved: 0 })).toBeNull()
  })
})
