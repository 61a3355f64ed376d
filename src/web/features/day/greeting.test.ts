import { expect, it } from 'vitest'
import { partOfDay, wallTime } from './greeting.ts'

it.each([
  [3, 'night'],
  [4, 'morning'],
  [10, 'morning'],
  [11, 'noon'],
  [15, 'afternoon'],
  [18, 'night'],
] as const)('at %i o’clock it is %s', (hour, part) => {
  expect(partOfDay(hour)).toBe(part)
})

it('the wall of Bogota still shows yesterday', () => {
  expect(wallTime(new Date('2026-11-25T02:05:00Z'), 'America/Bogota')).toEqual({ day: '2026-11-24', time: '21:05' })
})
