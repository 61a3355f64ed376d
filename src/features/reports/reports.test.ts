import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { writeMix, writeReading } from '../../../test/support/alignment-world.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { atMission, type SignedInPerson, signInAs } from '../../../test/support/sign-in.ts'
import type { Baseline, Report } from '../../contract/reports.ts'
import { composeReports } from '../../main/compose.ts'
import { newId } from '../../platform/ids.ts'
import { recomputeDirty } from '../alignment/index.ts'
import { makeNextReport } from './jobs.ts'
import { claimReport } from './store.ts'

vi.setConfig({ testTimeout: 120_000 })

const cairo = 'kbri-cairo'
const quarter = '2026-Q4'
let server: TestServer
let strategist: SignedInPerson
let head: SignedInPerson
let abroad: SignedInPerson

beforeAll(async () => {
  server = await startTestServer()
  strategist = await signInAs(server, { role: 'strategist' })
  head = await signInAs(server, { role: 'head_of_mission', scopes: atMission(cairo) })
  abroad = await signInAs(server, { role: 'head_of_mission', scopes: atMission('kbri-tokyo') })
  const raters = [await signInAs(server, { role: 'rater' }), await signInAs(server, { role: 'rater' })]
  for (const missionId of [cairo, 'kbri-tokyo', 'kbri-beijing']) {
    await writeMix(server.db, missionId, quarter, { products: 60, tourism: 40 })
    await writeMessages(missionId, raters)
  }
  while ((await recomputeDirty(server.db, server.clock.now())) > 0);
})
afterAll(() => server.stop())

const long = 'Duta Besar menghadiri rangkaian kegiatan yang diselenggarakan bersama mitra setempat. '.repeat(8)
const texts = [
  `Resepsi HUT RI berlangsung meriah 🎉 di Wisma Duta. ${long}`,
  'مرحبا بكم في معرض القهوة الإندونيسية في القاهرة',
  '=HYPERLINK("https://jahat.test";"klik") pembeli kopi Gayo bertemu',
  '印度尼西亚咖啡展今天在北京开幕，欢迎大家品尝。',
  `Ужин дружбы в посольстве. ${long}`,
]

/** Every third message is rated by both raters; two of five are ceremonies. */
async function writeMessages(missionId: string, raters: readonly SignedInPerson[]): Promise<void> {
  const at = server.clock.now()
  for (let n = 0; n < 90; n++) {
    const id = newId()
    const day = `2026-${n % 2 === 0 ? '10' : '11'}-${String((n % 23) + 1).padStart(2, '0')}`
    await server.db
      .insertInto('message')
      .values({
        ...{ id, missionId, localDay: day, text: `${texts[n % 5]} ${n}`, language: 'id', readingDue: false },
        ...{ firstPublishedAt: new Date(`${day}T05:00:00Z`), createdAt: at },
      })
      .execute()
    const label = {
      objective: n % 5 === 0 ? 'none' : n % 2 === 0 ? 'products' : 'tourism',
      purpose: [0, 1, 0, 2, 1][n % 5] ?? 0,
    }
    await writeReading(server.db, id, label)
    if (n % 3 === 0)
      for (const { personId } of raters)
        await server.db
          .insertInto('label')
          .values({
            ...{ id: newId(), messageId: id, source: 'blind', personId, ...label, benefit: label.purpose === 2 },
            ...{ cta: false, sampleQuarter: quarter, sampleSeed: 'uji', createdAt: at },
          })
          .execute()
  }
}

const ask = (person: SignedInPerson, method: 'GET' | 'POST', path: string, payload?: object) =>
  server.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { cookie: person.cookie },
    ...(payload ? { payload } : {}),
  })

const makeAll = async () => {
  const failures: object[] = []
  while (await makeNextReport(composeReports(server.installation), (fields) => failures.push(fields)));
  expect(failures).toEqual([])
}

async function made(person: SignedInPerson, wish: object): Promise<{ report: Report; bytes: Buffer }> {
  const asked = await ask(person, 'POST', '/reports', { quarter, ...wish })
  expect(asked.statusCode, asked.body).toBe(202)
  const waiting = asked.json() as Report
  expect(waiting.state).toBe('waiting')
  const early = await ask(person, 'GET', `/reports/${waiting.id}/file`)
  expect([early.statusCode, early.json().key]).toEqual([409, 'report.not_made'])
  await makeAll()
  const report = (await ask(person, 'GET', `/reports/${waiting.id}`)).json() as Report
  expect(report).toMatchObject({ state: 'done', progress: 100 })
  const file = await ask(person, 'GET', `/reports/${waiting.id}/file`)
  expect(file.statusCode).toBe(200)
  return { report, bytes: file.rawPayload }
}

/** Everything in a workbook: its parts, unzipped one by one from the local headers. */
function workbookText(bytes: Buffer): string {
  const parts: string[] = []
  const eocd = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  let at = bytes.readUInt32LE(eocd + 16)
  for (let left = bytes.readUInt16LE(eocd + 10); left > 0; left--) {
    const size = bytes.readUInt32LE(at + 20)
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + size)
    parts.push((bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString('utf8'))
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return parts.join('\n')
}

describe('the quarter report of a mission', () => {
  it.each(['id', 'en'])('is a PDF of two pages (%s)', async (locale) => {
    const { report, bytes } = await made(head, { missionId: cairo, locale, format: 'pdf' })
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(report).toMatchObject({ kind: 'mission', missionId: cairo, pages: 2 })
    expect(report.fileName).toBe(`selaras-kbri-cairo-2026-Q4-${locale}.pdf`)
  })

  it('is a workbook whose texts are never formulas, and says on every sheet that it is a sample', async () => {
    const { bytes } = await made(head, { missionId: cairo, format: 'xlsx' })
    const text = workbookText(bytes)
    expect(text).toContain('HYPERLINK')
    expect(text).not.toMatch(/<f[ >]/)
    const sheets = text.match(/<sheet [^>]*name=/g)?.length ?? 0
    expect(sheets).toBeGreaterThan(3)
    expect(text).toContain('Data contoh')
  })

  it('belongs to its mission and to headquarters; for anybody else there is none', async () => {
    const { report } = await made(head, { missionId: cairo, format: 'xlsx' })
    for (const path of [`/reports/${report.id}`, `/reports/${report.id}/file`]) {
      expect((await ask(strategist, 'GET', path)).statusCode).toBe(200)
      expect((await ask(abroad, 'GET', path)).statusCode).toBe(404)
    }
    expect((await ask(abroad, 'GET', '/reports')).json()).toEqual({ reports: [] })
    expect((await ask(abroad, 'POST', '/reports', { missionId: cairo, quarter, format: 'pdf' })).statusCode).toBe(404)
    expect((await ask(head, 'POST', '/reports', { quarter, format: 'pdf' })).statusCode).toBe(403)
  })

  it('of a quarter that has not begun is refused in words', async () => {
    const answer = await ask(head, 'POST', '/reports', { missionId: cairo, quarter: '2027-Q2', format: 'pdf' })
    expect([answer.statusCode, answer.json().key]).toEqual([422, 'report.quarter_ahead'])
  })
})

describe('the ministry’s papers', () => {
  it('come as PDF and workbook; missions stand by region and name, never by score', async () => {
    const { report, bytes } = await made(strategist, { locale: 'en', format: 'pdf' })
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(report.pages).toBeLessThanOrEqual(4)
    const book = workbookText((await made(strategist, { format: 'xlsx' })).bytes)
    const order = ['KBRI Beijing', 'KBRI Tokyo', 'KBRI Kairo'].map((name) => book.lastIndexOf(`>${name}<`))
    expect(order.every((place) => place > 0)).toBe(true)
  })

  it('the baseline is printed, and given as open data with its metadata and no mission in it', async () => {
    const { report } = await made(strategist, { kind: 'baseline', format: 'pdf' })
    expect(report).toMatchObject({ kind: 'baseline', pages: 2 })
    const { body } = await ask(strategist, 'GET', `/baselines/${quarter}/data?format=json`)
    const data = JSON.parse(body)
    expect(Object.keys(data)).toEqual(
      expect.arrayContaining(['definition', 'unit', 'method', 'updatedAt', 'codeLists', 'rows', 'sample']),
    )
    const share = (code: string) => data.rows.find((row: { code: string }) => row.code === code).share
    expect(share('purpose-0')).toBeCloseTo(0.4, 2)
    expect(share('purpose-2')).toBeCloseTo(0.2, 2)
    expect(body).not.toMatch(/kbri-|KBRI/)
    const csv = await ask(strategist, 'GET', `/baselines/${quarter}/data?format=csv`)
    expect(csv.headers['content-type']).toContain('text/csv')
    expect(csv.body.split('\r\n')[0]).toContain('definition_en')
    expect(csv.body).toContain('Data contoh')
    expect(csv.body).not.toMatch(/kbri-|KBRI/)
    expect((await ask(head, 'GET', `/baselines/${quarter}`)).statusCode).toBe(403)
  })

  it('says which missions have not sent anything', async () => {
    const { publishing, silent, isAudited, figures } = (
      await ask(strategist, 'GET', `/baselines/${quarter}`)
    ).json() as Baseline
    expect(publishing).toBe(3)
    expect(silent.length).toBeGreaterThan(120)
    expect(isAudited).toBe(true)
    for (const { low, share, high } of figures) expect(low <= share && share <= high).toBe(true)
  })
})

describe('making papers', () => {
  it('one that its maker has left is taken up again, three times in all', async () => {
    const { db, clock } = server
    await ask(head, 'POST', '/reports', { missionId: cairo, quarter, format: 'pdf' })
    for (let attempt = 1; attempt <= 3; attempt++) {
      expect(await claimReport(db, clock.now()), `attempt ${attempt}`).toMatchObject({ missionId: cairo })
      expect(await claimReport(db, clock.now()), 'somebody is at it').toBeUndefined()
      clock.advance(121_000)
    }
    expect(await claimReport(db, clock.now())).toBeUndefined()
    const rows = await db.selectFrom('report').select('state').where('attempts', '=', 3).execute()
    expect(rows).toEqual([{ state: 'failed' }])
  })
})
