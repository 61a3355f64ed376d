import { describe, expect, it, test } from 'vitest'
import { type AskedCampaign, campaignAdoption } from './campaign-adoption.ts'
import {
  hqSupport,
  kitsInLanguage,
  kitsInTime,
  narrativesSound,
  questionsAnswered,
  reviewTurnaround,
} from './hq-support.ts'

const asked = (part: Partial<AskedCampaign>): AskedCampaign => ({
  obligation: 'mandatory',
  how: 'adapted',
  lateHours: 0,
  isKitLate: false,
  ...part,
})

describe('C2, the worked example of domain 5.2.5', () => {
  const { value, weight, parts } = campaignAdoption([
    asked({}),
    asked({ how: 'as_is', lateHours: 24 }),
    asked({ obligation: 'recommended', how: null }),
    asked({ lateHours: 60 }),
  ])
  it('is 65.2', () => {
    expect(Math.abs((value ?? 0) - 65.2)).toBeLessThanOrEqual(0.05)
    expect(weight).toBe(3.5)
  })
  it('opens into its campaigns: 1, 0.5 · 0.912, 0 and 0.826', () => {
    expect(parts.map((part) => Math.round(part.earned * 1000) / 1000)).toEqual([1, 0.456, 0, 0.826])
  })
})

test('a day of 8 hours costs an adapted kit 3.3 points, six working days 15, and never more than 30', () => {
  const at = (lateHours: number) => campaignAdoption([asked({ lateHours })]).value ?? 0
  expect(at(8)).toBeCloseTo(100 - 30 * (1 - 2 ** (-8 / 48)), 9)
  expect([at(48), Math.round(at(8) * 10) / 10]).toEqual([85, 96.7])
  expect(at(10_000)).toBeCloseTo(70, 6)
})

test('a late kit never costs a mission, whatever it did with it', () => {
  const ways: Partial<AskedCampaign>[] = [
    { how: null },
    { how: 'as_is' },
    { how: 'as_is', lateHours: 90 },
    { how: 'adapted', lateHours: 200 },
    { how: 'adapted' },
  ]
  const obligations = ['mandatory', 'recommended'] as const
  const cases = ways.flatMap((way) => obligations.map((obligation) => asked({ ...way, obligation })))
  for (const first of cases)
    for (const second of cases) {
      const own = campaignAdoption([first, second]).value ?? 0
      for (const late of cases)
        for (const later of cases) {
          const withLate = [first, { ...late, isKitLate: true }, second, { ...later, isKitLate: true }]
          expect(campaignAdoption(withLate).value ?? -1).toBeGreaterThanOrEqual(own - 1e-9)
        }
    }
  expect(campaignAdoption([asked({ isKitLate: true, how: null })])).toMatchObject({ value: null, weight: 0 })
})

test('a mission that made something of a late kit keeps its merit', () => {
  const { value, parts } = campaignAdoption([asked({ how: null }), asked({ isKitLate: true })])
  expect([value, parts[1]?.counts]).toEqual([50, true])
})

test('D1: three of four kits came three working days ahead: 75', () => {
  expect(kitsInTime([10, 3, 2, 5])).toBe(75)
  expect(kitsInTime([])).toBeNull()
})

test('D2: reviews of 8, 20 and 32 hours against 16 have a median of 20: 80', () => {
  const times = (...hours: number[]) => hours.map((one) => ({ hours: one, allowedHours: 16 }))
  expect(reviewTurnaround(times(8, 20, 32))).toBe(80)
  expect(reviewTurnaround(times(1, 2))).toBe(100)
  // Two limits: 8 of 16 and 48 of 24 are half and twice the time, in the middle 1.25 times.
  expect(reviewTurnaround([...times(8), { hours: 48, allowedHours: 24 }])).toBe(80)
  expect(reviewTurnaround([])).toBeNull()
})

test('D3: two of five kits speak a language of the mission: 40', () => {
  const kit = (...languages: string[]) => ({ languages, missionLanguages: ['zh', 'en'] })
  expect(kitsInLanguage([kit('id'), kit('id', 'zh-Hant'), kit('id', 'ar'), kit('en'), kit('id')])).toBe(40)
})

test('D4: nine of twelve questions answered in time: 75', () => {
  expect(questionsAnswered({ answeredInTime: 9, all: 12 })).toBe(75)
  expect(questionsAnswered({ answeredInTime: 0, all: 0 })).toBeNull()
})

test('D5: six of eight narratives are valid and sourced: 75', () => {
  const narrative = (isValid: boolean, hasSource: boolean) => ({ isValid, hasSource })
  const sound = Array.from({ length: 6 }, () => narrative(true, true))
  expect(narrativesSound([...sound, narrative(true, false), narrative(false, true)])).toBe(75)
})

test('Dukungan Pusat of 75, 80, 40, 75 and 75 is 69.25; what cannot be measured gives its weight to the others', () => {
  expect(hqSupport({ D1: 75, D2: 80, D3: 40, D4: 75, D5: 75 })).toBeCloseTo(69.25, 9)
  // (30·75 + 25·80 + 20·40 + 10·75) / 85
  expect(hqSupport({ D1: 75, D2: 80, D3: 40, D4: null, D5: 75 })).toBeCloseTo(5800 / 85, 9)
  expect(hqSupport({ D1: null, D2: null, D3: null, D4: null, D5: null })).toBeNull()
})
