import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, refusalOf, type World } from '../../../../test/support/world.ts'
import { localFiles } from '../../../platform/files.ts'
import type { PersonScope } from '../../missions/index.ts'
import { checkAccount } from '../check-account.ts'
import { exportCase } from './evidence.ts'
import { listCases } from './store.ts'
import { addLink, addScreenshot, closeCase, openCase, reportToPlatform, warnPublic } from './tend-case.ts'

const seoul = 'kbri-seoul'
const fake = 'https://www.instagram.com/kbri_se0ul_resmi/'
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
let world: World
let folder: string
let officer: PersonScope
let head: PersonScope

beforeAll(async () => {
  world = await createWorld()
  folder = await mkdtemp(join(tmpdir(), 'selaras-evidence-'))
  officer = await world.person('Sekar', 'mission_officer', [seoul])
  head = await world.person('Ratna', 'head_of_mission', [seoul])
}, 60_000)
afterAll(async () => {
  await world?.database.drop()
  await rm(folder, { recursive: true, force: true })
})

let pagesWritten = 0
const deps = () => ({
  db: world.db,
  now: () => world.clock.now(),
  files: localFiles(folder),
  isSample: async () => true,
  writePages: async () => void pagesWritten++,
})
const report = { url: fake, source: 'citizen' as const, summary: 'Meminta biaya visa lewat pesan' }

describe('somebody else under our name (ACC-10)', () => {
  let id: string

  it('is asked of the register first: what is ours pretends nothing, what cannot be read opens nothing', async () => {
    const own = await world.account(seoul, 'instagram')
    await world.db
      .updateTable('account')
      .set({ handle: 'kbri_seoul', handleKey: 'kbri_seoul' })
      .where('id', '=', own)
      .execute()
    const ours = { ...report, url: 'https://instagram.com/kbri_seoul' }
    expect((await refusalOf(openCase(deps(), officer, seoul, ours))).key).toBe('impersonation.is_ours')
    const vague = { ...report, url: 'akun palsu kedutaan' }
    expect((await refusalOf(openCase(deps(), officer, seoul, vague))).key).toBe('impersonation.unreadable')
    const stranger = await world.person('Lina', 'head_of_mission', ['kbri-tokyo'])
    expect((await refusalOf(openCase(deps(), stranger, seoul, report))).key).toBe('mission.not_found')
  })

  it('opens with the link as hashed evidence, once', async () => {
    const opened = await openCase(deps(), officer, seoul, report)
    id = opened.id
    expect(opened).toMatchObject({ network: 'instagram', handle: 'kbri_se0ul_resmi', registryAnswer: 'unregistered' })
    const [link] = opened.evidence
    const hash = createHash('sha256').update(`${link?.capturedAt}\n${fake}`).digest('hex')
    expect(link).toMatchObject({ kind: 'link', sha256: hash, addedBy: { name: expect.any(String) } })
    expect((await refusalOf(openCase(deps(), officer, seoul, report))).key).toBe('impersonation.open_already')
  })

  it('keeps a picture byte for byte and refuses what is none', async () => {
    const about = { url: '', note: 'Pesan penipu' }
    const svg = new TextEncoder().encode('<svg onload="alert(1)"/>')
    expect((await refusalOf(addScreenshot(deps(), officer, id, svg, about))).key).toBe('impersonation.not_a_picture')
    const added = await addScreenshot(deps(), officer, id, png, about)
    const picture = added.evidence.find((one) => one.kind === 'screenshot')
    expect(picture).toMatchObject({ sha256: createHash('sha256').update(png).digest('hex'), bytes: 11 })
    await addLink(deps(), officer, id, { url: `${fake}?p=1`, note: 'Kiriman penipuan' })
  })

  it('is reported, warned of by who decides, and logged to its end', async () => {
    await reportToPlatform(deps(), officer, id, { reference: 'IG-2026-77' })
    expect((await refusalOf(warnPublic(deps(), officer, id, true))).key).toBe('account.not_yours')
    expect((await checkAccount(world.db, fake)).answer).toBe('unregistered')
    const warned = await warnPublic(deps(), head, id, true)
    expect([warned.warnedAt, pagesWritten]).toEqual([world.clock.now().toISOString(), 1])
    expect(await checkAccount(world.db, fake)).toMatchObject({
      answer: 'impersonator',
      asked: { network: 'instagram' },
    })
    const closed = await closeCase(deps(), officer, id, { outcome: 'removed', note: 'Dihapus dalam 2 hari' })
    expect(closed).toMatchObject({ outcome: 'removed', can: { add: false, warn: false } })
    expect((await checkAccount(world.db, fake)).answer).toBe('unregistered')
    expect((await refusalOf(addLink(deps(), officer, id, { url: fake, note: '' }))).key).toBe('impersonation.is_closed')
  })

  it('goes out whole with its hashes, and the file knows nothing of followers', async () => {
    const file = await exportCase(deps(), officer, id)
    expect(file).toMatchObject({
      format: 'selaras.impersonation-case.1',
      sample: true,
      case: { reportReference: 'IG-2026-77' },
    })
    for (const picture of file.pictures)
      expect(createHash('sha256').update(Buffer.from(picture.base64, 'base64')).digest('hex')).toBe(picture.sha256)
    const { rows } = await world.database.pool.query<{ column_name: string }>(
      `select column_name from information_schema.columns where table_name like 'impersonation%'`,
    )
    expect(rows.filter((row) => /follow|audience|reporter|email|phone/.test(row.column_name))).toEqual([])
    expect((await listCases(world.db, officer)).map((one) => one.id)).toEqual([id])
  })
})
