import { mkdtemp, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { readConfig } from '../platform/config.ts'
import { examine } from './doctor.ts'

let database: TestDatabase
let folder: string

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'doctor-'))
})
afterAll(() => database.drop())

const config = (over: Record<string, string> = {}) =>
  readConfig({ SELARAS_DATA: folder, DATABASE_URL: database.url, PORT: '39871', ...over })
const sentenceAbout = async (about: string, over: Record<string, string> = {}) =>
  (await examine(config(over))).find((finding) => finding.about === about)

test('a healthy installation has nothing to mend', async () => {
  expect((await examine(config())).filter((finding) => !finding.ok)).toEqual([])
})

test('a taken port is named with the way out', async () => {
  // A program that ends every line at once: whoever asks it for a page gets no answer and need not wait for one.
  const other = createServer((line) => line.destroy()).listen(0, '127.0.0.1')
  await new Promise((done) => other.once('listening', done))
  const { port } = other.address() as AddressInfo
  const finding = await sentenceAbout('port', { PORT: String(port) })
  other.close()
  expect(finding).toMatchObject({ ok: false })
  expect(finding?.sentence).toContain('PORT=3001')
})

test('a folder that cannot be made is named', async () => {
  await writeFile(join(folder, 'file'), '')
  expect(await sentenceAbout('data folder', { SELARAS_DATA: join(folder, 'file', 'inner') })).toMatchObject({
    ok: false,
  })
})

test('a database that does not answer is named', async () => {
  const finding = await sentenceAbout('database', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
  expect(finding).toMatchObject({ ok: false })
})

test('a second host with local files is warned of', async () => {
  const now = new Date()
  await database.db
    .insertInto('process')
    .values({
      id: crypto.randomUUID(),
      host: 'another-host',
      pid: 1,
      roles: ['web'],
      filesLocation: '/x',
      version: '0',
      startedAt: now,
      seenAt: now,
    })
    .execute()
  const finding = await sentenceAbout('hosts')
  await database.db.deleteFrom('process').execute()
  expect(finding).toMatchObject({ ok: false })
  expect(finding?.sentence).toContain('another-host')
})
