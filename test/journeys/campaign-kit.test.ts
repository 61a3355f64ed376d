import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { launchBrowser } from '../support/browser.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'
import { call } from './one-post.ts'

const cairo = 'kbri-cairo'
const core = 'Delapan eksportir siap menerima pesanan mulai 60 kg.'
let site: TestSite
let browser: Browser
let strategist: SignedInPerson
let officer: SignedInPerson
let head: SignedInPerson
let campaignId = ''

beforeAll(async () => {
  site = await startTestSite({ at: '2026-11-24T03:00:00Z' })
  browser = await launchBrowser()
  strategist = await signInAs(site.server, { role: 'strategist' })
  officer = await signInAs(site.server, { role: 'mission_officer', scopes: atMission(cairo) })
  head = await signInAs(site.server, { role: 'head_of_mission', scopes: atMission(cairo) })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

type View = { readonly width?: number; readonly dark?: boolean }

async function openAs(who: SignedInPerson, path: string, view: View = {}): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: view.width ?? 1440, height: 900 },
    colorScheme: view.dark ? 'dark' : 'light',
    locale: 'id-ID',
    // axe is put into the page by the test; the policy rightly forbids that to anyone else.
    bypassCSP: true,
  })
  const [name = '', value = ''] = who.cookie.split('=')
  await context.addCookies([{ name, value, url: site.address }])
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(site.address + path)
  await page.locator('h1').first().waitFor()
  return page
}

/** What a screen must keep to at any width: nothing axe objects to, nothing wider than the window. */
async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe.run()
    return violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 200)}`)
  })
  expect(found, name).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `${name} is wider than its window`).toBeLessThanOrEqual(0)
}

const looks: readonly View[] = [
  { width: 1440 },
  { width: 1440, dark: true },
  { width: 360 },
  { width: 360, dark: true },
]

/** The same screen at both widths and in both themes. */
async function lookAll(who: SignedInPerson, path: string, name: string, ready: string): Promise<void> {
  for (const view of looks) {
    const page = await openAs(who, path, view)
    await page.getByText(ready).first().waitFor()
    await look(page, `${name}-${view.width}${view.dark ? '-gelap' : ''}`)
    await page.context().close()
  }
}

test('headquarters writes a kit, sees whom it reaches, and releases it', async () => {
  const page = await openAs(strategist, '/kampanye/baru')
  await page.getByRole('textbox', { name: 'Judul', exact: true }).fill('Kopi Nusantara')
  await page.getByLabel('Sasaran nasional').selectOption('products')
  await page.getByLabel('Kewajiban').selectOption('mandatory')
  await page.getByRole('textbox', { name: 'Tujuan terukur' }).fill('120 calon pembeli terdaftar')
  await page.getByRole('textbox', { name: 'Keadaan awal' }).fill('41 pada kuartal lalu')
  await page.getByLabel('Mulai', { exact: true }).fill('2026-11-24')
  await page.getByLabel('Selesai', { exact: true }).fill('2027-01-31')
  await page.getByRole('textbox', { name: 'Khalayak' }).fill('Pemilik kafe yang mencari asal kopi.')
  await page.getByRole('textbox', { name: 'Pesan inti' }).fill(core)
  await look(page, 'kampanye-baru')
  await page.getByRole('button', { name: 'Simpan draf' }).click()
  await page.getByRole('button', { name: 'Rilis ke perwakilan' }).click()
  await page.getByText('133 perwakilan akan menerima kit.').waitFor()
  await page.getByLabel('Kelompok sebanding').check()
  await page.getByLabel('Negara di atas 40 juta penduduk').check()
  await page.getByText(/^\d{2} perwakilan akan menerima kit\.$/).waitFor()
  await page.getByLabel('Semua perwakilan').check()
  await look(page, 'kampanye-rilis')
  await page.getByRole('button', { name: 'Rilis', exact: true }).click()
  await page.getByText('Kit sudah dirilis.').waitFor()
  campaignId = page.url().split('/').at(-1) ?? ''
  expect(campaignId).toMatch(/^[0-9a-f-]{36}$/)
  await page.context().close()
}, 120_000)

test('a mission answers on a telephone and is led to its editor', async () => {
  const page = await openAs(officer, `/kampanye/${campaignId}`, { width: 360 })
  await page.getByText('Disetujui').first().waitFor()
  await look(page, 'kit-360')
  await page.getByRole('button', { name: 'Sesuaikan' }).click()
  await page.waitForURL(`**/kiriman/baru?kit=${campaignId}`)
  await page.context().close()
}, 60_000)

/** Moves by Tab alone until what is focused has this name, as somebody without a pointer does. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 80; step++) {
    const focused = await page.evaluate(() => {
      const at = document.activeElement
      const label = at?.id ? document.querySelector(`label[for="${at.id}"]`)?.textContent : undefined
      return label ?? at?.textContent ?? ''
    })
    if (focused.trim() === name) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${name} cannot be reached by keyboard`)
}

test('a mission declines with a reason by keyboard alone; the desk accepts, and it leaves the count', async () => {
  const scopes = atMission('kbri-berlin')
  const decliner = await signInAs(site.server, { role: 'mission_officer', scopes })
  const page = await openAs(decliner, `/kampanye/${campaignId}`)
  await page.getByRole('button', { name: 'Tolak' }).waitFor()
  await tabTo(page, 'Tolak')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Alasan')
  await page.keyboard.type('Acara serupa baru diadakan Atase Perdagangan.')
  await tabTo(page, 'Kirim penolakan')
  await page.keyboard.press('Enter')
  await page.getByText('Penolakan tercatat.').waitFor()
  await page.context().close()
  const desk = await signInAs(site.server, { role: 'regional_desk', scopes })
  const desks = await openAs(desk, `/kampanye/${campaignId}`)
  await desks.getByText('Acara serupa baru diadakan Atase Perdagangan.').waitFor()
  await tabTo(desks, 'Terima penolakan')
  await desks.keyboard.press('Enter')
  await desks.getByText('Penolakan diterima.').waitFor()
  await desks.context().close()
}, 60_000)

/** The mission writes its item, the head approves; one account waits, and one post is out already. */
async function adaptAndPublish(): Promise<string> {
  const { server } = site
  const at = server.clock.now()
  const accountId = newId()
  await server.db
    .insertInto('account')
    .values({
      id: accountId,
      missionId: cairo,
      network: 'bluesky',
      handle: 'kairo.contoh',
      handleKey: 'kairo.contoh',
      url: 'https://bsky.app/profile/kairo.contoh',
      status: 'active',
      statusChangedAt: at,
      createdAt: at,
    })
    .execute()
  const item = await call<{ id: string; revision: number }>(server, officer, 'POST', '/api/v1/items', {
    missionId: cairo,
    campaignId,
    title: 'Kopi untuk kafe di Kairo',
    kind: 'purpose',
    objectives: [{ code: 'products', weight: 1 }],
    audience: 'Pemilik kafe',
    benefit: 'Pesan langsung dari petani',
    desiredAction: 'Daftar cicip',
    texts: [{ language: 'id', text: `Pagi di Kairo dimulai dengan kahwa. ${core} Daftar cicip Sabtu ini.` }],
    variants: [{ accountId, language: 'id' }],
    plannedLocal: '2026-11-29T11:00',
    plannedZone: 'Africa/Cairo',
  })
  await call(server, officer, 'POST', `/api/v1/items/${item.id}/submit`, { revision: item.revision })
  const { bundleHash } = await call<{ bundleHash: string }>(server, head, 'GET', `/api/v1/items/${item.id}/approval`)
  await call(server, head, 'POST', `/api/v1/items/${item.id}/approve`, { bundleHash })
  const messageId = newId()
  const publishedAt = new Date('2026-11-26T08:00:00Z')
  await server.db
    .insertInto('message')
    .values({
      id: messageId,
      missionId: cairo,
      localDay: '2026-11-26',
      text: `Pagi di Kairo dimulai dengan kahwa. ${core}`,
      campaignId,
      itemId: item.id,
      firstPublishedAt: publishedAt,
      createdAt: at,
    })
    .execute()
  await server.db
    .insertInto('post')
    .values({
      id: newId(),
      accountId,
      missionId: cairo,
      network: 'bluesky',
      remoteId: 'satu',
      url: 'https://bsky.app/profile/kairo.contoh/post/satu',
      text: core,
      publishedAt,
      localDay: '2026-11-26',
      source: 'observed',
      messageId,
      firstSeenAt: publishedAt,
      lastSeenAt: publishedAt,
    })
    .execute()
  return item.id
}

test('the board of answers counts in working hours of the mission', async () => {
  await adaptAndPublish()
  site.server.clock.set('2026-11-27T03:00:00Z')
  const page = await openAs(strategist, `/kampanye/${campaignId}`)
  const row = page.getByRole('row', { name: /KBRI Kairo/ })
  await row.getByText('Disesuaikan', { exact: true }).waitFor()
  // Released on Tuesday at 05.00 in Cairo, out on Thursday at 10.00: 8 + 8 + 2 working hours.
  expect(await row.locator('td').last().textContent()).toMatch(/^18/)
  await page.getByText('1 dari 132 sudah terbit').waitFor()
  await page.context().close()
  await lookAll(strategist, `/kampanye/${campaignId}`, 'kampanye', 'Jawaban perwakilan')
}, 120_000)

test('headquarters amends the kit: what waits is held, what is out is to be corrected, and the mission records it', async () => {
  const page = await openAs(strategist, `/kampanye/${campaignId}/perbarui`)
  await page.getByRole('textbox', { name: 'Alasan' }).fill('Kini sembilan eksportir yang siap.')
  await page.getByRole('textbox', { name: 'Usul kalimat ralat' }).fill('Ralat: sembilan eksportir, bukan delapan.')
  await page.getByRole('textbox', { name: 'Pesan inti' }).fill(core.replace('Delapan', 'Sembilan'))
  await look(page, 'perbarui')
  await page.getByRole('button', { name: 'Ubah dan beri tahu' }).click()
  await page.getByText('1 kiriman terkena, 1 pengiriman ditahan, 1 perwakilan perlu ralat.').waitFor()
  await page.getByText('0 dari 1 perwakilan selesai meralat').waitFor()
  await page.context().close()

  await lookAll(officer, '/kampanye', 'kit-berubah', 'Perlu ralat')
  const phone = await openAs(officer, '/kampanye', { width: 360 })
  await phone.getByRole('button', { name: 'Catat ralat' }).click()
  await phone.getByText('Ralat: sembilan eksportir, bukan delapan.').last().waitFor()
  await look(phone, 'ralat-360')
  await phone.getByRole('textbox', { name: 'Tautan ralat' }).fill('https://bsky.app/profile/kairo.contoh/post/dua')
  await phone.getByRole('button', { name: 'Catat', exact: true }).click()
  await phone.getByText('Ralat tercatat.').waitFor()
  await phone.context().close()

  const after = await openAs(strategist, `/kampanye/${campaignId}`)
  await after.getByText('1 dari 1 perwakilan selesai meralat').waitFor()
  // Original and correction stand side by side.
  await after.getByRole('link', { name: 'Kiriman yang terbit' }).waitFor()
  await after.getByRole('link', { name: 'Ralatnya' }).waitFor()
  await after.context().close()
  await lookAll(strategist, `/kampanye/${campaignId}`, 'kampanye-berubah', 'Kit diubah')
}, 180_000)

test('a head delegates before leave; the queue shows deadlines and how long reviews take', async () => {
  const page = await openAs(head, '/persetujuan/mandat')
  await page.getByLabel('Kepada siapa?').selectOption({ index: 1 })
  await page.getByLabel('Mulai').fill('2026-11-27')
  await page.getByLabel('Hari terakhir').fill('2026-12-10')
  await page.getByRole('button', { name: 'Beri mandat' }).click()
  await page.getByText('Mandat tercatat.').waitFor()
  await page.context().close()
  await lookAll(head, '/persetujuan/mandat', 'mandat', 'Delegasi')
  const item = await site.server.db.selectFrom('item').selectAll().executeTakeFirstOrThrow()
  await site.server.db
    .updateTable('reviewWait')
    .set({ closedAt: null, outcome: null, workedMinutes: null })
    .where('itemId', '=', item.id)
    .execute()
  await site.server.db
    .updateTable('item')
    .set({ status: 'in_review', submittedAt: site.server.clock.now() })
    .where('id', '=', item.id)
    .execute()
  await lookAll(head, '/persetujuan', 'persetujuan', 'Putuskan sebelum')
}, 180_000)

test('C2 and what headquarters owes stand on the page of the mission and on the board', async () => {
  await lookAll(head, `/perwakilan/${cairo}/keselarasan?jendela=2026-Q4`, 'keselarasan', 'Dukungan pusat')
  await lookAll(strategist, '/papan?jendela=2026-Q4', 'papan', 'Dukungan pusat')
}, 180_000)

test('headquarters withdraws a kit and takes the withdrawal back', async () => {
  const { server } = site
  const { id } = await call<{ id: string }>(server, strategist, 'POST', '/api/v1/campaigns', {
    title: 'Labuan Bajo',
    objectiveCode: 'tourism',
    goal: '3.000 kunjungan',
    baseline: '1.100 kunjungan',
    startsOn: '2026-11-24',
    endsOn: '2027-01-31',
    obligation: 'recommended',
    embargoUntil: null,
    targetAt: null,
    kit: {
      cores: [{ language: 'id', headline: '', message: 'Laut tetap bisa dilayari.', isMaster: true }],
      openParts: [],
      mustSay: [],
      mustNotSay: [],
    },
  })
  await call(server, strategist, 'POST', `/api/v1/campaigns/${id}/release`, { to: 'missions', missionIds: [cairo] })
  const page = await openAs(strategist, `/kampanye/${id}`)
  await page.getByRole('button', { name: 'Tarik kit' }).click()
  await page.getByRole('textbox', { name: 'Alasan' }).fill('Jadwal pelayaran berubah.')
  await look(page, 'tarik')
  await page.getByRole('button', { name: 'Tarik kit' }).last().click()
  await page.getByText('Kit ini ditarik pusat.').waitFor()
  await page.getByRole('button', { name: 'Batalkan penarikan' }).click()
  await page.getByText('Penarikan dibatalkan').waitFor()
  await page.getByRole('button', { name: 'Tarik kit' }).waitFor()
  await page.context().close()
}, 60_000)

test('a mission shares a post of its own; a peer sees its words and whose they are', async () => {
  const { server } = site
  const { accountId } = await server.db.selectFrom('variant').select('accountId').executeTakeFirstOrThrow()
  const item = await call<{ id: string; revision: number }>(server, officer, 'POST', '/api/v1/items', {
    missionId: cairo,
    title: 'Kahwa dan kopi',
    kind: 'purpose',
    objectives: [{ code: 'products', weight: 1 }],
    audience: 'Pemilik kafe',
    benefit: 'Pesan langsung',
    desiredAction: 'Daftar',
    texts: [{ language: 'id', text: 'Kahwa pagi, kopi sore.' }],
    variants: [{ accountId, language: 'id' }],
    plannedLocal: '2026-12-01T11:00',
    plannedZone: 'Africa/Cairo',
  })
  await call(server, officer, 'POST', `/api/v1/items/${item.id}/submit`, { revision: item.revision })
  const { bundleHash } = await call<{ bundleHash: string }>(server, head, 'GET', `/api/v1/items/${item.id}/approval`)
  await call(server, head, 'POST', `/api/v1/items/${item.id}/approve`, { bundleHash })
  const page = await openAs(officer, '/kampanye', { width: 360 })
  await page.getByRole('button', { name: 'Bagikan kiriman Anda' }).click()
  await page.getByLabel('Kiriman yang disetujui').selectOption({ label: 'Kahwa dan kopi' })
  await look(page, 'bagikan-360')
  await page.getByRole('button', { name: 'Bagikan', exact: true }).click()
  await page.getByText('Teks yang dibagikan').waitFor()
  const path = new URL(page.url()).pathname
  await page.context().close()
  const row = await server.db
    .selectFrom('assignment')
    .select('missionId')
    .where('campaignId', '=', path.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()
  const peer = await signInAs(server, { role: 'mission_officer', scopes: atMission(row.missionId) })
  await lookAll(peer, path, 'kit-sejawat', 'dari KBRI Kairo')
}, 120_000)
