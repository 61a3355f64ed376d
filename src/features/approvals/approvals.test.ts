import { afterAll, beforeAll, expect, test } from 'vitest'
import { itemDraft } from '../../../test/support/item.ts'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import type { ItemDraft } from '../../contract/items.ts'
import { createCampaign, releaseCampaign } from '../campaigns/index.ts'
import { createItem, findItem, updateItem } from '../items/index.ts'
import type { Approved } from './approved.ts'
import { buildBundle } from './build-bundle.ts'
import { approveBundle, returnBundle } from './decide.ts'
import { listQueue, submitItem } from './index.ts'
import { canonicalJson } from './model.ts'

type Someone = Awaited<ReturnType<World['person']>>
const cairo = 'kbri-cairo'
const core = 'Delapan eksportir siap menerima pesanan mulai 60 kg.'
let world: World
let officer: Someone
let head: Someone
let desk: Someone
let strategist: Someone
let account: string
const delivered: Approved[] = []
const deps = () => ({
  ...world.deps,
  onApproved: async (_tx: unknown, approved: Approved) => {
    delivered.push(approved)
  },
})

beforeAll(async () => {
  world = await createWorld()
  officer = await world.person('Nadia', 'mission_officer', [cairo])
  head = await world.person('Bagus', 'head_of_mission', [cairo])
  desk = await world.person('Dewi', 'regional_desk', [cairo])
  strategist = await world.person('Ratih', 'strategist', 'all')
  account = await world.account(cairo, 'bluesky')
})
afterAll(() => world.database.drop())

const draftOf = (part: Partial<ItemDraft> = {}): ItemDraft =>
  itemDraft(account, {
    texts: [{ language: 'id', text: `Cari kopi? ${core} Daftar gratis.`, gist: '', translatorName: '' }],
    ...part,
  })

async function submitted(part: Partial<ItemDraft> = {}, author: Someone = officer) {
  const { item } = await createItem(world.deps, author, cairo, draftOf(part))
  await submitItem(world.deps, author, item.id, 1)
  const found = await findItem(world.db, author, item.id)
  if (!found) throw new Error('gone')
  return { id: item.id, hash: buildBundle(found).hash, item: found }
}

test('a routine item goes out after its head approved exactly this bundle', async () => {
  const { id, hash } = await submitted()
  expect((await listQueue(deps(), head)).map((row) => row.id)).toContain(id)
  expect((await listQueue(deps(), officer)).map((row) => row.id)).not.toContain(id)
  const approval = await approveBundle(deps(), head, id, hash)
  expect(approval).toMatchObject({ status: 'approved', steps: [{ step: 'mission', isDone: true }], yourStep: null })
  expect(approval.reviews[0]).toMatchObject({ reviewer: { name: 'Bagus' }, capacity: 'head_of_mission' })
  expect(delivered.at(-1)).toMatchObject({
    bundleHash: hash,
    dueLocal: '2026-11-26T11:00',
    dueZone: 'Africa/Cairo',
    variants: [{ accountId: account, content: { text: `Cari kopi? ${core} Daftar gratis.`, languages: ['id'] } }],
  })
  expect((await refusalOf(approveBundle(deps(), head, id, hash))).key).toBe('approval.not_open_approved')
})

test('nobody approves own words: not the author, not whoever changed them', async () => {
  const own = await submitted({}, head)
  expect((await refusalOf(approveBundle(deps(), head, own.id, own.hash))).key).toBe('approval.own_words')
  const { item } = await createItem(world.deps, officer, cairo, draftOf())
  await updateItem(world.deps, head, item.id, 1, draftOf({ title: 'Diubah kepala' }))
  await submitItem(world.deps, officer, item.id, 2)
  const found = await findItem(world.db, head, item.id)
  if (!found) throw new Error('gone')
  const approval = approveBundle(deps(), head, item.id, buildBundle(found).hash)
  expect((await refusalOf(approval)).key).toBe('approval.own_words')
})

test('where the only head wrote it, the regional desk approves in the place of the head', async () => {
  const { id, hash } = await submitted({}, head)
  const approval = await approveBundle(deps(), desk, id, hash)
  expect([approval.status, approval.reviews[0]?.capacity]).toEqual(['approved', 'regional_desk_for_head'])
})

test('a sensitive item also needs the regional desk, after the head and by a second person', async () => {
  const { id, hash } = await submitted({ isSensitive: true, sensitiveReason: 'Menyebut sengketa' })
  expect((await refusalOf(approveBundle(deps(), desk, id, hash))).key).toBe('approval.not_yours_mission')
  const count = delivered.length
  expect((await approveBundle(deps(), head, id, hash)).status).toBe('in_review')
  expect(delivered).toHaveLength(count)
  expect((await refusalOf(approveBundle(deps(), head, id, hash))).key).toBe('approval.not_yours_desk')
  expect((await listQueue(deps(), desk)).find((row) => row.id === id)?.step).toBe('desk')
  expect((await approveBundle(deps(), desk, id, hash)).status).toBe('approved')
  expect(delivered).toHaveLength(count + 1)
})

test('an emergency does not wait for the desk and goes first', async () => {
  const { id, hash } = await submitted({ kind: 'emergency', isSensitive: true })
  expect((await approveBundle(deps(), head, id, hash)).status).toBe('approved')
  expect(delivered.at(-1)?.priority).toBe(0)
})

test('any edit of an approved item re-opens it: its approvals are void and the old hash is worth nothing', async () => {
  const { id, hash } = await submitted()
  await approveBundle(deps(), head, id, hash)
  const edited = draftOf({ texts: [{ language: 'id', text: `${core} Harga naik.`, gist: '', translatorName: '' }] })
  const taken: string[] = []
  const takeBack = async (_tx: unknown, itemId: string) => {
    taken.push(itemId)
    return { cancelled: 1, out: 0 }
  }
  expect((await updateItem({ ...world.deps, takeBack }, officer, id, 1, edited)).item.status).toBe('draft')
  expect(taken).toEqual([id])
  await submitItem(world.deps, officer, id, 2)
  expect((await refusalOf(approveBundle(deps(), head, id, hash))).key).toBe('approval.text_changed')
  expect((await findItem(world.db, head, id))?.status).toBe('in_review')
})

test('an edit in review voids the first of two approvals, even when the text comes back', async () => {
  const sensitive = { isSensitive: true, sensitiveReason: 'Sengketa' }
  const { id, hash } = await submitted(sensitive)
  await approveBundle(deps(), head, id, hash)
  world.clock.advance(60_000)
  await updateItem(world.deps, officer, id, 1, draftOf({ ...sensitive, title: 'Judul lain' }))
  await submitItem(world.deps, officer, id, 2)
  expect((await refusalOf(approveBundle(deps(), desk, id, hash))).key).toBe('approval.not_yours_mission')
})

test('what is out already cannot be changed', async () => {
  const { id, hash } = await submitted()
  await approveBundle(deps(), head, id, hash)
  const takeBack = async () => ({ cancelled: 0, out: 1 })
  const edit = updateItem({ ...world.deps, takeBack }, officer, id, 1, draftOf({ title: 'Lain' }))
  expect((await refusalOf(edit)).key).toBe('item.already_out')
  expect((await findItem(world.db, head, id))?.status).toBe('approved')
})

test('a returned item carries its comment to the author and waits for a new submission', async () => {
  const { id, hash } = await submitted()
  await returnBundle(deps(), head, id, hash, 'Sebut tanggal terakhir.')
  expect(await findItem(world.db, officer, id)).toMatchObject({
    status: 'returned',
    returnedComment: 'Sebut tanggal terakhir.',
  })
  expect((await refusalOf(approveBundle(deps(), head, id, hash))).key).toBe('approval.not_open_returned')
  await submitItem(world.deps, officer, id, 1)
  expect((await approveBundle(deps(), head, id, hash)).status).toBe('approved')
})

test('submitting twice at one instant is one submission; an incomplete item names what is missing', async () => {
  const { item } = await createItem(world.deps, officer, cairo, draftOf())
  await Promise.all([1, 2, 3].map(() => submitItem(world.deps, officer, item.id, 1)))
  const events = world.db.selectFrom('auditEvent').select('id').where('subjectId', '=', item.id)
  expect(await events.where('action', '=', 'item.submitted').execute()).toHaveLength(1)
  const bare = await createItem(world.deps, officer, cairo, draftOf({ audience: '', variants: [] }))
  expect(await refusalOf(submitItem(world.deps, officer, bare.item.id, 1))).toEqual({
    code: 'invalid',
    key: 'item.not_ready',
    issues: ['audience: item.no_audience', 'variants: item.no_account'],
  })
})

test('two approvals at one instant hand the item on once', async () => {
  const { id, hash } = await submitted()
  const count = delivered.length
  const second = await world.person('Sari', 'head_of_mission', [cairo])
  const results = await Promise.allSettled([head, second].map((who) => approveBundle(deps(), who, id, hash)))
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(delivered).toHaveLength(count + 1)
  await world.db.updateTable('person').set({ leavesOn: '2026-11-01' }).where('id', '=', second.personId).execute()
})

test('a kit used word for word is routine; a changed or translated core is sensitive; embargo only warns', async () => {
  const campaign = await createCampaign(world.deps, strategist, {
    title: 'Kopi',
    objectiveCode: 'products',
    goal: '120 pembeli',
    baseline: '41',
    startsOn: '2026-11-16',
    endsOn: '2027-01-31',
    audience: '',
    strategy: '',
    implementation: '',
    scoring: '',
    riskTier: 'routine',
    obligation: 'mandatory',
    embargoUntil: '2026-12-01T00:00:00.000Z',
    targetAt: null,
    kit: {
      cores: [{ language: 'id', headline: '', message: core, facts: [], example: '', isMaster: true }],
      openParts: [],
      mustSay: [],
      mustNotSay: [],
    },
  })
  await releaseCampaign(world.deps, strategist, campaign.id, { to: 'missions', missionIds: [cairo] })
  const tierOf = async (part: Partial<ItemDraft>) => {
    const view = await createItem(world.deps, officer, cairo, draftOf({ campaignId: campaign.id, ...part }))
    return [view.risk.tier, view.risk.reasons.map((reason) => reason.key)]
  }
  expect(await tierOf({})).toEqual(['routine', []])
  expect(
    await tierOf({ texts: [{ language: 'id', text: 'Tujuh eksportir siap.', gist: '', translatorName: '' }] }),
  ).toEqual(['sensitive', ['risk.core_changed']])
  const arabic = { language: 'ar', text: 'قهوة', gist: 'Kopi', translatorName: 'Amira' }
  expect(
    await tierOf({
      texts: [...draftOf().texts, arabic],
      variants: [{ accountId: account, language: 'ar', textOverride: null, link: null }],
    }),
  ).toEqual(['sensitive', ['risk.core_translated']])
  const view = await createItem(world.deps, officer, cairo, draftOf({ campaignId: campaign.id }))
  expect(view.findings.map(({ key, severity }) => [key, severity])).toEqual([['item.embargoed', 'warn']])
})

test('every part of a bundle counts for its hash: text, language, account, link, alt text, bytes', async () => {
  const { item, hash } = await submitted()
  const [variant] = item.variants
  const [text] = item.texts
  if (!variant || !text) throw new Error('one of each')
  const bytes = { sha256: 'a', contentType: 'image/png', kind: 'image', bytes: 9 }
  const media = { mediaId: account, altText: 'Biji kopi dijemur', media: bytes, fits: [] as object[] }
  const changes = [
    { texts: [{ ...text, text: `${text.text} ` }] },
    { texts: [{ ...text, gist: 'lain' }] },
    { variants: [{ ...variant, accountId: item.id }] },
    { variants: [{ ...variant, textOverride: 'lain' }] },
    { variants: [{ ...variant, link: { url: 'https://kemlu.go.id', title: '', description: '' } }] },
    { media: [media] },
    { media: [{ ...media, altText: 'Biji kopi digiling' }] },
    { media: [{ ...media, media: { ...media.media, sha256: 'b' } }] },
    { media: [{ ...media, fits: [{ network: 'instagram', sha256: 'c' }] }] },
    { media: [{ ...media, media: { ...media.media, kind: 'video', contentType: 'video/mp4' } }] },
  ]
  const hashes = changes.map((change) => buildBundle({ ...item, ...change } as typeof item).hash)
  expect(new Set([hash, ...hashes]).size).toBe(changes.length + 1)
  expect(canonicalJson({ b: 1, a: [{ d: null, c: 'é' }] })).toBe('{"a":[{"c":"é","d":null}],"b":1}')
})
