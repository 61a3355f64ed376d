import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemScope } from '../../src/features/missions/index.ts'
import { notify } from '../../src/features/notifications/index.ts'
import { launchBrowser } from '../support/browser.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'

let site: TestSite
let browser: Browser

beforeAll(async () => {
  site = await startTestSite({ at: new Date().toISOString() })
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const tell = (person: SignedInPerson, key: string, isUrgent = false) =>
  site.server.db.transaction().execute((tx) =>
    notify(tx, systemScope('test'), site.server.clock.now(), {
      to: { persons: [person.personId] },
      kind: 'review.waiting',
      about: { room: 'approvals', id: key, missionId: 'kbri-cairo' },
      path: '/kiriman',
      words: {
        id: { title: `Kiriman ${key} menunggu Anda`, body: 'Baca, lalu putuskan.' },
        en: { title: `Post ${key} waits for you`, body: 'Read it, then decide.' },
      },
      dedupeKey: key,
      urgent: isUrgent,
    }),
  )

async function open(person: SignedInPerson, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'id-ID', bypassCSP: true })
  const [name = '', value = ''] = person.cookie.split('=')
  await context.addCookies([{ name, value, url: site.address }])
  const page = await context.newPage()
  const listening = page.waitForResponse('**/api/v1/changes')
  await page.goto(`${site.address}/kiriman`)
  await listening
  return page
}

test.each([360, 1440])(
  'at %i px the bell rings by itself; notices are read by keyboard, taken back, and lead where they are dealt with',
  { timeout: 120_000 },
  async (width) => {
    const head = await signInAs(site.server, { role: 'head_of_mission', scopes: atMission('kbri-cairo') })
    const page = await open(head, width)
    const bell = page.getByRole('link', { name: /^Pemberitahuan/ })
    await bell.waitFor()
    await tell(head, `satu-${width}`)
    await page.getByRole('link', { name: 'Pemberitahuan: 1 belum dibaca' }).waitFor()
    await tell(head, `dua-${width}`, true)
    await page.getByRole('link', { name: 'Pemberitahuan: 2 belum dibaca' }).waitFor()

    await bell.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Pemberitahuan' }).waitFor()
    await page.getByRole('link', { name: `Kiriman dua-${width} menunggu Anda` }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await page.evaluate(axe.source)
    const found = await page.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run().then((run) => run.violations),
    )
    expect(found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])

    await page.getByRole('button', { name: 'Tandai semua dibaca' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Semua sudah dibaca').waitFor()
    await page.getByRole('button', { name: 'Urungkan' }).click()
    await page.getByRole('link', { name: 'Pemberitahuan: 2 belum dibaca' }).waitFor()

    await page.getByRole('link', { name: `Kiriman satu-${width} menunggu Anda` }).click()
    await page.waitForURL('**/kiriman')
    await page.getByRole('link', { name: 'Pemberitahuan: 1 belum dibaca' }).waitFor()
    await page.context().close()
  },
)
