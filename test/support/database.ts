import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { type OpenDatabase, openDatabase } from '../../src/platform/database/database.ts'

export type TestDatabase = OpenDatabase & { readonly url: string; drop(): Promise<void> }

/** A fresh database made from the migrated template in milliseconds; `drop` closes and removes it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('databaseServer')
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name} template selaras_template`)
  const url = withDatabase(server, name)
  const open = openDatabase({ url }, 10)
  return {
    ...open,
    url,
    drop: async () => {
      await open.close()
      await onServer(server, `drop database if exists ${name} with (force)`)
    },
  }
}

/**
 * Gives this test file (or `describe`) a database of its own: made before its tests, dropped after them.
 * Call the answer inside the tests. @throws Error when called earlier.
 */
export function withTestDatabase(): () => TestDatabase {
  let database: TestDatabase | undefined
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(async () => {
    await database?.drop()
  })
  return () => {
    if (!database) throw new Error('The test database exists only while tests run.')
    return database
  }
}

export function withDatabase(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

export async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    // Two files may ask for the template at once; PostgreSQL lets one copy it at a time.
    for (let attempt = 1; ; attempt++) {
      try {
        await client.query(statement)
        return
      } catch (error) {
        if (attempt >= 50 || (error as { code?: string }).code !== '55006') throw error
        await new Promise((done) => setTimeout(done, 40 * attempt))
      }
    }
  } finally {
    await client.end()
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string
  }
}
