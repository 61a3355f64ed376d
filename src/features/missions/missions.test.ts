import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { changeMission } from './change-mission.ts'
import { weekendOf } from './import-missions.ts'
import { importMissions, listMissions, personScope, readMinistry, seedMinistry, systemScope } from './index.ts'
import { peerGroupOf, shortNameOf } from './model.ts'
import { listMissionsNotOpen } from './store.ts'

const scope = systemScope('test')
const strategist = personScope('0192f0c0-0000-7000-8000-000000000001', [
  { role: 'strategist', missions: 'all', objectives: 'all', accounts: 'all' },
])
let database: TestDatabase
let deps: { db: TestDatabase['db']; now: () => Date }

beforeAll(async () => {
  database = await createTestDatabase()
  deps = { db: database.db, now: () => new Date('2026-11-25T03:00:00Z') }
  await seedMinistry(deps, await readMinistry('data'))
  await importMissions(deps, scope, 'data/missions.csv')
})
afterAll(() => database.drop())

test('every row of the register becomes a mission, and headquarters is not counted as one', async () => {
  const missions = await listMissions(deps.db, scope, '2026-11-25')
  expect(missions).toHaveLength(133)
  expect(missions.some((mission) => mission.isHeadquarters)).toBe(false)
  expect(missions.find((mission) => mission.id === 'kbri-kairo' || mission.id === 'kbri-cairo')?.shortName).toBe(
    'KBRI Kairo',
  )
})

test('closing one mission and opening another changes the count on the days it must', async () => {
  await changeMission(deps, strategist, 'kbri-abuja', { closedOn: '2026-12-01' })
  await changeMission(deps, strategist, 'kbri-addis-ababa', { openedOn: '2027-01-01' })
  const count = async (day: string) => (await listMissions(deps.db, scope, day)).length
  expect([await count('2026-11-30'), await count('2026-12-01'), await count('2027-01-01')]).toEqual([132, 131, 132])
})

test('a mission that is closed or opens later is found among those that are not open', async () => {
  const ids = async (day: string) => (await listMissionsNotOpen(deps.db, scope, day)).map((mission) => mission.id)
  expect(await ids('2026-11-30')).toEqual(['kbri-addis-ababa'])
  expect(await ids('2026-12-01')).toEqual(['kbri-abuja', 'kbri-addis-ababa'])
  expect(await ids('2027-01-01')).toEqual(['kbri-abuja'])
})

test('a bad row is named by its line and the good ones are kept', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'missions-')), 'bad.csv')
  const header =
    'id,kind,name_id,name_en,city,country_iso2,latitude,longitude,timezone,languages,region,accredited_to,website,confidence'
  const good =
    'kbri-x,KBRI,Kedutaan Besar Republik Indonesia di Kota X,Embassy X,X,FJ,-18,178,Pacific/Fiji,en,asia-pasifik-afrika,,,high'
  const wrongZone = good.replace('kbri-x', 'kbri-y').replace('Pacific/Fiji', 'Mars/Base')
  await writeFile(file, [header, wrongZone, good, 'kbri-z,KBRI,only,three'].join('\n'))
  const result = await importMissions(deps, scope, file)
  expect(result.written).toBe(1)
  expect(result.refused.map((row) => row.line)).toEqual([2, 4])
  expect(result.refused[0]?.reason).toContain('timezone')
})

test.each([
  ['AE', [6, 7]],
  ['EG', [5, 6]],
  ['BN', [5, 7]],
  ['JP', [6, 7]],
  ['IR', [5]],
])('%s rests on %j', (country, days) => {
  expect(weekendOf(country)).toEqual(days)
})

test('peer groups follow hardship first, then host population', () => {
  expect(peerGroupOf({ isHardship: true, hostPopulation: 300_000_000 })).toBe('hardship')
  expect(peerGroupOf({ isHardship: null, hostPopulation: 40_000_000 })).toBe('up_to_40_million')
  expect(peerGroupOf({ isHardship: false, hostPopulation: 40_000_001 })).toBe('over_40_million')
})

test('the short name takes the place from the Indonesian name', () => {
  const base = { city: 'Vatican', isHeadquarters: false }
  expect(
    shortNameOf({ ...base, kind: 'KBRI', nameId: 'Kedutaan Besar Republik Indonesia untuk Takhta Suci Vatikan' }),
  ).toBe('KBRI Takhta Suci Vatikan')
})
