import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { itemDraft } from '../../../test/support/item.ts'
import { campaignDraft } from '../../../test/support/kit.ts'
import { openNotices } from '../../../test/support/notices.ts'
import { createWorld, type World } from '../../../test/support/world.ts'
import type { ItemDraft } from '../../contract/items.ts'
import { answerKit, createCampaign, releaseCampaign } from '../campaigns/index.ts'
import { createItem, findItem } from '../items/index.ts'
import { buildBundle } from './build-bundle.ts'
import { approveBundle, returnBundle } from './decide.ts'
import { escalateOverdue } from './escalate.ts'
import { submitItem } from './index.ts'

type Someone = Awaited<ReturnType<World['person']>>
const cairo = 'kbri-cairo'
let world: World
let officer: Someone
let head: Someone
let desk: Someone
let strategist: Someone
let account: string
const deps = () => ({ ...world.deps, onApproved: async () => undefined })

beforeAll(async () => {
  world = await createWorld()
  officer = await world.person('Nadia', 'mission_officer', [cairo])
  head = await world.person('Bagus', 'head_of_mission', [cairo])
  desk = await world.person('Dewi', 'regional_desk', [cairo])
  strategist = await world.person('Ratih', 'strategist', 'all')
  account = await world.account(cairo, 'bluesky')
})
afterEach(() => world.db.deleteFrom('notice').execute())
afterAll(() => world.database.drop())

const draft = (part: Partial<ItemDraft> = {}): ItemDraft => itemDraft(account, part)

async function submitted(author: Someone, part: Partial<ItemDraft> = {}) {
  const { item } = await createItem(world.deps, author, cairo, draft(part))
  await submitItem(world.deps, author, item.id, 1)
  const found = await findItem(world.db, author, item.id)
  if (!found) throw new Error('gone')
  return { id: item.id, hash: buildBundle(found).hash }
}
const open = async () => ({
  officer: await openNotices(world.db, officer),
  head: await openNotices(world.db, head),
  desk: await openNotices(world.db, desk),
  strategist: await openNotices(world.db, strategist),
})
const nothing = { officer: [], head: [], desk: [], strategist: [] }

test('whose turn it is is told, step by step, and no longer once it is decided', async () => {
  const { id, hash } = await submitted(officer, { isSensitive: true, sensitiveReason: 'Menyebut sengketa' })
  expect(await open()).toEqual({ ...nothing, head: ['review.waiting'] })
  await approveBundle(deps(), head, id, hash)
  expect(await open()).toEqual({ ...nothing, desk: ['review.waiting'] })
  await approveBundle(deps(), desk, id, hash)
  expect(await open()).toEqual(nothing)
})

test('what came back is told to its author until it is submitted again', async () => {
  const { id, hash } = await submitted(officer)
  await returnBundle(deps(), head, id, hash, 'Tambahkan tanggalnya')
  expect(await open()).toEqual({ ...nothing, officer: ['review.returned'] })
  const again = await findItem(world.db, officer, id)
  await submitItem(world.deps, officer, id, again?.revision ?? 0)
  expect(await open()).toEqual({ ...nothing, head: ['review.waiting'] })
})

test('where nobody at the mission can decide, the desk is told; out of time, the next in line', async () => {
  await submitted(head)
  expect(await open()).toEqual({ ...nothing, desk: ['review.waiting'] })
  await world.db.deleteFrom('notice').execute()
  await submitted(officer)
  world.clock.advance(14 * 86_400_000)
  await escalateOverdue(world.db, world.clock.now())
  await escalateOverdue(world.db, world.clock.now())
  const told = await open()
  expect(told.head).toEqual(['review.waiting'])
  expect(told.desk).toContain('review.escalated')
  expect(new Set(told.desk.filter((kind) => kind !== 'review.escalated'))).toEqual(new Set())
})

test('a kit is told to the missions it addresses, once, until they answer', async () => {
  const { id } = await createCampaign(world.deps, strategist, campaignDraft())
  await releaseCampaign(world.deps, strategist, id, { to: 'missions', missionIds: [cairo] })
  expect(await open()).toEqual({ ...nothing, officer: ['kit.released'], head: ['kit.released'] })
  await releaseCampaign(world.deps, strategist, id, { to: 'missions', missionIds: ['kbri-seoul'] })
  expect(await open()).toEqual({ ...nothing, officer: ['kit.released'], head: ['kit.released'] })
  await answerKit(world.deps, officer, { campaignId: id, missionId: cairo }, { answer: 'taken' })
  expect(await open()).toEqual(nothing)
})
