import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../test/support/database.ts'
import { listMissions, systemScope } from '../features/missions/index.ts'
import { listObjectives } from '../features/strategy/index.ts'
import { systemClock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { silentLog } from '../platform/log.ts'
import { composeInstallation } from './compose.ts'
import { announceFirstSignIn, prepareData } from './prepare-data.ts'

const closers: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closers) await close()
})

async function firstStart(env: Record<string, string>) {
  const database = await createTestDatabase()
  closers.push(() => database.drop())
  const data = await mkdtemp(join(tmpdir(), 'selaras-first-'))
  const config = readConfig({ DATABASE_URL: database.url, SELARAS_DATA: data, ...env })
  const installation = await composeInstallation(config, database, systemClock, silentLog, { url: database.url })
  const said: string[] = []
  await prepareData(installation, (sentence) => said.push(sentence))
  return { installation, database, said }
}

test('another ministry, with thirty missions, other objectives and a Platform X, comes in by data alone', async () => {
  const seed = await mkdtemp(join(tmpdir(), 'selaras-ministry-'))
  const header =
    'id,kind,name_id,name_en,city,country_iso2,latitude,longitude,timezone,languages,region,accredited_to,website,confidence'
  const rows = Array.from(
    { length: 30 },
    (_, n) =>
      `amb-${n},Embassy,Embassy in City ${n},Embassy in City ${n},City ${n},FI,60,${n},Europe/Helsinki,fi,north,,,high`,
  )
  await writeFile(join(seed, 'missions.csv'), [header, ...rows].join('\n'))
  await writeFile(
    join(seed, 'accounts.csv'),
    'mission_id,platform,handle,url,confidence\namb-1,platform-x,first,https://platform-x.example/first,high\n',
  )
  const objective = { code: 'fisheries', nameId: 'Perikanan', nameEn: 'Fisheries', validFrom: '2026-01-01' }
  await writeFile(join(seed, 'objectives.json'), JSON.stringify([objective]))
  const platformX = {
    code: 'platform-x',
    name: 'Platform X',
    mode: 'manual',
    text: { max: 140, unit: 'graphemes' },
    images: { max: 1, types: [], maxBytes: null, altText: false },
    requires: 'text-or-media',
    linkInText: true,
    handle: { pattern: '[a-z]+', caseSensitive: false },
    hosts: ['platform-x.example'],
    urlPatterns: ['platform-x\\.example/(?<handle>[a-z]+)'],
    profileUrls: ['https://platform-x.example/{handle}'],
    postUrls: [],
    source: 'invented',
    unconfirmed: [],
    readOn: '2026-11-24',
  }
  await writeFile(join(seed, 'platforms.json'), JSON.stringify([platformX]))
  const headquarters = {
    id: 'hq',
    kind: 'HQ',
    nameId: 'HQ',
    nameEn: 'HQ',
    city: 'Reykjavik',
    countryIso2: 'IS',
    latitude: 64,
    longitude: -22,
    languages: ['is'],
  }
  const regions = [{ id: 'north', nameId: 'Utara', nameEn: 'North', sort: 0 }]
  const ministry = {
    nameId: 'X',
    nameEn: 'X',
    shortName: 'X',
    homeZone: 'Atlantic/Reykjavik',
    homeZoneLabel: 'GMT',
    homeLanguage: 'is',
    headquarters,
    regions,
  }
  await writeFile(join(seed, 'ministry.json'), JSON.stringify(ministry))
  const { database } = await firstStart({ SELARAS_SEED: seed, SELARAS_SAMPLE: 'none' })
  const scope = systemScope('test')
  expect(await listMissions(database.db, scope, '2026-11-25')).toHaveLength(30)
  expect((await listObjectives(database.db, scope, '2026-11-25')).map((known) => known.code)).toEqual(['fisheries'])
  expect(await database.db.selectFrom('account').select(['network', 'status']).execute()).toEqual([
    { network: 'platform-x', status: 'proposed' },
  ])
})

test('the sample workspace comes in whole, tells how to sign in, and a second start adds nothing', async () => {
  const { installation, database, said } = await firstStart({})
  const count = async () => (await database.db.selectFrom('message').select('id').execute()).length
  const before = await count()
  expect(before).toBeGreaterThan(3_000)
  await announceFirstSignIn(installation, (sentence) => said.push(sentence))
  expect(said.at(-1)).toContain('/masuk/awal?token=')
  await prepareData(installation, () => {})
  expect(await count()).toBe(before)
})
