import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  writeAccount,
  writePerson,
  writePost,
  writeSentItem,
  writeWorld,
} from '../../../test/support/alignment-world.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { similarity, syncMessages } from './index.ts'

const now = new Date('2026-11-24T03:00:00Z')
const hour = 3_600_000
const kopi = 'Kopi Gayo kini dijual di 40 toko di Kairo. Cari label Indonesia di rak kopi, mulai pekan ini. #KopiGayo'

let database: TestDatabase
let x: string
let instagram: string
beforeEach(async () => {
  database = await createTestDatabase()
  await writeWorld(database.db, [
    { id: 'kairo', timezone: 'Africa/Cairo' },
    { id: 'suva', timezone: 'Pacific/Fiji' },
    { id: 'los-angeles', timezone: 'America/Los_Angeles' },
  ])
  x = await writeAccount(database.db, 'kairo', 'x')
  instagram = await writeAccount(database.db, 'kairo', 'instagram')
})
afterEach(() => database.drop())

const sync = (ids: string[]) => database.db.transaction().execute((tx) => syncMessages(tx, now, ids))
const messages = () => database.db.selectFrom('message').selectAll().orderBy('firstPublishedAt').execute()
const at = (hours: number) => new Date(Date.parse('2026-11-20T08:00:00Z') + hours * hour)
const post = (accountId: string, publishedAt: Date, text?: string, missionId = 'kairo') =>
  writePost(database.db, { missionId, accountId, publishedAt, ...(text === undefined ? {} : { text }) })

describe('joining by text', () => {
  it('one text on two networks within 48 hours is one message, with another link and other emoji', async () => {
    const first = await post(x, at(0), `${kopi} https://x.example/a`)
    const second = await post(instagram, at(47), `${kopi.toUpperCase()} ☕ https://instagram.example/b`)
    await sync([first])
    await sync([second])
    expect(await messages()).toHaveLength(1)
  })
  it('the same text 49 hours later is a second message', async () => {
    await sync([await post(x, at(0), kopi), await post(instagram, at(49), kopi)])
    expect(await messages()).toHaveLength(2)
  })
  it('another text, and the same text of another mission, stay apart', async () => {
    const other = await writeAccount(database.db, 'suva', 'x')
    await sync([
      await post(x, at(0), kopi),
      await post(x, at(1), 'Layanan paspor pindah ke lantai dua mulai Senin. Bawa paspor lama dan satu fotokopi.'),
      await post(other, at(1), kopi, 'suva'),
    ])
    expect(await messages()).toHaveLength(3)
  })
  it('posts without words are never one message', async () => {
    await sync([await post(x, at(0), '📷'), await post(instagram, at(1), '📷')])
    expect(await messages()).toHaveLength(2)
  })
  it('an earlier post that is found later moves the message to its own day, and both day cells are marked', async () => {
    await sync([await post(x, at(20), kopi)])
    await database.db.deleteFrom('alignmentDirty').execute()
    await sync([await post(instagram, at(0), kopi)])
    const [message, ...more] = await messages()
    expect(more).toEqual([])
    expect(message?.localDay).toBe('2026-11-20')
    const marked = await database.db.selectFrom('alignmentDirty').select('localDay').distinct().execute()
    expect(marked.map((cell) => cell.localDay).sort()).toEqual(['2026-11-20', '2026-11-21'])
  })
  it('two accounts read at one instant make one message', async () => {
    const ids = [await post(x, at(0), kopi), await post(instagram, at(0), kopi)]
    await Promise.all(ids.map((id) => sync([id])))
    expect(await messages()).toHaveLength(1)
  })
  it.each([
    ['Kopi Gayo di Kairo', 'kopi gayo di kairo!!', 1],
    ['Selamat Hari Pahlawan untuk semua warga', 'Penerbangan langsung ke Labuan Bajo dibuka', 0],
    ['ジャカルタでコーヒー展示会が開かれます', 'ジャカルタでコーヒー展示会が開かれます。', 1],
  ])('%s / %s', (a, b, expected) => {
    expect(Math.round(similarity(a, b))).toBe(expected)
  })
})

describe('joining by delivery', () => {
  it('an item in two languages on two accounts is one message that declares its item', async () => {
    const authorId = await writePerson(database.db, 'Sari')
    const base = { missionId: 'kairo', authorId, kind: 'purpose', weights: { products: 1 } }
    const one = await writeSentItem(database.db, { ...base, accountId: x, text: kopi })
    const two = await writeSentItem(database.db, { ...base, accountId: instagram, text: 'بن', itemId: one.itemId })
    const posts = [await post(x, at(0), kopi), await post(instagram, at(60), 'بن غايو في القاهرة')]
    await database.db
      .updateTable('delivery')
      .set({ remoteId: posts[0] as string })
      .where('id', '=', one.deliveryId)
      .execute()
    await database.db
      .updateTable('delivery')
      .set({ remoteId: posts[1] as string })
      .where('id', '=', two.deliveryId)
      .execute()
    await sync(posts)
    const [message, ...more] = await messages()
    expect(more).toEqual([])
    expect(message?.itemId).toBe(one.itemId)
  })
  it('a post read back before its delivery was known to be out goes to the item’s message afterwards', async () => {
    const authorId = await writePerson(database.db, 'Sari')
    const early = await post(instagram, at(0), 'بن غايو في القاهرة')
    await sync([early])
    const base = { missionId: 'kairo', authorId, kind: 'purpose', text: kopi }
    const one = await writeSentItem(database.db, { ...base, accountId: x })
    const first = await writePost(database.db, {
      missionId: 'kairo',
      accountId: x,
      publishedAt: at(1),
      text: kopi,
      deliveryId: one.deliveryId,
    })
    await sync([first])
    await writeSentItem(database.db, { ...base, accountId: instagram, itemId: one.itemId, remoteId: early })
    await sync([early])
    expect((await messages()).map((message) => message.itemId)).toEqual([one.itemId])
  })
})

describe('days and deletions', () => {
  it.each([
    ['suva', 'Pacific/Fiji', '2026-11-21'],
    ['los-angeles', 'America/Los_Angeles', '2026-11-20'],
  ])('20:30 UTC lies on the day of %s', async (missionId, _zone, day) => {
    const account = await writeAccount(database.db, missionId, 'x')
    await sync([await post(account, new Date('2026-11-20T20:30:00Z'), kopi, missionId)])
    expect((await messages())[0]?.localDay).toBe(day)
  })
  it('a message is deleted when its last post is, keeps its place, and stands again when one comes back', async () => {
    const posts = [await post(x, at(0), kopi), await post(instagram, at(1), kopi)]
    await sync(posts)
    const mark = (id: string | undefined, deletedAt: Date | null) =>
      database.db
        .updateTable('post')
        .set({ deletedAt })
        .where('id', '=', id as string)
        .execute()
    await mark(posts[0], at(5))
    await sync(posts)
    expect((await messages())[0]?.deletedAt).toBeNull()
    await mark(posts[1], at(6))
    await sync(posts)
    expect((await messages())[0]?.deletedAt).toEqual(at(6))
    await mark(posts[1], null)
    await sync(posts)
    expect((await messages()).map((message) => message.deletedAt)).toEqual([null])
  })
  it('an edited text waits to be read again', async () => {
    const id = await post(x, at(0), kopi)
    await sync([id])
    await database.db.updateTable('message').set({ readingDue: false }).execute()
    await sync([id])
    expect((await messages())[0]?.readingDue).toBe(false)
    await database.db
      .updateTable('post')
      .set({ text: `${kopi} Diperbarui.` })
      .execute()
    await sync([id])
    expect((await messages())[0]).toMatchObject({ readingDue: true, text: `${kopi} Diperbarui.` })
  })
  it('what a taken-over account posts, and what a pause holds, does not count', async () => {
    const stolen = await writeAccount(database.db, 'kairo', 'x', { status: 'taken_over' })
    await database.db
      .insertInto('hold')
      .values({
        id: crypto.randomUUID(),
        kind: 'pause',
        scopeKind: 'region',
        scopeValue: 'all',
        reason: 'duka',
        startsAt: at(100),
        endsAt: at(110),
        createdAt: at(0),
      })
      .execute()
    await sync([await post(stolen, at(0)), await post(x, at(50)), await post(x, at(105)), await post(x, at(111))])
    expect((await messages()).map((message) => message.excludedReason)).toEqual(['takeover', null, 'pause', null])
  })
  it('a takeover excludes by how the account stood then, not by how it stands when its posts are read', async () => {
    const restored = await writeAccount(database.db, 'kairo', 'x', { status: 'active' })
    const moves = [
      ['active', 'taken_over', at(10)],
      ['taken_over', 'restored', at(20)],
      ['restored', 'active', at(21)],
    ] as const
    for (const [fromStatus, toStatus, movedAt] of moves)
      await database.db
        .insertInto('accountMove')
        .values({ id: crypto.randomUUID(), accountId: restored, fromStatus, toStatus, movedAt })
        .execute()
    await sync([await post(restored, at(5)), await post(restored, at(15)), await post(restored, at(25))])
    expect((await messages()).map((message) => message.excludedReason)).toEqual([null, 'takeover', null])
  })
})
