import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { systemScope } from '../../src/features/missions/index.ts'
import { createCueReader, findReadingProgress, rereadAll } from '../../src/features/reading/index.ts'
import { writeWorld } from '../support/alignment-world.ts'
import { withTestDatabase } from '../support/database.ts'

const database = withTestDatabase()
const scope = systemScope('test')
const reader = createCueReader()
const count = 400

beforeAll(async () => {
  await writeWorld(database().db, [{ id: 'kbri-a', timezone: 'Asia/Tokyo' }])
  await sql`
    insert into message (id, mission_id, local_day, text, first_published_at, reading_due, created_at)
    select gen_random_uuid(), 'kbri-a', '2026-11-01', 'Eksportir kopi nomor ' || n, '2026-11-01', false, '2026-11-01'
    from generate_series(1, ${count}::int) n`.execute(database().db)
  await sql`
    insert into reading (message_id, model_version, language, objective, objectives, purpose, benefit, cta, confidence,
      abstained, because, read_at)
    select id, 'old', 'id', 'none', '{}', 0, false, false, 0.5, false, '[]', '2026-11-01' from message`.execute(
    database().db,
  )
})

const versions = () =>
  database()
    .db.selectFrom('reading')
    .innerJoin('message', 'message.id', 'reading.messageId')
    .select(['reading.modelVersion', 'message.readingDue'])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .groupBy(['reading.modelVersion', 'message.readingDue'])
    .execute()

function start(pauseMs: number) {
  return spawn(process.execPath, [join(import.meta.dirname, 'reread-process.ts')], {
    env: { ...process.env, DATABASE_URL: database().url, PAUSE_MS: String(pauseMs) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

it('reading again survives kill -9: what was read stays read, what was not is read by the next call', async () => {
  const child = start(4)
  const killed = new Promise((done) => child.once('exit', done))
  await new Promise<void>((seen) => {
    child.stderr.on('data', (piece: Buffer) => {
      const read = Number(piece.toString().trim().split('\n').at(-1)?.split(' ')[0])
      if (read >= 60) {
        child.kill('SIGKILL')
        seen()
      }
    })
  })
  await killed
  const midway = await versions()
  const readBefore = midway.find((row) => row.modelVersion === reader.modelVersion)?.n ?? 0
  expect(readBefore).toBeGreaterThanOrEqual(60)
  expect(readBefore).toBeLessThan(count)
  expect(midway.filter((row) => row.modelVersion === 'old').every((row) => row.readingDue)).toBe(true)

  const seen: number[] = []
  const done = await rereadAll({
    db: database().db,
    now: () => new Date('2026-11-25T10:00:00Z'),
    reader,
    onProgress: ({ waiting }) => seen.push(waiting),
  })
  expect(seen[0]).toBe(count - readBefore)
  expect(seen.at(-1)).toBe(0)
  expect(done).toMatchObject({ messages: count, read: count, waiting: 0 })
  expect(done.finishedAt).toEqual(new Date('2026-11-25T10:00:00Z'))
  expect(await versions()).toEqual([{ modelVersion: reader.modelVersion, readingDue: false, n: count }])
}, 60_000)

it('two that read again at once share the work, each message read once', async () => {
  await database().db.updateTable('reading').set({ modelVersion: 'older' }).execute()
  const reads: string[] = []
  const counting = {
    ...reader,
    read: (input: { text: string }) => {
      reads.push(input.text)
      return reader.read(input)
    },
  }
  const deps = { db: database().db, now: () => new Date(), reader: counting, onProgress: () => undefined }
  await Promise.all([rereadAll(deps, 25), rereadAll(deps, 25)])
  expect(reads).toHaveLength(count)
  expect(new Set(reads).size).toBe(count)
  expect((await findReadingProgress(database().db, scope, reader.modelVersion)).read).toBe(count)
})
