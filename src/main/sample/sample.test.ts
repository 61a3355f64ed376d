import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, type World } from '../../../test/support/world.ts'
import { buildBundle } from '../../features/approvals/build-bundle.ts'
import { findItem, viewItem } from '../../features/items/index.ts'
import { listMissions, type Mission } from '../../features/missions/index.ts'
import { localFiles } from '../../platform/files.ts'
import { silentLog } from '../../platform/log.ts'
import { loadReader } from '../load-reader.ts'
import { loadSample } from './load-sample.ts'

let world: World
let data: string
let missions: readonly Mission[]

beforeAll(async () => {
  world = await createWorld()
  data = await mkdtemp(join(tmpdir(), 'selaras-sample-'))
  const reader = await loadReader({ log: silentLog })
  await loadSample({ ...world.deps, reader, seedFolder: 'data', files: localFiles(data) }, () => {})
  missions = (await listMissions(world.db, world.system, '2026-11-25')).filter((mission) => !mission.isHeadquarters)
}, 60_000)
afterAll(async () => {
  await world?.database.drop()
  await rm(data, { recursive: true, force: true })
})

describe('the sample workspace', () => {
  it('shows items and deliveries in every state', async () => {
    const states = await world.db.selectFrom('delivery').select('state').distinct().execute()
    expect(states.map(({ state }) => state).sort()).toEqual(
      ['awaiting_person', 'held', 'refused', 'scheduled', 'sent', 'unknown'].sort(),
    )
    const statuses = await world.db.selectFrom('item').select('status').distinct().execute()
    expect(statuses.map(({ status }) => status).sort()).toEqual(['approved', 'draft', 'in_review', 'returned'])
  })

  it('gives every officer a draft and something to publish by hand, and every head something to approve', async () => {
    const rows = await world.db
      .selectFrom('item')
      .leftJoin('delivery', 'delivery.itemId', 'item.id')
      .select(['item.missionId', 'item.status', 'delivery.state'])
      .execute()
    for (const mission of missions) {
      const own = rows.filter((row) => row.missionId === mission.id)
      const has = (what: string) => own.some((row) => row.status === what || row.state === what)
      expect([mission.id, has('draft'), has('in_review'), has('awaiting_person')]).toEqual([
        mission.id,
        true,
        true,
        true,
      ])
    }
  })

  it('binds each review to the bundle that the rooms themselves would build, and what waits can be approved', async () => {
    const waiting = await world.db
      .selectFrom('item')
      .select('id')
      .where('status', '=', 'in_review')
      .orderBy('id')
      .execute()
    expect(waiting.length).toBeGreaterThan(133)
    for (const { id } of waiting.slice(0, 25)) {
      const item = await findItem(world.db, world.system, id)
      if (!item) throw new Error('gone')
      const stored = await world.db.selectFrom('bundle').select('hash').where('itemId', '=', id).execute()
      expect(stored.map(({ hash }) => hash)).toEqual([buildBundle(item).hash])
      const view = await viewItem(world.deps, world.db, world.system, item)
      expect(view.findings.filter((finding) => finding.severity === 'block')).toEqual([])
      expect(view.risk.tier).toBe(item.riskTier)
    }
  })

  it('opens a wait for each item in review, at the step that is open', async () => {
    const open = await world.db
      .selectFrom('item')
      .leftJoin('reviewWait', (join) => join.onRef('reviewWait.itemId', '=', 'item.id').on('closedAt', 'is', null))
      .select(['item.riskTier', 'step'])
      .where('item.status', '=', 'in_review')
      .execute()
    expect(open.filter(({ step }) => step === null)).toEqual([])
    expect(open.every(({ riskTier, step }) => step === (riskTier === 'sensitive' ? 'desk' : 'mission'))).toBe(true)
  })

  it('lets each item that left by a kit keep its locked core, so that it needs no second clearance', async () => {
    const rows = await world.db.selectFrom('item').select('id').where('campaignId', 'is not', null).limit(20).execute()
    expect(rows.length).toBe(20)
    for (const { id } of rows) {
      const item = await findItem(world.db, world.system, id)
      if (!item) throw new Error('gone')
      expect((await viewItem(world.deps, world.db, world.system, item)).risk.tier).toBe('routine')
    }
  })

  it('shows evidence where it is not known whether a post went out', async () => {
    const attempts = await world.db
      .selectFrom('delivery')
      .innerJoin('deliveryAttempt', 'deliveryAttempt.deliveryId', 'delivery.id')
      .select(['delivery.id', 'deliveryAttempt.candidates'])
      .where('delivery.state', '=', 'unknown')
      .where('deliveryAttempt.kind', '=', 'look_up')
      .execute()
    expect(attempts.length).toBeGreaterThan(20)
    for (const { candidates } of attempts) expect(candidates).toHaveLength(1)
  })

  it('joins every post that a delivery sent to a message of its item', async () => {
    const loose = await world.db
      .selectFrom('delivery')
      .leftJoin('post', 'post.deliveryId', 'delivery.id')
      .leftJoin('message', 'message.id', 'post.messageId')
      .select('delivery.id')
      .where('delivery.state', '=', 'sent')
      .where((eb) => eb.or([eb('message.id', 'is', null), eb('message.itemId', '!=', eb.ref('delivery.itemId'))]))
      .execute()
    expect(loose).toEqual([])
  })

  it('lets no mission speak of another mission’s city or country', async () => {
    const texts = await world.db.selectFrom('message').select(['missionId', 'text']).execute()
    const names = (['id', 'en'] as const).map((language) => new Intl.DisplayNames(language, { type: 'region' }))
    const placesOf = (mission: Mission) =>
      mission.countryIso2 === 'ID'
        ? []
        : [
            mission.city,
            mission.shortName.replace(/^\S+ /, ''),
            ...names.map((name) => name.of(mission.countryIso2) ?? ''),
          ]
    const own = new Map(
      missions.map((mission) => [
        mission.id,
        new Set([...placesOf(mission), ...mission.accreditedTo.flatMap((iso) => names.map((name) => name.of(iso)))]),
      ]),
    )
    const all = [...new Set(missions.flatMap(placesOf))].map((place) => ({
      place,
      said: new RegExp(`(?<![\\p{L}])${place.replaceAll(/[.*+?^$()|[\]{}\\]/g, '\\$&')}(?![\\p{L}])`, 'u'),
    }))
    const wrong = texts.flatMap(({ missionId, text }) =>
      all
        .filter(({ place, said }) => text.includes(place) && said.test(text) && !own.get(missionId)?.has(place))
        .map(({ place }) => `${missionId}: ${place}: ${text.slice(0, 80)}`),
    )
    expect(wrong.slice(0, 20)).toEqual([])
  })
})
