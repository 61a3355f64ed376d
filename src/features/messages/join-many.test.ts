import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeAccount, writePost, writeWorld } from '../../../test/support/alignment-world.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { joinMany, syncMessages } from './index.ts'

const now = new Date('2026-11-24T03:00:00Z')
const hour = 3_600_000
const start = Date.parse('2026-10-01T00:00:00Z')
const words =
  'kopi batik visa paspor pameran dagang kelas bahasa beasiswa penerbangan eksportir rempah warga layanan'.split(' ')

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

/** Numbers between 0 and 1, the same for a seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

/** Which posts share a message, and when it begins: what both ways must agree on. */
async function groupsOf(missionId: string) {
  const rows = await database.db
    .selectFrom('post')
    .innerJoin('message', 'message.id', 'post.messageId')
    .select(['post.remoteId', 'message.id', 'message.firstPublishedAt', 'message.text', 'message.localDay'])
    .where('post.missionId', '=', missionId)
    .orderBy('post.remoteId')
    .execute()
  const first = new Map<string, string>()
  return rows.map(({ id, remoteId, ...rest }) => {
    if (!first.has(id)) first.set(id, remoteId)
    return { ...rest, remoteId, together: first.get(id) }
  })
}

it('makes the same messages of many posts at once as one by one', async () => {
  await writeWorld(database.db, [
    { id: 'kairo', timezone: 'Africa/Cairo' },
    { id: 'suva', timezone: 'Africa/Cairo' },
  ])
  const random = seeded(7)
  const accounts = {
    kairo: await writeAccount(database.db, 'kairo', 'x'),
    suva: await writeAccount(database.db, 'suva', 'x'),
  }
  const texts: string[] = []
  const posts = Array.from({ length: 70 }, (_, n) => {
    const isCopy = texts.length > 0 && random() < 0.5
    const old = texts[Math.floor(random() * texts.length)] ?? ''
    const fresh = Array.from({ length: 14 }, () => words[Math.floor(random() * words.length)]).join(' ')
    const text = isCopy ? (random() < 0.5 ? old : `${old} ${words[n % words.length]}`) : fresh
    texts.push(text)
    return {
      at: new Date(start + Math.floor(random() * 200) * hour + n),
      text,
      remoteId: `p${String(n).padStart(3, '0')}`,
    }
  }).sort((a, b) => a.at.getTime() - b.at.getTime())
  const write = async (missionId: 'kairo' | 'suva') => {
    const ids: string[] = []
    for (const { at, text, remoteId } of posts) {
      const id = await writePost(database.db, { missionId, accountId: accounts[missionId], publishedAt: at, text })
      await database.db.updateTable('post').set({ remoteId }).where('id', '=', id).execute()
      ids.push(id)
    }
    return ids
  }
  const [one, many] = [await write('kairo'), await write('suva')]
  for (const id of one) await database.db.transaction().execute((tx) => syncMessages(tx, now, [id]))
  for (let at = 0; at < many.length; at += 25)
    await database.db.transaction().execute((tx) => joinMany(tx, now, 'suva', many.slice(at, at + 25)))
  const [slow, quick] = [await groupsOf('kairo'), await groupsOf('suva')]
  expect(quick).toEqual(slow)
  expect(new Set(slow.map((row) => row.together)).size).toBeLessThan(posts.length)
  // Again, and nothing changes.
  expect(await database.db.transaction().execute((tx) => joinMany(tx, now, 'suva', many))).toBe(0)
}, 120_000)
