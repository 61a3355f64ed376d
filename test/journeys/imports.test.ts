import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { advanceRun } from '../../src/features/imports/index.ts'
import { newId } from '../../src/platform/ids.ts'
import { launchBrowser } from '../support/browser.ts'
import { Hand } from '../support/hand.ts'
import { advanceDeps, samplePath } from '../support/import-files.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'

const cairo = 'kbri-cairo'
/** Recording a post by its link may cost at most this much (CON-10), in seconds. */
const most = 60
let site: TestSite
let browser: Browser
let officer: SignedInPerson

beforeAll(async () => {
  site = await startTestSite()
  officer = await signInAs(site.server, { role: 'mission_officer', scopes: atMission(cairo) })
  browser = await launchBrowser()
  for (const [network, handle] of [
    ['instagram', 'contoh.embassy'],
    ['x', 'contoh_embassy'],
  ] as const) {
    const at = site.server.clock.now()
    const account = { network, handle, handleKey: handle, url: '', status: 'active' }
    await site.server.db
      .insertInto('account')
      .values({ id: newId(), missionId: cairo, ...account, statusChangedAt: at, createdAt: at })
      .execute()
  }
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

async function open(path: string, width: number) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'id-ID' })
  const [name = '', value = ''] = officer.cookie.split('=')
  await context.addCookies([{ name, value, url: site.address }])
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(site.address + path)
  return page
}

/** The worker's part: there is none in the web role. */
const work = async () => {
  while (await advanceRun(advanceDeps({ db: site.server.db, now: () => site.server.clock.now() })));
}

test('a file is brought in on a phone, looked at, saved and taken back', async () => {
  const page = await open('/impor', 360)
  await page.getByLabel('Akun', { exact: true }).selectOption({ label: 'Instagram · contoh.embassy' })
  await page.locator('input[type=file]').setInputFiles({
    name: 'posts.csv',
    mimeType: 'text/csv',
    buffer: readFileSync(samplePath('meta-instagram-posts.id.csv')),
  })
  await page.waitForURL('**/impor/*-*')
  await work()
  await page.getByText('Kelas rendang, hari Jumat').waitFor()
  await page.getByText('Kiriman milik akun lain: mitra.contoh.').waitFor()
  expect(await site.server.db.selectFrom('post').select('id').execute()).toEqual([])
  await page.getByRole('button', { name: 'Simpan 1 kiriman' }).click()
  await expect
    .poll(() => site.server.db.selectFrom('importRun').select('state').executeTakeFirst())
    .toEqual({ state: 'applying' })
  await work()
  await page.getByText('Selesai', { exact: true }).waitFor()
  expect(await site.server.db.selectFrom('post').select('text').execute()).toHaveLength(1)
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sideways).toBe(0)
  await page.getByRole('button', { name: 'Batalkan impor' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Batalkan impor' }).click()
  await page.getByText('Dibatalkan', { exact: true }).waitFor()
  await work()
  await page.getByText('Sudah dibatalkan').waitFor()
  expect(await site.server.db.selectFrom('post').select('id').execute()).toEqual([])
  await page.context().close()
}, 240_000)

test('a post elsewhere is recorded by its link within a minute', async () => {
  const page = await open('/impor', 1440)
  const hand = new Hand(page, true)
  const url = 'https://x.com/contoh_embassy/status/2076990086968246273'
  await hand.write(page.getByLabel('Tautan kiriman'), url, true)
  await hand.press(page.getByRole('button', { name: 'Catat', exact: true }))
  await hand.write(page.getByLabel('Teks kiriman'), 'Hari dagang dan wisata, sampai jumpa.', true)
  await hand.write(page.getByLabel('Tanggal', { exact: true }), '2026-11-20', true)
  await hand.press(page.getByRole('button', { name: 'Simpan', exact: true }))
  await page.getByText('Tercatat', { exact: true }).waitFor()
  const posts = await site.server.db.selectFrom('post').select(['url', 'source']).execute()
  expect(posts).toEqual([{ url, source: 'link' }])
  console.log(
    `a post by its link: ${hand.taps} taps, ${hand.keys} keys, ${hand.decisions} decisions: ${Math.round(hand.seconds)} s of at most ${most} s`,
  )
  expect(hand.seconds).toBeLessThanOrEqual(most)
  await page.context().close()
}, 240_000)
