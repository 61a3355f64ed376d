import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'

let site: TestSite
let browser: Browser
let strategist: SignedInPerson
let head: SignedInPerson

beforeAll(async () => {
  site = await startTestSite({ at: '2026-11-24T07:40:00Z' })
  strategist = await signInAs(site.server, { role: 'strategist' })
  head = await signInAs(site.server, { role: 'head_of_mission', scopes: atMission('kbri-cairo') })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

async function open(
  person: SignedInPerson,
  path: string,
  look: { width?: number; dark?: boolean } = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1440, height: 900 },
    colorScheme: look.dark ? 'dark' : 'light',
    // axe is put into the page by the test; the policy rightly forbids that to anyone else.
    bypassCSP: true,
  })
  const [name = '', value = ''] = person.cookie.split('=')
  await context.addCookies([{ name, value, url: site.address }])
  const page = await context.newPage()
  await page.goto(site.address + path)
  await page.locator('h1').first().waitFor()
  return { page, context }
}

const quarter = '/bauran/kbri-cairo?triwulan=2027-Q1'

describe('a target mix, from proposal to both names', () => {
  it('cannot be sent before its shares make 100, and says how much is missing', async () => {
    const { page, context } = await open(strategist, quarter)
    await page.getByRole('button', { name: 'Usulkan target' }).click()
    await page.getByLabel('Persen untuk Produk Indonesia').fill('60')
    await page.getByLabel('Persen untuk Pariwisata').fill('33,5')
    await page.getByText('Jumlah 93,5 %, kurang 6,5 %').waitFor()
    const send = page.getByRole('button', { name: 'Kirim usulan' })
    expect(await send.getAttribute('aria-disabled')).toBe('true')
    await page.getByLabel('Persen untuk Pariwisata').fill('40')
    await page.getByText('Jumlah 100 %').waitFor()
    await page.getByLabel('Alasan').fill('Musim rempah')
    await send.click()
    await page.getByText('Menunggu persetujuan perwakilan.').waitFor()
    await context.close()
  })

  it('is answered by the mission with another proposal, by keyboard alone', async () => {
    const { page, context } = await open(head, quarter)
    await page.getByText('Musim rempah').first().waitFor()
    const tabTo = async (name: string) => {
      for (let stops = 0; stops < 80; stops++) {
        await page.keyboard.press('Tab')
        const at = await page.evaluate(
          () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
        )
        if (at.trim() === name) return
      }
      throw new Error(`No stop named ${name}`)
    }
    await tabTo('Jawab dengan usulan lain')
    await page.keyboard.press('Enter')
    await page.getByText('Usulan Anda', { exact: true }).waitFor()
    await tabTo('Persen untuk Produk Indonesia')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('55')
    await tabTo('Persen untuk Budaya dan pendidikan')
    await page.keyboard.type('5')
    await page.getByText('Jumlah 100 %').waitFor()
    await tabTo('Kirim jawaban')
    await page.keyboard.press('Enter')
    await page.getByText('Menunggu persetujuan pusat.').waitFor()
    await context.close()
  })

  it('is agreed by headquarters and then carries both names; every proposal stays in the history', async () => {
    const { page, context } = await open(strategist, quarter)
    await page.getByRole('button', { name: 'Sepakati target ini' }).click()
    const agreed = page.getByRole('region', { name: 'Yang disepakati' })
    await agreed.waitFor()
    const words = (await agreed.textContent()) ?? ''
    expect(words).toMatch(/Diusulkan Sekar Uji.*Disepakati Sekar Uji/)
    expect(words).toMatch(/55.%/)
    const history = page.getByRole('region', { name: /Riwayat/ })
    await history.getByText('Diganti usulan lain').waitFor()
    expect(await history.getByText('Disepakati', { exact: true }).count()).toBe(1)
    await context.close()
  })
})

describe('every screen of the ministry’s direction', () => {
  const looks = [360, 1440].flatMap((width) => [false, true].map((dark) => ({ width, dark })))

  it.each(looks)('fits $width px and passes axe (dark: $dark)', async ({ width, dark }) => {
    for (const path of ['/sasaran', '/bauran', quarter, '/narasi', '/narasi/baru', '/fakta']) {
      const { page, context } = await open(strategist, path, { width, dark })
      await page.waitForTimeout(500)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width)
      await page.evaluate(axe.source)
      const found = await page.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run().then((run) => run.violations),
      )
      expect(found.map(({ id, nodes }) => `${path} ${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
      await context.close()
    }
  })
})
