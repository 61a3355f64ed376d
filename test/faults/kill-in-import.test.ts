import { spawn } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { advanceRun, findRun, receiveFile } from '../../src/features/imports/index.ts'
import { advanceDeps, columnMaps } from '../support/import-files.ts'
import { createWorld, type World } from '../support/world.ts'

const cairo = 'kbri-cairo'
const rows = 2_300
let world: World
let accountId: string

beforeAll(async () => {
  world = await createWorld()
  accountId = await world.account(cairo, 'x')
  const handle = 'contoh_embassy'
  await world.db.updateTable('account').set({ handle, handleKey: handle }).where('id', '=', accountId).execute()
})
afterAll(() => world.database.drop())

async function* file(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('Post id,Date,Post text,Post Link,Impressions,Likes\n')
  for (let n = 0; n < rows; n++) {
    // Four hours apart, so that messages have neighbours and stay apart.
    const id = String(1_200_000_000_000_000_000n + ((BigInt(n) * 14_400_000n) << 22n))
    const words = ['kopi', 'batik', 'visa', 'paspor', 'rempah', 'kelas'][n % 6]
    yield Buffer.from(
      `${id},,Kabar ${n * 7919} tentang ${words} ${n * 104_729},https://x.com/contoh_embassy/status/${id},${n % 900},1\n`,
    )
  }
}

/** Runs a worker in a process of its own until it says `when`, then kills it as a power cut would. */
async function killWhen(id: string, when: RegExp): Promise<string> {
  const child = spawn(process.execPath, ['test/faults/import-process.ts', world.database.url, id], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let said = ''
  for await (const piece of child.stdout) {
    said += String(piece)
    if (when.test(said)) break
  }
  child.kill('SIGKILL')
  await gone
  return said
}

const count = async () => {
  const { posts } = await world.db
    .selectFrom('post')
    .select((eb) => eb.fn.countAll<number>().as('posts'))
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  const { joined } = await world.db
    .selectFrom('post')
    .select((eb) => eb.fn.count<number>('messageId').as('joined'))
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  return { posts: Number(posts), joined: Number(joined) }
}
/** The dead worker's claim is not waited for: thirty seconds pass. */
const outliveClaim = () =>
  world.db
    .updateTable('importRun')
    .set({ claimedUntil: new Date(0) })
    .execute()

test('killed while checking, saving and sorting, an import is whole or not there, and goes on where it stood', async () => {
  const deps = { db: world.db, now: () => new Date(), maps: columnMaps }
  const incoming = { missionId: cairo, accountId, zone: 'Africa/Cairo', fileName: 'x.csv', appliesItself: true }
  const id = await receiveFile(deps, world.system, incoming, file())

  await killWhen(id, /checking 1 /)
  expect((await count()).posts).toBe(0)
  await outliveClaim()

  await killWhen(id, /applying /)
  // The database ends what its dead client began: all of the file, or nothing of it.
  await world.db.selectFrom('importRun').select('id').where('id', '=', id).forUpdate().execute()
  expect([0, rows]).toContain((await count()).posts)
  await outliveClaim()

  await killWhen(id, /joining \d+ [1-9]/)
  const halfway = await count()
  expect(halfway.posts).toBe(rows)
  expect(halfway.joined).toBeGreaterThan(0)
  await outliveClaim()

  await advanceRun(advanceDeps({ db: world.db, now: () => new Date() }), { id })
  const run = await findRun(world.db, world.system, id)
  expect([run?.state, run?.newCount, run?.badCount]).toEqual(['done', rows, 0])
  expect(await count()).toEqual({ posts: rows, joined: rows })
  const chunks = await world.db.selectFrom('importChunk').select('number').where('runId', '=', id).execute()
  expect(chunks).toEqual([])
}, 300_000)
