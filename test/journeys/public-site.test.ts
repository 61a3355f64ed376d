import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { addAccount, publishExplainers } from '../support/explainers.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const slug = 'anda-bisa-bekerja-sambil-berlibur-setahun-di-australia'
let server: TestServer
let browser: Browser
let address: string
beforeAll(async () => {
  server = await startTestServer()
  const now = server.clock.now()
  await publishExplainers(server.db, now)
  await addAccount(server.db, { missionId: 'kbri-canberra', network: 'instagram', handle: 'kbri.canberra' }, now)
  await addAccount(
    server.db,
    { missionId: 'kbri-tokyo', network: 'x', handle: 'kbri_tokyo', status: 'taken_over' },
    now,
  )
  address = await server.app.listen({ port: 0, host: '127.0.0.1' })
  browser = await launchBrowser()
}, 180_000)
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false }

async function open<T>(options: BrowserContextOptions, path: string, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext(options)
  try {
    const page = await context.newPage()
    await page.goto(address + path)
    return await work(page)
  } finally {
    await context.close()
  }
}

/** Goes on with Tab until what is in focus carries these words; a person would do the same. */
async function tabTo(page: Page, words: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab')
    const text = await page
      .locator(':focus')
      .evaluate(
        (element) => `${element.textContent ?? ''}${(element as HTMLInputElement).labels?.[0]?.textContent ?? ''}`,
      )
    if (typeof words === 'string' ? text.includes(words) : words.test(text)) return
  }
  throw new Error(`the keyboard does not reach ${words}`)
}

describe('a citizen on a telephone, without JavaScript, by keyboard alone', () => {
  it('finds an explainer, understands the benefit, checks an account and answers, in Indonesian', () =>
    open(phone, '/publik/', async (page) => {
      await tabTo(page, 'Cari manfaat untuk Anda')
      await page.keyboard.type('kerja di austrlia')
      await page.keyboard.press('Enter')
      await page.waitForURL(/cari/)
      await tabTo(page, 'Anda bisa bekerja sambil berlibur')
      await page.keyboard.press('Enter')
      await page.waitForURL(new RegExp(slug))
      const meaning = page.getByRole('region', { name: 'Apa artinya bagi Anda' })
      for (const word of ['Siapa', 'Apa manfaatnya', 'Buktinya', 'Langkah Anda'])
        expect(await meaning.getByText(word, { exact: true }).isVisible()).toBe(true)
      expect(await meaning.textContent()).toContain('5.000 tempat setiap tahun')
      await tabTo(page, 'Cek dulu akunnya')
      await page.keyboard.press('Enter')
      await page.waitForURL(/cek-akun/)
      await tabTo(page, 'Nama akun atau tautan')
      await page.keyboard.type('https://www.instagram.com/kbri.canberra/?hl=id')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Akun ini resmi' }).waitFor()
      await page.goBack()
      await page.goBack()
      await tabTo(page, /Ya, jelas/)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Terima kasih' }).waitFor()
      expect(await page.context().cookies()).toEqual([])
      const counted = await server.db
        .selectFrom('explainerCount')
        .select(['kind', 'count'])
        .where('language', '=', 'id')
        .execute()
      expect(counted).toEqual([{ kind: 'clear', count: 1 }])
    }))

  it('does the same in Arabic, from right to left', () =>
    open(phone, '/publik/ar/', async (page) => {
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
      await tabTo(page, 'ابحث عمّا يفيدك')
      await page.keyboard.type('أستراليا')
      await page.keyboard.press('Enter')
      await page.waitForURL(/cari/)
      await tabTo(page, 'يمكنك العمل وقضاء عطلة')
      await page.keyboard.press('Enter')
      await page.waitForURL(new RegExp(`ar/penjelas/${slug}`))
      expect(await page.getByRole('region', { name: 'ماذا يعني هذا لك' }).textContent()).toContain('5000')
      await tabTo(page, 'تحقّق من الحساب أولًا')
      await page.keyboard.press('Enter')
      await page.waitForURL(/ar\/cek-akun/)
      await tabTo(page, 'اسم الحساب أو رابطه')
      await page.keyboard.type('kbri_tokyo')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'هذا الحساب فيه مشكلة' }).waitFor()
    }))

  it('finds a mission by country with its working days and accounts', () =>
    open(phone, '/publik/', async (page) => {
      await page.getByLabel('Negara atau kota').fill('australi')
      await page.keyboard.press('Enter')
      await page.getByRole('link', { name: 'KBRI Canberra' }).first().click()
      await page.getByRole('heading', { name: 'Kedutaan Besar Republik Indonesia di Canberra' }).waitFor()
      const text = await page.locator('main').textContent()
      expect(text).toContain('Senin–Jumat')
      expect(text).toContain('kbri.canberra')
      expect(text).toContain('KJRI Sydney')
    }))
})

const pages = [
  '/publik/',
  '/publik/en/',
  '/publik/ar/',
  '/publik/penjelas/',
  `/publik/penjelas/${slug}/`,
  `/publik/ar/penjelas/${slug}/`,
  `/publik/zh/penjelas/${slug}/`,
  `/publik/penjelas/${slug}/jurnalis/`,
  `/publik/penjelas/${slug}/terima-kasih/`,
  '/publik/cari/?q=kopi',
  '/publik/cari/?q=zzzz',
  '/publik/cek-akun/',
  '/publik/cek-akun/?q=kbri.canberra',
  '/publik/ar/cek-akun/?q=kbri_tokyo',
  '/publik/cek-akun/?q=kbri.canbera',
  '/publik/perwakilan/?q=jepang',
  '/publik/perwakilan/kbri-canberra/',
  '/publik/data/',
  '/publik/aksesibilitas/',
  '/publik/tidak/ada',
]

const colourful = [
  '/publik/',
  `/publik/penjelas/${slug}/`,
  `/publik/ar/penjelas/${slug}/`,
  `/publik/penjelas/${slug}/jurnalis/`,
  '/publik/cek-akun/',
  '/publik/cek-akun/?q=kbri.canberra',
  '/publik/ar/cek-akun/?q=kbri_tokyo',
  '/publik/cek-akun/?q=kbri.canbera',
  '/publik/perwakilan/kbri-canberra/',
]

describe('every kind of page', () => {
  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds, in %s',
    async (colorScheme) => {
      const found: string[] = []
      // The page's own policy lets no script run, ours neither.
      const context = await browser.newContext({
        colorScheme,
        bypassCSP: true,
        viewport: { width: 360, height: 740 },
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      // The dark theme changes colours alone, so one page of each kind of part shows them all.
      for (const path of colorScheme === 'light' ? pages : colourful) {
        await page.goto(address + path)
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true
        })
        await page.evaluate(axe.source)
        const { violations } = await page.evaluate(() =>
          (
            globalThis as unknown as {
              axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
            }
          ).axe.run(),
        )
        for (const { id, nodes } of violations) found.push(`${path} ${id}: ${nodes[0]?.html.slice(0, 160)}`)
      }
      await context.close()
      expect(found).toEqual([])
    },
    120_000,
  )

  it('never scrolls sideways: at 360 px, and at 1280 px with text twice as large', async () => {
    const wide: string[] = []
    // 200 % zoom of a 1280 px window leaves 640 CSS pixels; text alone enlarged is harder, so both are tried.
    for (const [width, percent] of [
      [360, 100],
      [640, 100],
      [360, 200],
    ] as const) {
      const context = await browser.newContext({ viewport: { width, height: 740 }, bypassCSP: true })
      const page = await context.newPage()
      for (const path of pages) {
        await page.goto(address + path)
        await page.evaluate((size) => {
          document.documentElement.style.fontSize = `${size}%`
        }, percent)
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        if (over > 0) wide.push(`${path} at ${width} px, ${percent} %: ${over} px`)
      }
      await context.close()
    }
    expect(wide).toEqual([])
  }, 120_000)

  it('is heard in the order of its meaning: claim, benefit, decision, why, steps, questions, sources, then the rest', () =>
    open(
      { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
      `/publik/penjelas/${slug}/`,
      async (page) => {
        const heard = await page.locator('body').ariaSnapshot()
        const order = [
          'Langsung ke isi',
          'banner',
          'navigation "Menu utama"',
          'main',
          'heading "Anda bisa bekerja sambil berlibur setahun di Australia. Tempatnya kini 5.000 per tahun." [level=1]',
          'heading "Apa artinya bagi Anda" [level=2]',
          'heading "Apa yang diputuskan" [level=2]',
          'heading "Mengapa ini penting" [level=2]',
          'heading "Apa langkah berikutnya" [level=2]',
          'heading "Yang sering ditanyakan" [level=2]',
          'heading "Sumber" [level=2]',
          'heading "Apakah ini jelas?" [level=2]',
          'complementary',
          'contentinfo',
        ]
        const places = order.map((words) => heard.indexOf(words))
        expect(
          places.filter((at) => at < 0),
          heard,
        ).toEqual([])
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      },
    ))

  it('the first Tab leads past the menu to the content', () =>
    open(phone, '/publik/', async (page) => {
      await page.keyboard.press('Tab')
      expect(await page.locator(':focus').textContent()).toBe('Langsung ke isi')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      expect(await page.locator(':focus').getAttribute('id')).toBe('cari')
    }))
})
