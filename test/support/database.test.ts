import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readPostmaster } from '../../src/platform/database/embedded/postmaster.ts'
import { removeAbandoned } from './abandoned.ts'
import { createTestDatabase, withTestDatabase } from './database.ts'

describe('the database of a test file', () => {
  const database = withTestDatabase()

  it('is migrated and its own', async () => {
    const other = await createTestDatabase()
    const add = (key: string) => database().pool.query("insert into setting values ($1, '1', $2)", [key, new Date()])
    await add('only here')
    expect((await database().pool.query('select key from setting')).rows).toEqual([{ key: 'only here' }])
    expect((await other.pool.query('select key from setting')).rows).toEqual([])
    await other.drop()
    await expect(other.pool.query('select 1')).rejects.toThrow()
  })

  it('is one of several that may be made at once', async () => {
    const several = await Promise.all([1, 2, 3, 4].map(createTestDatabase))
    expect(new Set(several.map((each) => each.url)).size).toBe(4)
    await Promise.all(several.map((each) => each.drop()))
  })
})

describe('a test run that was killed', () => {
  it('has its server stopped and its folder removed by the next one; a living run keeps both', async () => {
    const prefix = 'selaras-test-of-tests-'
    const program = fileURLToPath(new URL('../../src/platform/database/fixtures/member.ts', import.meta.url))
    const folder = await mkdtemp(join(tmpdir(), prefix))
    const run = spawn(process.execPath, [program, folder], { stdio: ['pipe', 'pipe', 'ignore'] })
    await once(run.stdout, 'data')
    const server = await readPostmaster(join(folder, 'postgres'))

    await removeAbandoned(prefix, 0)
    expect((await readPostmaster(join(folder, 'postgres')))?.pid).toBe(server?.pid)
    run.kill('SIGKILL')
    await once(run, 'exit')
    await removeAbandoned(prefix, 0)
    await expect(stat(folder)).rejects.toThrow('ENOENT')
  })
})
