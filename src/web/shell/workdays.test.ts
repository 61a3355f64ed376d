import { expect, it } from 'vitest'
import { workdayRuns } from './workdays.ts'

it.each([
  ['Jakarta, Saturday and Sunday off', [6, 7], [[1, 5]]],
  ['Cairo, Friday and Saturday off', [5, 6], [[7, 4]]],
  [
    'Bandar Seri Begawan, Friday and Sunday off',
    [5, 7],
    [
      [1, 4],
      [6, 6],
    ],
  ],
  ['Kathmandu, Saturday off', [6], [[7, 5]]],
  ['a place that never closes', [], [[1, 7]]],
])('%s', (_, weekend, runs) => {
  expect(workdayRuns(weekend)).toEqual(runs)
})
