import axe from 'axe-core'
import { Secret, TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { atMission, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'

const password = 'kopi gayo tanpa gula'
let site: TestSite
let browser: Browser

beforeAll(async () => {
  site = await startTestSite({ at: '2026-11-25T03:00:00Z' })
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

async function open(width: number, cookie?: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'id-ID', bypassCSP: true })
  const [name = '', value = ''] = (cookie ?? '').split('=')
  if (cookie) await context.addCookies([{ name, value, url: site.address }])
  return context.newPage()
}

async function expectClean(page: Page, width: number): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  await page.evaluate(axe.source)
  const found = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run().then((run) => run.violations),
  )
  expect(found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
}

describe('a sample and what comes after it', () => {
  it('lets an administrator add an officer at a mission, and prints the invitation with a code to scan', async () => {
    const admin = await signInAs(site.server, { role: 'administrator' })
    const page = await open(1280, admin.cookie)
    await page.goto(`${site.address}/pengguna`)
    await page.getByRole('button', { name: 'Tambah orang' }).click()
    await page.getByLabel('Nama lengkap').fill('Ratna Lubis')
    await page.getByLabel('Surel dinas').fill('ratna@contoh.test')
    await page.getByRole('dialog').getByLabel('Peran', { exact: true }).selectOption('mission_officer')
    const mission = page.getByRole('combobox', { name: 'Perwakilan' })
    await mission.fill('kairo')
    await mission.press('ArrowDown')
    await mission.press('Enter')
    await page.getByRole('button', { name: 'Tambah dan buat undangan' }).click()
    await page.getByRole('heading', { name: 'Ratna Lubis' }).waitFor()
    await page.getByRole('img', { name: 'Kode QR tautan masuk' }).waitFor()
    expect(await page.locator('.invitation-sheet code').textContent()).toMatch(/\/masuk\/awal\?token=[\w-]{43}$/)
    await expectClean(page, 1280)
    await page.getByRole('button', { name: 'Selesai' }).click()
    await page.getByLabel(/Cari nama/).fill('ratna')
    await page.getByText('Pelaksana Pensosbud · KBRI Kairo').waitFor()
    await page.context().close()
  })

  it('shows a head of mission the people of the mission, and nobody else', async () => {
    await signInAs(site.server, { role: 'mission_officer', scopes: atMission('kbri-berlin') })
    const head = await signInAs(site.server, { role: 'head_of_mission', scopes: atMission('kbri-berlin') })
    const page = await open(360, head.cookie)
    await page.goto(`${site.address}/pengguna`)
    await page.getByText('Pelaksana Pensosbud · KBRI Berlin').waitFor()
    expect(await page.getByText('KBRI Kairo').count()).toBe(0)
    await expectClean(page, 360)
    await page.context().close()
  })

  it('ends by the words typed; its link leads the first administrator through password, code and recovery codes', async () => {
    const admin = await signInAs(site.server, { role: 'administrator' })
    const page = await open(360, admin.cookie)
    await page.goto(`${site.address}/pengguna/mulai-sungguhan`)
    await page.getByText('Yang dikosongkan').waitFor()
    await expectClean(page, 360)
    await page.getByRole('button', { name: 'Mulai sungguhan…' }).click()
    const begin = page.getByRole('button', { name: 'Kosongkan dan mulai' })
    await page.getByRole('dialog').getByRole('textbox').fill('mulai sungguha')
    expect(await begin.getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('dialog').getByRole('textbox').fill('mulai sungguhan')
    await begin.click()
    await page.getByRole('heading', { name: 'Kerja sungguhan dimulai.' }).waitFor()
    await page.getByRole('button', { name: 'Masuk sebagai admin' }).click()

    await page.waitForURL('**/masuk/kode')
    await page.getByLabel('Nama lengkap').fill('Rangga Kusuma')
    await page.getByLabel('Surel dinas').fill('rangga@contoh.test')
    await page.getByLabel('Kata sandi baru').fill(password)
    await expectClean(page, 360)
    await page.getByRole('button', { name: 'Lanjutkan' }).click()

    await page.getByRole('img', { name: 'Kode QR untuk aplikasi kode' }).waitFor()
    await expectClean(page, 360)
    const key = ((await page.locator('.enrol-key').textContent()) ?? '').replaceAll(' ', '')
    await page.getByLabel('Kode enam angka').fill(codeOf(key))
    await page.getByRole('button', { name: 'Lanjutkan' }).click()

    const codes = page.getByRole('list', { name: 'Kode cadangan' }).getByRole('listitem')
    await codes.first().waitFor()
    expect(await codes.count()).toBe(10)
    const spare = (await codes.first().textContent()) ?? ''
    await expectClean(page, 360)
    await page.getByLabel('Saya sudah menyimpan').check()
    await page.getByRole('button', { name: 'Mulai bekerja' }).click()
    await page.waitForURL('**/perwakilan')
    await page.context().close()

    // On another device, without the telephone.
    const other = await open(1280)
    await other.goto(site.address)
    await other.waitForURL('**/masuk')
    await other.getByLabel('Surel dinas').fill('rangga@contoh.test')
    await other.getByLabel('Kata sandi').fill(password)
    await other.getByRole('button', { name: 'Masuk', exact: true }).click()
    await other.getByRole('button', { name: 'Ponsel hilang? Pakai kode cadangan' }).click()
    await other.getByLabel('Kode cadangan').fill(spare)
    await other.getByRole('button', { name: 'Lanjutkan' }).click()
    await other.waitForURL('**/perwakilan')
    await other.goto(`${site.address}/saya`)
    await other.getByText('9 kode cadangan tersisa.').waitFor()
    expect(await other.getByRole('button', { name: 'Akhiri', exact: true }).count()).toBe(1)
    await expectClean(other, 1280)
    await other.context().close()
  })
})

const codeOf = (secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: site.server.clock.now().getTime() })
