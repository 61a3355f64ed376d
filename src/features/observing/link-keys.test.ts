import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeAccount, writeWorld } from '../../../test/support/alignment-world.ts'
import { withTestDatabase } from '../../../test/support/database.ts'
import { createNetworks, loadPlatformProfiles, parseNetworkUrl } from '../../networks/index.ts'
import type { Network, ObservedPost } from '../../networks/network.ts'
import { silentLog } from '../../platform/log.ts'
import { personScope } from '../missions/index.ts'
import { logPost } from './index.ts'
import { observeDue } from './jobs.ts'

const database = withTestDatabase()
let clock = new Date('2026-11-24T03:00:00Z')
const profiles = loadPlatformProfiles('data/platforms.json')
const officer = personScope('0192f0c0-0000-7000-8000-000000000001', [
  { role: 'mission_officer', missions: new Set(['kairo']), objectives: 'all', accounts: 'all' },
])

/** What the Graph API tells of a post: an id of numbers, and a link with a short code. */
const cases = [
  [
    'instagram',
    '17895695668004550',
    'https://www.instagram.com/reel/DKx1aBcDeFg/',
    'https://instagram.com/p/DKx1aBcDeFg/?igsh=x',
  ],
  [
    'threads',
    '18012345678901234',
    'https://www.threads.net/@kairo/post/DKx9ZzYyXxW',
    'https://www.threads.com/@kairo/post/DKx9ZzYyXxW?xmt=1',
  ],
] as const

beforeAll(async () => {
  const { db } = database()
  await writeWorld(db, [{ id: 'kairo', timezone: 'Africa/Cairo' }])
  await db
    .insertInto('platform')
    .values({ code: 'threads', profile: '{}', updatedAt: clock })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
})
afterAll(() => {
  clock = new Date(0)
})

const depsFor = (network: Network) => ({
  db: database().db,
  now: () => clock,
  log: silentLog,
  networks: new Map([[network.code, network]]),
  openConnection: async () => ({ remoteAccountId: '1784', handle: 'kairo', secret: {} }),
  onPosts: async () => {},
  parseNetworkUrl: (url: string) => parseNetworkUrl(url, profiles),
})

test.each(cases)(
  '%s: a pasted link and the post that the network tells later are one, whichever came first',
  async (code, remoteId, url, pasted) => {
    const { db } = database()
    const account = await writeAccount(db, 'kairo', code, { connectionState: 'connected', handle: 'kairo' })
    const real = createNetworks({ fetch, now: () => clock, timeoutMs: 1_000 }, profiles).get(code)
    if (!real) throw new Error(`no ${code}`)
    const told: ObservedPost[] = []
    const network: Network = {
      code,
      limits: real.limits,
      parsePostUrl: real.parsePostUrl,
      reader: { readPosts: async () => ({ posts: told }), findDeleted: async () => [] },
    }
    const log = (link: string) =>
      logPost(depsFor(network), officer, 'kairo', {
        url: link,
        text: 'Kopi Gayo di Kairo',
        publishedLocal: '2026-11-23T10:00',
        accountId: account,
      })
    const first = await log(pasted)
    expect(first.isNew).toBe(true)
    told.push({
      remoteId,
      url,
      text: 'Kopi Gayo di Kairo',
      languages: ['id'],
      mediaKind: 'video',
      publishedAt: '2026-11-23T08:00:00.000Z',
      metrics: {},
    })
    clock = new Date(clock.getTime() + 3_600_000)
    await observeDue(depsFor(network), { concurrency: 1 })
    const rows = await db.selectFrom('post').selectAll().where('accountId', '=', account).execute()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ id: first.postId, remoteId, url, mediaKind: 'video' })
    // And the other way round: the link of what was read is known.
    expect(await log(pasted)).toMatchObject({ isNew: false, postId: first.postId })
  },
)
