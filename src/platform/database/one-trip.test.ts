import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTestDatabase } from '../../../test/support/database.ts'
import { openTrips } from './one-trip.ts'

const database = withTestDatabase()
let trips: ReturnType<typeof openTrips>

beforeAll(async () => {
  trips = openTrips(database().db, { url: database().url }, 2)
  await sql`create table counter (id int primary key, so_far int not null)`.execute(database().db)
  await sql`insert into counter values (1, 0)`.execute(database().db)
})
afterAll(() => trips.close())

const lock = sql`select pg_advisory_xact_lock(4711)`
const soFar = async () =>
  (await sql<{ soFar: number }>`select so_far from counter`.execute(database().db)).rows[0]?.soFar

test('the rows of the last statement come back in our spelling, committed', async () => {
  const rows = await trips.run([], sql<{ soFar: number }>`update counter set so_far = so_far + 1 returning so_far`)
  expect(rows).toEqual([{ soFar: 1 }])
  expect(await soFar()).toBe(1)
})

test('a lock taken first guards what the last statement reads', async () => {
  const step = sql<{ soFar: number }>`
    with before as (select so_far from counter), wait as (select pg_sleep(0.01))
    update counter set so_far = before.so_far + 1 from before, wait returning counter.so_far`
  await Promise.all(Array.from({ length: 20 }, () => trips.run([lock], step)))
  expect(await soFar()).toBe(21)
})

test('one that the server refuses leaves nothing, and the next is well', async () => {
  const refused = trips.run([sql`update counter set so_far = 1000`], sql`insert into counter values (1, 0)`)
  await expect(refused).rejects.toMatchObject({ code: '23505' })
  expect(await soFar()).toBe(21)
  expect(await trips.run([lock], sql`select 1 as well`)).toEqual([{ well: 1 }])
})

test('a session that the server ends is replaced', async () => {
  await expect(trips.run([], sql`select pg_terminate_backend(pg_backend_pid())`)).rejects.toThrow()
  expect(await trips.run([], sql`select 1 as well`)).toEqual([{ well: 1 }])
})
