import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

it('a statement that is asked again and again is prepared from the third time on, with other values each time', async () => {
  await database.db.connection().execute(async (db) => {
    const ask = async (n: number) => (await sql<{ sum: number }>`select ${n}::int + 1 as sum`.execute(db)).rows[0]?.sum
    expect([await ask(1), await ask(2)]).toEqual([2, 3])
    const before = await sql<{
      count: number
    }>`select count(*)::int as count from pg_prepared_statements where statement like '%+ 1 as sum'`.execute(db)
    expect(before.rows[0]?.count).toBe(0)
    expect([await ask(3), await ask(4)]).toEqual([4, 5])
    const after = await sql<{
      count: number
    }>`select count(*)::int as count from pg_prepared_statements where statement like '%+ 1 as sum'`.execute(db)
    expect(after.rows[0]?.count).toBe(1)
  })
})

it('never keeps more than 200 statements a session', async () => {
  await database.db.connection().execute(async (db) => {
    for (let n = 0; n < 260; n++)
      for (let time = 0; time < 3; time++) await sql`select ${time}::int as ${sql.ref(`column_${n}`)}`.execute(db)
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_prepared_statements`.execute(db)
    expect(rows[0]?.count).toBe(200)
  })
})
