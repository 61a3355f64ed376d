import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Label, RatedMessage } from '../rating/index.ts'
import { dayCellOf } from './day-cell.ts'

const labelOf = (objective: string, purpose: number): Label => ({
  source: 'machine',
  origin: 'machine',
  objectives: { [objective]: 1 },
  purposeValue: purpose / 2,
})

const messageOf = ([objective, purpose]: readonly [string, number], at: number): RatedMessage => {
  const label = labelOf(objective, purpose)
  return {
    id: String(at),
    missionId: 'kairo',
    localDay: '2026-10-01',
    languageGroup: 'id',
    isExcluded: false,
    isDeleted: false,
    standing: { label, estimate: label, machine: { ...label, isReadable: true }, isReadable: true },
  }
}
const said = fc.tuple(fc.constantFrom('products', 'tourism', 'none'), fc.constantFrom(0, 1, 2))

it('what a day weighs does not grow beyond the cap, however often the same is said', () => {
  fc.assert(
    fc.property(fc.array(said, { minLength: 3, maxLength: 8 }), fc.integer({ min: 1, max: 5 }), (day, times) => {
      const [once] = dayCellOf(day.map(messageOf))
      const [often] = dayCellOf(
        Array.from({ length: times }, () => day)
          .flat()
          .map(messageOf),
      )
      expect(often?.weight).toBeCloseTo(3, 9)
      expect(often?.purpose).toBeCloseTo(once?.purpose ?? Number.NaN, 9)
      for (const [code, sum] of Object.entries(once?.objectives ?? {}))
        expect(often?.objectives[code]).toBeCloseTo(sum, 9)
    }),
  )
})

it('the order of messages and whether a post still stands change nothing', () => {
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 8 }), (day) => {
      const messages = day.map(messageOf)
      const other = messages.toReversed().map((message) => ({ ...message, isDeleted: true }))
      const [a] = dayCellOf(messages)
      const [b] = dayCellOf(other)
      expect(b?.purpose).toBeCloseTo(a?.purpose ?? Number.NaN, 9)
      expect(b?.weight).toBeCloseTo(a?.weight ?? Number.NaN, 9)
    }),
  )
})
