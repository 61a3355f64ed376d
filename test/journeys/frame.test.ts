import { readFileSync } from 'node:fs'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { atMission, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'

let site: TestSite
let browser: Browser
let cookie: { name: string; value: string; url: string }

beforeAll(async () => {
  site = await startTestSite({ at: '2026-11-24T07:40:00Z' })
  const officer = await signInAs(site.server, { role: 'mission_officer', scopes: atMission('kbri-cairo') })
  const [name = '', value = ''] = officer.cookie.split('=')
  cookie = { name, value, url: site.address }
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

type Options = { width?: number; dark?: boolean; signedIn?: boolean; axe?: boolean }

/** A page, and whatever the browser complained about on it: broken policy, lost files, faults. */
async function open(path: string, options: Options = {}): Promise<{ page: Page; complaints: readonly string[] }> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 800 },
    colorScheme: options.dark ? 'dark' : 'light',
    // axe is put into the page by the test; the policy rightly forbids that to anyone else.
    bypassCSP: options.axe === true,
  })
  if (options.signedIn) await context.addCookies([cookie])
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(site.address + path)
  await page.locator('h1').first().waitFor()
  return { page, complaints }
}

describe('the first visit', () => {
  it('weighs at most 100 kB before the screen itself', () => {
    const page = readFileSync('dist/web/index.html', 'utf8')
    const files = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file = '']) => file)
    const bytes = files.map((file) => readFileSync(`dist/web${file}.gz`).length)
    expect(files.length).toBeGreaterThan(2)
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(100_000)
  })

  it('keeps to the content policy and loads every file', async () => {
    const { page, complaints } = await open('/komponen')
    await page.getByText('Peta perwakilan').waitFor()
    await page.waitForTimeout(500)
    // Without a session the page asks who is signed in nowhere; a 401 would be a complaint too.
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('leads whoever is not signed in to the door, and back to where they were going', async () => {
    const { page } = await open('/kiriman')
    await page.waitForURL('**/masuk?kembali=%2Fkiriman')
    expect(await page.locator('h1').textContent()).toMatch(/Masuk|Coba sebagai siapa/)
    await page.context().close()
  })
})

describe('every part', () => {
  const looks = [360, 1280].flatMap((width) => [false, true].map((dark) => ({ width, dark })))

  it.each(looks)('fits $width px and passes axe (dark: $dark)', async ({ width, dark }) => {
    for (const path of ['/komponen', '/masuk']) {
      const { page } = await open(path, { width, dark, axe: true })
      await page.waitForTimeout(600)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await page.evaluate(axe.source)
      const found = await page.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run().then((run) => run.violations),
      )
      expect(found.map(({ id, nodes }) => `${path} ${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
      await page.context().close()
    }
  })

  it('answers the keyboard: arrows in tabs, Escape in a dialog, typing in a list', async () => {
    const { page } = await open('/komponen')
    await page.getByRole('tab', { name: 'Indonesia induk' }).press('ArrowRight')
    expect(await page.getByRole('tab', { name: 'العربية' }).getAttribute('aria-selected')).toBe('true')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('العربية')

    const opener = page.getByRole('button', { name: 'Dialog' })
    await opener.click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true)

    const list = page.getByRole('combobox', { name: 'Perwakilan' })
    await list.fill('haag')
    await list.press('ArrowDown')
    await list.press('Enter')
    expect(await list.inputValue()).toBe('KBRI Den Haag')
    await page.context().close()
  })
})

describe('the frame', () => {
  it('shows who, where and both clocks, and speaks English when asked', async () => {
    const { page } = await open('/komponen', { signedIn: true })
    await page.goto(`${site.address}/`)
    await page.getByRole('navigation', { name: 'Utama', exact: true }).waitFor()
    await page.locator('.place', { hasText: 'Kairo' }).waitFor()
    expect(await page.locator('.clock').textContent()).toMatch(/\d\d\.\d\d .+ · \d\d\.\d\d WIB/)
    await page.getByRole('button', { name: 'Sekar Uji' }).click()
    await page.getByRole('radio', { name: 'English' }).click()
    await page.getByRole('navigation', { name: 'Main', exact: true }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await page.getByRole('radio', { name: 'Dark' }).click()
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
    await page.context().close()
  })

  it('stands without a line once it has been here', async () => {
    const { page } = await open('/komponen')
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.waitForFunction(async () => (await caches.match('/.shell')) !== undefined)
    await page.reload()
    await page.locator('h1').waitFor()
    await page.context().setOffline(true)
    await page.reload()
    await page
      .getByText(/Anda luring sejak/)
      .first()
      .waitFor()
    expect(await page.locator('h1').textContent()).toBe('Komponen dan keadaan')
    await page.context().close()
  })
})
