import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeAccount, writePerson, writeSentItem, writeWorld } from '../../../test/support/alignment-world.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { Network, ObservedPost, PostMetrics } from '../../networks/network.ts'
import { silentLog } from '../../platform/log.ts'
import { syncMessages } from '../messages/index.ts'
import { personScope } from '../missions/index.ts'
import { logPost, type PastedLink, recordDelivered } from './index.ts'
import { observeDue } from './jobs.ts'
import { forgetDelivered } from './record-delivered.ts'

let database: TestDatabase
let account: string
let clock = new Date('2026-11-24T03:00:00Z')
const now = () => clock
const hour = 3_600_000

/** A network that remembers: posts appear, change, vanish, win likes; pages of two. */
function networkOf() {
  const posts = new Map<string, ObservedPost>()
  const state = { isDown: false, silentMetrics: false }
  const write = (key: string, hoursAgo: number, text: string, metrics: PostMetrics = { likes: 0 }) =>
    posts.set(`at://did:plc:a/post/${key}`, {
      remoteId: `at://did:plc:a/post/${key}`,
      url: `https://bluesky.example/profile/did:plc:a/post/${key}`,
      text,
      languages: ['id'],
      mediaKind: 'none',
      publishedAt: new Date(Date.parse('2026-11-24T03:00:00Z') - hoursAgo * hour).toISOString(),
      metrics,
    })
  const network: Network = {
    code: 'bluesky',
    limits: { maxConcurrentPerAccount: 1, publications: { count: 1, windowMs: 1 }, timeoutMs: 1000 },
    reader: {
      readPosts: async (_connection, { cursor }) => {
        if (state.isDown) throw new Error('connection refused')
        const newest = [...posts.values()].sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1))
        const start = Number(cursor ?? 0)
        const more = start + 2 < newest.length ? { cursor: String(start + 2) } : {}
        return { posts: newest.slice(start, start + 2), ...more }
      },
      findDeleted: async (_connection, ids) => ids.filter((id) => !posts.has(id)),
    },
    metrics: {
      readMetrics: async (_connection, ids) =>
        new Map(ids.flatMap((id) => (posts.has(id) ? [[id, posts.get(id)?.metrics ?? {}]] : []))),
    },
    parsePostUrl: (url) => {
      const found = /profile\/([^/]+)\/post\/(\w+)/.exec(url)
      return found ? { handleOrId: found[1] as string, remoteId: `at://${found[1]}/post/${found[2]}` } : null
    },
  }
  return { network, write, remove: (key: string) => posts.delete(`at://did:plc:a/post/${key}`), state }
}

let world: ReturnType<typeof networkOf>
const deps = () => ({
  db: database.db,
  now,
  log: silentLog,
  networks: new Map([['bluesky', world.network]]),
  openConnection: async () => ({ remoteAccountId: 'did:plc:a', handle: 'kairo', secret: {} }),
  onPosts: syncMessages,
})
const read = async () => {
  clock = new Date(clock.getTime() + hour)
  return observeDue(deps(), { concurrency: 2 })
}
const posts = () => database.db.selectFrom('post').selectAll().orderBy('publishedAt').execute()
const messages = () => database.db.selectFrom('message').selectAll().orderBy('firstPublishedAt').execute()

beforeEach(async () => {
  clock = new Date('2026-11-24T03:00:00Z')
  database = await createTestDatabase()
  await writeWorld(database.db, [{ id: 'kairo', timezone: 'Africa/Cairo' }])
  account = await writeAccount(database.db, 'kairo', 'bluesky', { connectionState: 'connected', handle: 'kairo' })
  world = networkOf()
})
afterEach(() => database.drop())

describe('reading an account back', () => {
  it('finds all its posts over several pages, whoever posted them, once', async () => {
    for (let n = 1; n <= 5; n++)
      world.write(`p${n}`, n, `Pesan nomor ${n} tentang hal yang lain sama sekali ${'abcde'[n - 1]?.repeat(30)}`)
    expect(await read()).toEqual({ read: 1, failed: 0 })
    await read()
    expect(await posts()).toHaveLength(5)
    expect(await messages()).toHaveLength(5)
  })
  it('notices an edit, a deletion and a return; the deleted one stays and its message stays counted', async () => {
    world.write('a', 5, 'Layanan paspor buka pukul sembilan pagi')
    world.write('b', 4, 'Upacara bendera di halaman kedutaan besar')
    await read()
    world.write('a', 5, 'Layanan paspor buka pukul sepuluh pagi')
    world.remove('b')
    await read()
    expect((await posts()).map((post) => post.deletedAt)).toEqual([null, clock])
    const [edited, gone] = await messages()
    expect(edited).toMatchObject({ text: 'Layanan paspor buka pukul sepuluh pagi', readingDue: true })
    expect(gone?.deletedAt).toEqual(clock)
    world.write('b', 4, 'Upacara bendera di halaman kedutaan besar')
    await read()
    expect((await messages()).map((message) => message.deletedAt)).toEqual([null, null])
  })
  it('keeps numbers as they are now and a snapshot where they changed; a number not told stays empty', async () => {
    world.write('a', 5, 'Kopi Gayo', { likes: 3 })
    await read()
    await read()
    world.write('a', 5, 'Kopi Gayo', { likes: 9, replies: 1 })
    await read()
    expect((await posts())[0]).toMatchObject({ likes: 9, replies: 1, views: null, metricsAt: clock })
    const history = await database.db.selectFrom('metricSnapshot').select('likes').orderBy('at').execute()
    expect(history.map((one) => one.likes)).toEqual([3, 9])
  })
  it('a network that does not answer deletes nothing; the failure stays with the account until it works again', async () => {
    world.write('a', 5, 'Kopi Gayo')
    await read()
    world.state.isDown = true
    expect(await read()).toEqual({ read: 0, failed: 1 })
    const failed = await database.db.selectFrom('account').selectAll().executeTakeFirstOrThrow()
    expect(failed.observeFailure).toBe('connection refused')
    expect((await posts())[0]?.deletedAt).toBeNull()
    world.state.isDown = false
    await read()
    expect((await database.db.selectFrom('account').selectAll().executeTakeFirstOrThrow()).observeFailure).toBeNull()
  })
  it('leaves accounts that are closed or not connected, and reads none twice in its interval', async () => {
    await writeAccount(database.db, 'kairo', 'bluesky')
    await writeAccount(database.db, 'kairo', 'bluesky', { connectionState: 'connected', status: 'closed' })
    const settings = { intervalMs: 60_000, concurrency: 3 }
    expect(await observeDue(deps(), settings)).toEqual({ read: 1, failed: 0 })
    expect(await observeDue(deps(), settings)).toEqual({ read: 0, failed: 0 })
  })
})

describe('what we sent ourselves', () => {
  it('is one post, whether the network showed it before or after the delivery was recorded', async () => {
    const authorId = await writePerson(database.db, 'Sari')
    const text = 'Kopi Gayo kini di 40 toko'
    const remoteId = 'at://did:plc:a/post/k1'
    const { itemId, deliveryId } = await writeSentItem(database.db, {
      missionId: 'kairo',
      accountId: account,
      authorId,
      kind: 'purpose',
      text,
      remoteId,
    })
    world.write('k1', 1, text)
    await read()
    const sent = {
      id: deliveryId,
      accountId: account,
      remoteId,
      url: 'https://bluesky.example/profile/did:plc:a/post/k1',
      sentAt: now(),
      content: { text },
    }
    await recordDelivered(deps(), sent)
    await recordDelivered(deps(), sent)
    await read()
    expect(await posts()).toMatchObject([{ deliveryId, source: 'observed' }])
    expect(await messages()).toMatchObject([{ itemId }])
  })
  it('by hand counts at once, and an undone report takes it back', async () => {
    const authorId = await writePerson(database.db, 'Sari')
    const { deliveryId } = await writeSentItem(database.db, {
      missionId: 'kairo',
      accountId: account,
      authorId,
      kind: 'purpose',
      text: 'a',
    })
    await recordDelivered(deps(), {
      id: deliveryId,
      accountId: account,
      remoteId: 'r',
      url: 'https://x.example/r',
      sentAt: now(),
      content: { text: 'Kopi' },
    })
    expect(await messages()).toHaveLength(1)
    await database.db.transaction().execute((tx) => forgetDelivered(deps(), tx, { id: deliveryId }))
    expect([await posts(), await messages()]).toEqual([[], []])
  })
})

describe('a pasted link', () => {
  const officer = personScope(crypto.randomUUID(), [
    { role: 'mission_officer', missions: new Set(['kairo']), objectives: 'all', accounts: 'all' },
  ])
  const parse = (url: string): PastedLink | null => {
    const found = /^https:\/\/bluesky\.example\/profile\/([^/]+)(?:\/post\/(\w+))?$/.exec(url)
    if (!found?.[1]) return null
    const handle = { shown: found[1], key: found[1], opaque: found[1].startsWith('did:') }
    return {
      network: 'bluesky',
      kind: found[2] ? 'post' : 'profile',
      handle,
      url,
      ...(found[2] ? { postId: found[2] } : {}),
    }
  }
  const paste = (url: string, publishedLocal = '2026-11-24T04:00', missionId = 'kairo') =>
    logPost({ ...deps(), parseNetworkUrl: parse }, officer, missionId, {
      url,
      text: 'Kelas bahasa Indonesia dibuka',
      publishedLocal,
    })
  const link = 'https://bluesky.example/profile/kairo/post/z9'

  it('counts at the mission’s own time, once, and the network’s own copy is not a second one', async () => {
    const first = await paste(link)
    expect(first.isNew).toBe(true)
    expect((await posts())[0]).toMatchObject({ source: 'link', publishedAt: new Date('2026-11-24T02:00:00Z') })
    expect(await paste(link)).toEqual({ ...first, isNew: false })
    world.write('z9', 1, 'Kelas bahasa Indonesia dibuka. Daftar sekarang.')
    await read()
    expect(await posts()).toMatchObject([{ id: first.postId, remoteId: 'at://did:plc:a/post/z9' }])
    expect(await messages()).toHaveLength(1)
  })
  it.each([
    ['no link', 'post.link_unreadable'],
    ['https://bluesky.example/profile/kairo', 'post.link_profile'],
    ['https://bluesky.example/profile/orang-lain/post/z9', 'post.other_account'],
  ])('%s is refused in words', async (url, key) => {
    await expect(paste(url)).rejects.toMatchObject({ code: 'invalid', key })
    expect(await posts()).toEqual([])
  })
  it('a time to come is refused, and another mission does not exist', async () => {
    await expect(paste(link, '2026-11-24T05:30')).rejects.toMatchObject({ key: 'post.in_the_future' })
    await expect(paste(link, '2026-11-24', 'lima')).rejects.toMatchObject({ code: 'not_found' })
  })
})
