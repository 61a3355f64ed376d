import { expect, it } from 'vitest'
import type { Board, BoardMission, Component } from '../../../contract/alignment.ts'
import { missionsToHelp } from './help.ts'
import { countTuned } from './scored-band.ts'
import { isComparable, widestGap } from './sentence.ts'

const component = (id: 'C1' | 'C3', state: Component['state'] = 'scored'): Component => ({
  id,
  state,
  value: state === 'scored' ? 70 : null,
  n: 40,
  needed: 12,
  interval: null,
})
const mission = (shortName: string, rest: Partial<BoardMission>): BoardMission => ({
  missionId: shortName.toLowerCase().replaceAll(' ', '-'),
  shortName,
  nameId: shortName,
  nameEn: shortName,
  regionId: 'asean',
  latitude: 0,
  longitude: 0,
  isHeadquarters: false,
  messages: 40,
  c1: component('C1'),
  c3: component('C3'),
  index: 70,
  band: 'cukup_selaras',
  present: ['C1', 'C3'],
  isFloored: false,
  needs: [],
  gap: null,
  ...rest,
})
const share = (is: number, target: number | null) => ({
  objective: 'tourism',
  nameId: 'Pariwisata',
  nameEn: 'Tourism',
  share: is,
  target,
})

it('help stands by alphabet, not by score', () => {
  const list = missionsToHelp([
    mission('KBRI Suva', { needs: ['too_few'], index: null, band: null }),
    mission('KBRI Oslo', { needs: ['objective_gap'], gap: share(0.04, 0.25), index: 90 }),
    mission('KBRI Bogota', { needs: ['purpose_gap'], band: 'perlu_penguatan', index: 41 }),
  ])
  expect(list.map(({ mission, need }) => [mission.shortName, need])).toEqual([
    ['KBRI Bogota', 'purpose_gap'],
    ['KBRI Oslo', 'objective_gap'],
    ['KBRI Suva', 'too_few'],
  ])
})

it('a mission with one component too thin is not counted as tuned', () => {
  const missions = [mission('KBRI Oslo', {}), mission('KBRI Suva', { c1: component('C1', 'too_few'), band: 'selaras' })]
  expect(countTuned(missions)).toBe(1)
})

it('an unaudited estimate earns no advice', () => {
  expect(
    missionsToHelp([mission('KBRI Oslo', { needs: ['unaudited', 'objective_gap'], gap: share(0.04, 0.25) })]),
  ).toEqual([])
})

it('a small distance is no call for help', () => {
  expect(missionsToHelp([mission('KBRI Oslo', { needs: ['objective_gap'], gap: share(0.1, 0.2) })])).toEqual([])
})

const region = (regionId: string, messages: number, mix: ReturnType<typeof share>[]) => ({
  regionId,
  nameId: regionId,
  nameEn: regionId,
  missions: 9,
  messages,
  mix,
})
const board = (regions: ReturnType<typeof region>[], previous = 100) =>
  ({ regions, total: { messages: 400 }, previous: { messages: previous } }) as unknown as Board

it('the sentence names the region furthest below what was agreed, if it has enough messages', () => {
  const found = widestGap(
    board([
      region('thin', 4, [share(0, 0.3)]),
      region('far', 80, [share(0.05, 0.2)]),
      region('near', 80, [share(0.15, 0.2), share(0.4, null)]),
    ]),
  )
  expect(found?.region.regionId).toBe('far')
  expect(widestGap(board([region('near', 80, [share(0.18, 0.2)])]))).toBeUndefined()
})

it('a thin window before is not compared with', () => {
  expect(isComparable(board([], 100))).toBe(true)
  expect(isComparable(board([], 99))).toBe(false)
})
