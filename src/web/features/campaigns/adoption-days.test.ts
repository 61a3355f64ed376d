import { expect, test } from 'vitest'
import type { AdoptionRow } from '../../../contract/campaigns.ts'
import { byRegion, daysOf, marksOf, weekdayOf } from './adoption-days.ts'

const row = (part: Partial<AdoptionRow>): AdoptionRow => ({
  campaignId: '01a212da-c409-707a-9ffb-a208ab777bf5',
  missionId: 'kbri-kairo',
  status: 'pending',
  reason: null,
  answeredBy: null,
  answeredAt: null,
  refusalAcceptedBy: null,
  refusalAcceptedAt: null,
  shortName: 'KBRI Kairo',
  regionId: 'timur',
  timezone: 'Africa/Cairo',
  weekend: [5, 6],
  items: { draft: 0, inReview: 0, approved: 0 },
  publication: null,
  answerHours: null,
  ...part,
})

test('an answer stands on the day it had at the mission, not in Jakarta', () => {
  // 18.30 UTC is still the 17th in Cairo and already the 18th in Jakarta.
  const answered = row({ status: 'adapted', answeredAt: '2026-11-17T18:30:00.000Z' })
  expect(marksOf(answered, ['2026-11-17', '2026-11-18', '2026-11-19'], '2026-11-18')).toEqual([
    'taken',
    'working',
    undefined,
  ])
})

test('a publication stands on its own day after the work on it, with a quiet line behind', () => {
  const out = row({
    status: 'taken',
    answeredAt: '2026-11-16T09:00:00.000Z',
    publication: { at: '2026-11-18T09:00:00.000Z', how: 'as_is', workingHours: 12, lateHours: 0 },
  })
  const days = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']
  expect(marksOf(out, days, '2026-11-19')).toEqual(['taken', 'working', 'as_is', 'after', undefined])
})

test('what a mission published without answering is shown all the same', () => {
  const silent = row({ publication: { at: '2026-11-17T09:00:00.000Z', how: 'adapted', workingHours: 4, lateHours: 0 } })
  expect(marksOf(silent, ['2026-11-16', '2026-11-17', '2026-11-18'], '2026-11-18')).toEqual([
    undefined,
    'adapted',
    'after',
  ])
})

test('a refusal stands alone on its day', () => {
  const declined = row({ status: 'declined', answeredAt: '2026-11-17T09:00:00.000Z' })
  expect(marksOf(declined, ['2026-11-17', '2026-11-18'], '2026-11-18')).toEqual(['declined', undefined])
})

test('days begin at the release, and a long campaign keeps today in sight', () => {
  const campaign = { startsOn: '2026-11-01', releasedAt: '2026-11-16T02:00:00.000Z' }
  const days = daysOf(campaign, 'Asia/Jakarta', '2026-11-18')
  expect([days[0], days.length]).toEqual(['2026-11-16', 15])
  expect(daysOf(campaign, 'Asia/Jakarta', '2027-01-20')).toContain('2027-01-20')
})

test('missions stand in alphabetical order inside their region', () => {
  const rows = [row({ shortName: 'KJRI Dubai' }), row({ shortName: 'KBRI Amman' }), row({ regionId: 'lain' })]
  const groups = byRegion(rows, [{ id: 'timur', sort: 1 }])
  expect(groups.map((group) => group.rows.map((one) => one.shortName))).toEqual([
    ['KBRI Amman', 'KJRI Dubai'],
    ['KBRI Kairo'],
  ])
})

test('Friday is the fifth day of the week and Sunday the seventh', () => {
  expect([weekdayOf('2026-11-20'), weekdayOf('2026-11-22')]).toEqual([5, 7])
})
