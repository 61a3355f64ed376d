import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'

const ceremony =
  'Dalam rangka implementasi sinergi, Duta Besar menghadiri resepsi diplomatik dan berfoto bersama. Acara berlangsung meriah dan penuh keakraban. Atdag turut hadir.'
let site: TestSite
let browser: Browser
let officer: SignedInPerson

beforeAll(async () => {
  site = await startTestSite({ at: new Date().toISOString() })
  officer = await signInAs(site.server, { role: 'mission_officer', scopes: atMission('kbri-tokyo') })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

async function openEditor(width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 } })
  const [name = '', value = ''] = officer.cookie.split('=')
  await context.addCookies([{ name, value, url: site.address }])
  const page = await context.newPage()
  await page.goto(`${site.address}/kiriman/baru`)
  return page
}

test('a text that reads as ceremony says so while it is written, with its words, and plainer ones are taken with one click', async () => {
  const page = await openEditor(1440)
  await page.getByLabel('Naskah Indonesia').fill(ceremony)
  const panel = page.getByRole('region', { name: 'Bacaan mesin atas naskah ini' })
  await panel.getByText('Teks ini terbaca sebagai seremoni.').waitFor()
  expect(await panel.textContent()).toContain('Bahasa jelas')
  expect(await panel.textContent()).toContain('Karena kata')
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/editor-1440.png`, fullPage: true })
  const take = panel.getByRole('button', { name: 'Pakai' }).first()
  await take.click()
  expect(await page.getByLabel('Naskah Indonesia').inputValue()).not.toBe(ceremony)
  await page.context().close()
}, 120_000)

test('writing goes on while no reading comes back, on a phone too', async () => {
  const page = await openEditor(360)
  await page.route('**/api/v1/readings/draft', () => undefined)
  const text = page.getByLabel('Naskah Indonesia')
  await text.pressSequentially(ceremony.slice(0, 60))
  expect(await text.inputValue()).toBe(ceremony.slice(0, 60))
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await page.unroute('**/api/v1/readings/draft')
  await text.fill(ceremony)
  await page.getByText('Teks ini terbaca sebagai seremoni.').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/editor-360.png`, fullPage: true })
  await page.context().close()
}, 120_000)
