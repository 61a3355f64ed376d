import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Alert, Pause, PublicAlert } from '../../src/contract/alerts.ts'
import type { ImpersonationCase } from '../../src/contract/impersonation.ts'
import type { Takeover } from '../../src/contract/takeovers.ts'
import { createDeliveries } from '../../src/features/deliveries/index.ts'
import { startDispatcher } from '../../src/features/deliveries/jobs.ts'
import { json } from '../../src/platform/database/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import { launchBrowser } from '../support/browser.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'
import { call } from './one-post.ts'

// 02.00 in Jakarta: the hour at which these journeys must work.
const night = '2026-11-24T19:00:00Z'
const minute = 60_000

let site: TestSite
let browser: Browser
beforeAll(async () => {
  site = await startTestSite({ at: night })
  browser = await launchBrowser()
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const titled = (title: string) => ({
  language: 'id',
  title,
  situation: '',
  instructions: ['Hubungi hotline kami sekarang.', 'Siapkan paspor, obat, dan air.'],
})
const hotlines = [{ label: 'KBRI', number: '+963 11 6119630', kind: 'phone', side: 'mission' }]
const at = (afterMs: number) => new Date(site.server.clock.now().getTime() + afterMs).toISOString()

/** People of a mission, and an account that is published to by hand. */
async function settle(missionId: string) {
  const { server } = site
  const head = await signInAs(server, { role: 'head_of_mission', scopes: atMission(missionId) })
  const officer = await signInAs(server, { role: 'mission_officer', scopes: atMission(missionId) })
  const accountId = newId()
  const now = server.clock.now()
  const handle = missionId.replaceAll('-', '_')
  const account = { id: accountId, missionId, network: 'x', handle, handleKey: handle, url: `https://x.com/${handle}` }
  await server.db
    .insertInto('account')
    .values({ ...account, status: 'active', statusChangedAt: now, verifiedAt: now, createdAt: now })
    .execute()
  return { head, officer, accountId, handle }
}

/** An approved promotional item that is to go out in two hours. */
async function schedule(missionId: string, who: SignedInPerson, accountId: string, title: string): Promise<string> {
  const { db, clock } = site.server
  const now = clock.now()
  const [itemId, variantId] = [newId(), newId()]
  const item = { id: itemId, missionId, authorId: who.personId, title, kind: 'purpose', status: 'approved' }
  await db
    .insertInto('item')
    .values({ ...item, createdAt: now, updatedAt: now })
    .execute()
  await db.insertInto('variant').values({ id: variantId, itemId, accountId, language: 'id', updatedAt: now }).execute()
  await db
    .insertInto('bundle')
    .values({ itemId, hash: 'x', content: json({}), createdAt: now })
    .execute()
  const content = { text: title, languages: ['id'], link: null, images: [] }
  await db.transaction().execute((tx) =>
    createDeliveries(
      tx,
      {
        item: { id: itemId, missionId, kind: 'purpose' },
        bundleHash: 'x',
        variants: [{ variantId, accountId, network: 'x', content }],
        dueLocal: at(120 * minute).slice(0, 16),
        dueZone: 'UTC',
      },
      now,
    ),
  )
  return itemId
}

const stateOf = async (itemId: string) =>
  (await site.server.db.selectFrom('delivery').select('state').where('itemId', '=', itemId).executeTakeFirst())?.state

/** What the dispatcher does of itself, until `done`. */
async function whileDispatching(done: () => Promise<boolean>): Promise<void> {
  const { installation, db, clock } = site.server
  const dispatcher = startDispatcher({
    db,
    connection: installation.connection,
    networks: new Map(),
    openConnection: async () => undefined,
    loadImage: async () => ({ withheld: 'gone' }) as never,
    clock,
    log: silentLog,
    processId: newId(),
    options: { tickMs: 100 },
  })
  try {
    await expect.poll(done, { timeout: 60_000, interval: 100 }).toBe(true)
  } finally {
    await dispatcher.stop()
  }
}

async function open(person: SignedInPerson | undefined, path: string, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'id-ID' })
  if (person) {
    const [name = '', value = ''] = person.cookie.split('=')
    await context.addCookies([{ name, value, url: site.address }])
  }
  const page = await context.newPage()
  // Slow machines are slow; nothing here waits for a time.
  page.setDefaultTimeout(60_000)
  await page.goto(site.address + path)
  await page.locator('h1').first().waitFor()
  return page
}

const noSidewaysScroll = async (page: Page, width: number) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)

describe('journey 5: an evacuation alert at two at night', () => {
  const damascus = 'kbri-damascus'

  test('on a telephone: three steps, public at once, promotion held, updates, lifted, reviewed', async () => {
    const { head, officer, accountId } = await settle(damascus)
    const promo = await schedule(damascus, officer, accountId, 'Pekan kopi Gayo')
    const page = await open(head, '/hari-ini', 360)
    await page.getByRole('link', { name: 'Krisis', exact: true }).first().click()
    await page.getByRole('heading', { name: 'Naikkan siaga' }).waitFor()
    await page.getByLabel('Provinsi atau tempat').fill('Aleppo, Idlib')
    await page.getByLabel('Di wilayah lain').selectOption({ label: 'Siaga 3' })
    await page.getByLabel('Nama hotline').fill('KBRI Damaskus')
    await page.getByLabel('Nomor', { exact: true }).fill('+963 11 6119630')
    await page.getByLabel('Kapan Anda tahu?').selectOption({ label: '15 menit lalu' })
    await page.getByText('1 kiriman promosi langsung ditahan.').waitFor()
    await noSidewaysScroll(page, 360)
    await page.getByRole('button', { name: 'Terbitkan' }).click()
    await page.getByText('Anda menerbitkan sebagai kepala perwakilan').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Terbitkan' }).click()
    await page.getByRole('heading', { name: 'Bersiap untuk evakuasi' }).waitFor()
    expect(await stateOf(promo)).toBe('held')
    await noSidewaysScroll(page, 360)

    const citizen = await open(undefined, '/siaga/', 360)
    await citizen.getByRole('link', { name: /Bersiap untuk evakuasi/ }).click()
    await citizen.getByRole('heading', { level: 1, name: 'Bersiap untuk evakuasi' }).waitFor()
    await citizen.getByText('Aleppo, Idlib. Siaga 3 di wilayah lain').waitFor()
    expect(await citizen.getByRole('link', { name: /KBRI Damaskus/ }).getAttribute('href')).toBe('tel:+963116119630')
    await citizen.getByRole('heading', { name: 'استعدوا للإجلاء' }).waitFor()
    await noSidewaysScroll(citizen, 360)
    await citizen.context().close()

    await page.getByRole('button', { name: 'Tulis pembaruan' }).click()
    await page.getByLabel('Judul').first().fill('Titik kumpul: Wisma KBRI')
    await page.getByRole('button', { name: 'Pembaruan 2' }).click()
    await page.getByRole('heading', { level: 1, name: 'Titik kumpul: Wisma KBRI' }).waitFor()
    await page.getByRole('button', { name: 'Cabut siaga' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cabut siaga' }).click()
    await page.getByLabel('Apa yang berjalan baik?').fill('Hotline dijawab dalam satu menit')
    await page.getByLabel('Apa yang tidak?').fill('Teks Arab terlambat')
    await page.getByLabel('Apa yang diperbaiki, oleh siapa?').fill('Naskah Arab oleh Pensosbud')
    await page.getByRole('button', { name: 'Simpan dan tutup' }).click()
    await page.getByText('Evaluasi ditulis').waitFor()
    await page.context().close()
    await whileDispatching(async () => (await stateOf(promo)) === 'needs_confirmation')
  }, 240_000)

  test('over HTTP: the instants the law asks for, who was told, what the public reads', async () => {
    const { server } = site
    const { head } = await settle('kbri-beirut')
    const desk = await signInAs(server, { role: 'strategist' })
    const near = await signInAs(server, { role: 'head_of_mission', scopes: atMission('kbri-amman') })
    const knownAt = at(-20 * minute)
    const alert = await call<Alert>(server, head, 'POST', '/api/v1/missions/kbri-beirut/alerts', {
      scenario: 'conflict',
      level: 1,
      texts: [titled('Tetap di dalam rumah')],
      hotlines,
      nextUpdateAt: at(60 * minute),
      knownAt,
    })
    const [said] = alert.updates
    expect(said?.knownAt).toBe(knownAt)
    expect(said?.decidedAt).toBe(server.clock.now().toISOString())
    expect(Date.parse(said?.publicAt ?? '') - Date.parse(said?.decidedAt ?? '')).toBeLessThanOrEqual(minute)
    type Notices = { notices: { kind: string }[] }
    for (const who of [desk, near]) {
      const { notices } = await call<Notices>(server, who, 'GET', '/api/v1/me/notices')
      expect(notices.some((notice) => notice.kind === 'alert.raised')).toBe(true)
    }
    const seen = (await server.app.inject({ url: '/api/v1/public/alerts' })).json() as { alerts: PublicAlert[] }
    expect(seen.alerts.find((one) => one.missionId === 'kbri-beirut')).toMatchObject({ level: 1, isStale: false })
    server.clock.advance(61 * minute)
    const later = (await server.app.inject({ url: '/api/v1/public/alerts' })).json() as { alerts: PublicAlert[] }
    expect(later.alerts.find((one) => one.missionId === 'kbri-beirut')?.isStale).toBe(true)
    const folder = join(server.installation.config.dataFolder, 'public', 'siaga')
    const atom = await readFile(join(folder, 'siaga.atom'), 'utf8')
    expect(atom).toContain('Siaga 1, KBRI Beirut: Tetap di dalam rumah')
    expect(JSON.parse(await readFile(join(folder, 'siaga.json'), 'utf8'))).toMatchObject({ sample: true })
  })

  test('a drill is marked on its screen and found on no public address', async () => {
    const { server } = site
    const { head } = await settle('kbri-sanaa')
    const page = await open(head, '/krisis/baru?latihan=ya', 360)
    await page.getByText('LATIHAN', { exact: false }).first().waitFor()
    await page.getByLabel('Judul').first().fill('RAHASIALATIHAN gempa')
    await page.getByLabel('Nama hotline').fill('KBRI')
    await page.getByLabel('Nomor', { exact: true }).fill('112')
    await page.getByRole('button', { name: 'Jalankan latihan' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Jalankan latihan' }).click()
    await page.getByRole('heading', { level: 1, name: 'RAHASIALATIHAN gempa' }).waitFor()
    await page.getByText('tidak diumumkan (latihan)').waitFor()
    await page.context().close()
    const drill = await server.db
      .selectFrom('alert')
      .select('slug')
      .where('isDrill', '=', true)
      .executeTakeFirstOrThrow()
    const slug = drill.slug
    const candidates = [
      `/siaga/${slug}/`,
      `/siaga/${slug}/index.html`,
      `/siaga/${slug}/siaga.json`,
      '/api/v1/public/alerts',
    ]
    // Every address that answers without a sign-in, and every file.
    const open_ = server.addresses
      .filter((name) => name.startsWith('GET ') && !name.includes(':') && !name.includes('/changes'))
      .map((name) => name.slice(4).replace('*', ''))
    for (const url of [...candidates, ...open_, '/siaga/en.html', '/siaga/siaga.atom', '/siaga/siaga.json']) {
      const answer = await server.app.inject({ url })
      expect(answer.body.includes('RAHASIALATIHAN'), url).toBe(false)
    }
    for (const url of candidates.slice(0, 3)) expect((await server.app.inject({ url })).statusCode, url).toBe(404)
  }, 240_000)
})

test('journey 6: national mourning holds everything, shows its sign, and afterwards many are confirmed at once', async () => {
  const { server } = site
  const { officer, accountId } = await settle('kbri-hanoi')
  const strategist = await signInAs(server, { role: 'strategist' })
  const items = [
    await schedule('kbri-hanoi', officer, accountId, 'Promosi batik'),
    await schedule('kbri-hanoi', officer, accountId, 'Promosi kopi'),
  ]
  const desk = await open(strategist, '/krisis/jeda', 1440)
  await desk.getByRole('button', { name: 'Perintahkan jeda' }).click()
  await desk.getByLabel('Nama jeda').fill('Berkabung nasional')
  await desk.getByLabel('Kalimat untuk publik').fill('Indonesia berduka.')
  await desk.getByRole('button', { name: 'Perintahkan jeda' }).click()
  await desk.getByRole('complementary', { name: 'Jeda publikasi' }).getByText('Berkabung nasional').waitFor()
  for (const item of items) expect(await stateOf(item)).toBe('held')
  await desk.getByRole('button', { name: 'Akhiri sekarang' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Akhiri sekarang' }).click()
  await desk.getByText('Selesai', { exact: true }).first().waitFor()
  await desk.context().close()
  await whileDispatching(async () => (await stateOf(items[1] ?? '')) === 'needs_confirmation')
  const page = await open(officer, '/krisis/setelah-jeda', 360)
  await page.getByLabel('Pilih semua').check()
  await page.getByText('2 dipilih').waitFor()
  await noSidewaysScroll(page, 360)
  await page.getByRole('button', { name: 'Terbitkan' }).click()
  await page.getByRole('heading', { name: 'Tidak ada yang menunggu' }).waitFor()
  await page.context().close()
  for (const item of items) expect(await stateOf(item)).toBe('scheduled')
  const { pauses } = await call<{ pauses: Pause[] }>(server, officer, 'GET', '/api/v1/pauses')
  expect(pauses[0]).toMatchObject({ title: 'Berkabung nasional', state: 'over' })
}, 240_000)

test('journey 7: an account in foreign hands is warned of within the act, followed step by step, and comes back', async () => {
  const { server } = site
  const { head, officer, accountId, handle } = await settle('kbri-seoul')
  const promo = await schedule('kbri-seoul', officer, accountId, 'Promosi batik Seoul')
  const check = async () =>
    ((await server.app.inject({ url: `/api/v1/account-check?q=https://x.com/${handle}` })).json() as { answer: string })
      .answer
  expect(await check()).toBe('official')
  const page = await open(officer, `/perwakilan/kbri-seoul/akun/${accountId}`, 360)
  await page.getByRole('button', { name: 'Nyatakan diambil alih' }).click()
  await page.getByRole('dialog').getByLabel('Apa yang terjadi?').fill('Sandi diganti orang lain')
  const begun = Date.now()
  await page.getByRole('dialog').getByRole('button', { name: 'Nyatakan diambil alih' }).click()
  await page.getByText('Publik sudah diperingatkan').waitFor()
  await page.context().close()
  const { takeovers } = await call<{ takeovers: { id: string }[] }>(server, officer, 'GET', '/api/v1/takeovers')
  const takeover = await call<Takeover>(server, officer, 'GET', `/api/v1/takeovers/${takeovers[0]?.id}`)
  expect(await check()).toBe('in_trouble')
  const publicIndex = await server.app.inject({ url: '/siaga/index.html' })
  expect(publicIndex.body).toContain(handle)
  expect(Date.now() - begun).toBeLessThan(minute)
  expect(await stateOf(promo)).toBe('held')
  const screen = await open(head, `/krisis/akun/${takeover.id}`, 360)
  await screen.getByText('Publik sudah diperingatkan').waitFor()
  const boxes = screen.getByRole('checkbox')
  const required = takeover.steps.map((step, index) => ({ step, index })).filter(({ step }) => step.isRequired)
  for (const { index } of required) {
    const ticked = screen.waitForResponse((answer) => answer.url().endsWith('/steps') && answer.ok())
    await boxes.nth(index).click()
    await ticked
  }
  await screen.getByText('Semua langkah wajib selesai.').waitFor()
  await noSidewaysScroll(screen, 360)
  await screen.getByRole('button', { name: 'Akun kembali' }).click()
  await screen.getByRole('dialog').getByLabel('Apa buktinya?').fill('Laporan X no. 4711, MFA baru')
  await screen.getByRole('dialog').getByRole('button', { name: 'Akun kembali' }).click()
  await screen.getByText('Laporan X no. 4711, MFA baru').first().waitFor()
  await screen.context().close()
  expect(await check()).toBe('official')
  expect((await server.app.inject({ url: '/siaga/index.html' })).body).not.toContain(handle)
}, 240_000)

test('journey 8: a citizen’s report becomes a case with hashed evidence, a public warning, and an outcome', async () => {
  const { server } = site
  const { head, officer } = await settle('kbri-manila')
  const page = await open(officer, '/krisis/peniruan', 360)
  await page.getByRole('button', { name: 'Buka berkas' }).click()
  await page.getByLabel('Tautan akun palsu').fill('https://www.instagram.com/kbri_manila_visa/')
  await page.getByLabel('Apa yang dilakukannya?').fill('Meminta biaya visa lewat pesan')
  await page.getByRole('button', { name: 'Buka berkas' }).click()
  await page.getByText('SHA-256').first().waitFor()
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  await page.locator('input[type=file]').setInputFiles({ name: 'bukti.png', mimeType: 'image/png', buffer: png })
  await page.getByText(createHash('sha256').update(png).digest('hex')).waitFor()
  await page.getByLabel('Nomor laporan').fill('IG-77')
  await page.getByRole('button', { name: 'Catat' }).click()
  await page.getByText('IG-77').first().waitFor()
  await noSidewaysScroll(page, 360)
  const path = new URL(page.url()).pathname
  await page.context().close()
  const decider = await open(head, path, 1440)
  await decider.getByRole('button', { name: 'Peringatkan publik' }).click()
  await decider.getByRole('button', { name: 'Akhiri peringatan' }).waitFor()
  const asked = '/api/v1/account-check?q=https://www.instagram.com/kbri_manila_visa/'
  expect((await server.app.inject({ url: asked })).json()).toMatchObject({ answer: 'impersonator' })
  expect((await server.app.inject({ url: '/siaga/index.html' })).body).toContain('kbri_manila_visa')
  await decider.getByRole('button', { name: 'Tutup berkas' }).click()
  await decider.getByText('Dihapus jaringan').first().waitFor()
  await decider.context().close()
  const id = path.split('/').at(-1) ?? ''
  const file = await call<{ case: ImpersonationCase; pictures: unknown[] }>(
    server,
    officer,
    'GET',
    `/api/v1/impersonation-cases/${id}/export`,
  )
  expect(file).toMatchObject({ case: { outcome: 'removed', reportReference: 'IG-77' }, pictures: [{}] })
  expect((await server.app.inject({ url: asked })).json()).toMatchObject({ answer: 'unregistered' })
}, 240_000)
