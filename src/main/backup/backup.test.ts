import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { createWorld, type World } from '../../../test/support/world.ts'
import { chainAudit, recordAudit, verifyAudit } from '../../features/audit/index.ts'
import { manualClock } from '../../platform/clock.ts'
import { hashTable, onOneSession, readTables } from '../../platform/database/copy-tables.ts'
import { type Files, localFiles } from '../../platform/files.ts'
import { newId } from '../../platform/ids.ts'
import { leftOut } from './manifest.ts'
import { restoreBackup } from './restore-backup.ts'
import { settleBackup } from './settle.ts'
import { writeBackup } from './write-backup.ts'

const at = new Date('2026-11-24T03:00:00Z')
const later = new Date('2026-11-26T03:00:00Z')
let folder: string
let source: TestDatabase
let files: Files
let itemId: string
const drops: (() => Promise<void>)[] = []

const installationOn = (database: TestDatabase) => ({
  connection: { url: database.url },
  clock: manualClock(at.toISOString()),
  version: '9.9.9',
})

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  drops.push(() => database.drop())
  return database
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'selaras-backup-'))
  const world = await createWorld()
  drops.push(() => world.database.drop())
  source = world.database
  files = localFiles(join(folder, 'source'))
  itemId = await fill(world, files)
})
afterAll(async () => {
  for (const drop of drops) await drop()
  await rm(folder, { recursive: true, force: true })
})

/** A ministry with a picture, an item and deliveries in every state that a restore must look at; audited and linked. */
async function fill(world: World, disk: Files): Promise<string> {
  const { db } = world
  const { personId: authorId } = await world.person('Nadia \t\\ "é" 🇮🇩', 'mission_officer', ['kbri-cairo'])
  const accountId = await world.account('kbri-cairo', 'x')
  const id = newId()
  await db
    .insertInto('item')
    .values({
      id,
      missionId: 'kbri-cairo',
      authorId,
      title: 'Kopi',
      kind: 'purpose',
      status: 'approved',
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  const states = ['scheduled', 'scheduled', 'sending', 'unknown', 'sent', 'held'] as const
  for (const [n, state] of states.entries())
    await db
      .insertInto('delivery')
      .values({
        id: newId(),
        itemId: id,
        variantId: newId(),
        accountId,
        missionId: 'kbri-cairo',
        network: 'x',
        occurrence: n + 1,
        bundleHash: 'b',
        content: JSON.stringify({ text: 'Kopi', languages: ['id'], link: null, images: [] }),
        itemKind: 'purpose',
        recordKey: `k${n}`,
        idempotencyKey: `k${n}`,
        recordCreatedAt: at,
        // The second is due long after the restore.
        dueLocal: n === 1 ? '2026-12-24T09:00' : '2026-11-25T09:00',
        dueZone: 'Africa/Cairo',
        dueAt: n === 1 ? '2026-12-24T07:00:00Z' : '2026-11-25T07:00:00Z',
        state,
        stateChangedAt: at,
        nextAt: at,
        createdAt: at,
        updatedAt: at,
      })
      .execute()
  await disk.put('media/a.webp', Buffer.from('picture'))
  await db
    .insertInto('media')
    .values({
      id: newId(),
      missionId: 'kbri-cairo',
      sha256: 'a'.repeat(64),
      contentType: 'image/webp',
      bytes: 7,
      width: 1,
      height: 1,
      fileKey: 'media/a.webp',
      createdBy: authorId,
      createdAt: at,
    })
    .execute()
  // More than one part of the archive, with everything in it that a row's end could be taken for.
  for (let n = 0; n < 9; n++) {
    const said = {
      missionId: 'kbri-cairo',
      localDay: '2026-11-24',
      language: 'id',
      firstPublishedAt: at,
      createdAt: at,
    }
    await db
      .insertInto('message')
      .values({ id: newId(), ...said, text: 'baris\n\tkedua \\n \\. 🇮🇩\r\n'.repeat(40_000) })
      .execute()
  }
  for (let n = 0; n < 5; n++)
    await db.transaction().execute((tx) =>
      recordAudit(tx, at, {
        actor: { kind: 'system' },
        action: 'item.tested',
        subject: { kind: 'item', id },
        payload: { n },
      }),
    )
  await chainAudit(db, at)
  return id
}

const hashesOf = (database: TestDatabase) =>
  onOneSession({ url: database.url }, async (client) => {
    const hashes: Record<string, string> = {}
    for (const table of await readTables(client))
      if (!leftOut.has(table.name)) hashes[table.name] = await hashTable(client, table)
    return hashes
  })

const restoreInto = (database: TestDatabase, disk: Files, path: string) =>
  restoreBackup(path, {
    installation: installationOn(database),
    files: disk,
    settle: async (client, manifest) => void (await settleBackup(client, manifest, later)),
    progress: () => {},
  })

test('goes there and back: every table alike by content hash, pictures included', async () => {
  const first = join(folder, 'first.tar.gz')
  await writeBackup(installationOn(source), files, first, () => {})
  const there = await emptyDatabase()
  const thereFiles = localFiles(join(folder, 'there'))
  await restoreBackup(first, {
    installation: installationOn(there),
    files: thereFiles,
    settle: async () => {},
    progress: () => {},
  })
  expect(await hashesOf(there)).toEqual(await hashesOf(source))
  expect(Buffer.from(await thereFiles.get('media/a.webp')).toString()).toBe('picture')
  const second = join(folder, 'second.tar.gz')
  await writeBackup(installationOn(there), thereFiles, second, () => {})
  const back = await emptyDatabase()
  await restoreBackup(second, {
    installation: installationOn(back),
    files: localFiles(join(folder, 'back')),
    settle: async () => {},
    progress: () => {},
  })
  expect(await hashesOf(back)).toEqual(await hashesOf(source))
})

test('after a restore nothing that was due goes out unasked, and the audit chain holds and says what happened', async () => {
  const path = join(folder, 'settled.tar.gz')
  await writeBackup(installationOn(source), files, path, () => {})
  const database = await emptyDatabase()
  await restoreInto(database, localFiles(join(folder, 'settled')), path)
  const rows = await database.db
    .selectFrom('delivery')
    .select(['occurrence', 'state'])
    .where('itemId', '=', itemId)
    .orderBy('occurrence')
    .execute()
  expect(rows.map((row) => row.state)).toEqual([
    'needs_confirmation',
    'scheduled',
    'needs_confirmation',
    'unknown',
    'sent',
    'needs_confirmation',
  ])
  while ((await chainAudit(database.db, later)) > 0);
  const verdict = await verifyAudit(database.db, join(folder, 'heads.jsonl'))
  expect(verdict).toMatchObject({ findings: [] })
  const last = await database.db
    .selectFrom('auditEvent')
    .select('action')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  expect(last?.action).toBe('installation.restored')
})

test('counters and triggers go on: new events are numbered after the old, changes are marked again', async () => {
  const path = join(folder, 'counters.tar.gz')
  await writeBackup(installationOn(source), files, path, () => {})
  const database = await emptyDatabase()
  await restoreInto(database, localFiles(join(folder, 'counters')), path)
  const message = {
    id: newId(),
    missionId: 'kbri-cairo',
    localDay: '2026-11-24',
    text: 'a',
    language: 'id',
    firstPublishedAt: at,
    createdAt: at,
  }
  await database.db.insertInto('message').values(message).execute()
  const marks = await database.db.selectFrom('alignmentDirty').select('id').execute()
  expect(marks.length).toBeGreaterThan(0)
})

test('a cut, a changed and a foreign file are refused, and nothing of them stays', async () => {
  const whole = join(folder, 'whole.tar.gz')
  await writeBackup(installationOn(source), files, whole, () => {})
  const bytes = await readFile(whole)
  const cuts = [0.2, 0.4, 0.6, 0.8, 0.95].map((share) => ({ share, path: join(folder, `cut-${share}.tar.gz`) }))
  for (const { share, path } of cuts) {
    await writeFile(path, bytes)
    await truncate(path, Math.floor(bytes.length * share))
  }
  const foreign = join(folder, 'foreign.tar.gz')
  await writeFile(foreign, 'hello')
  const database = await emptyDatabase()
  for (const path of [...cuts.map((cut) => cut.path), foreign]) {
    await expect(restoreInto(database, localFiles(join(folder, 'refused')), path)).rejects.toMatchObject({
      key: expect.stringMatching(/^backup\./),
    })
    expect(await database.db.selectFrom('mission').select('id').execute()).toEqual([])
  }
})

test('never overwrites work', async () => {
  const path = join(folder, 'again.tar.gz')
  await writeBackup(installationOn(source), files, path, () => {})
  const before = await hashesOf(source)
  await expect(restoreInto(source, files, path)).rejects.toMatchObject({ key: 'backup.not_empty' })
  expect(await hashesOf(source)).toEqual(before)
})
