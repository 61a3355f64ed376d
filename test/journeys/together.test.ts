import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { launchBrowser } from '../support/browser.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'

let site: TestSite
let browser: Browser

beforeAll(async () => {
  site = await startTestSite({ at: new Date().toISOString() })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

async function open(person: SignedInPerson, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const [name = '', value = ''] = person.cookie.split('=')
  await context.addCookies([{ name, value, url: site.address }])
  const page = await context.newPage()
  const listening = page.waitForResponse('**/api/v1/changes')
  await page.goto(site.address + path)
  await listening
  return page
}

const write = (officer: SignedInPerson, missionId: string, title: string) =>
  site.server.app.inject({
    method: 'POST',
    url: '/api/v1/items',
    headers: { cookie: officer.cookie, 'idempotency-key': newId() },
    payload: { missionId, title, kind: 'protocol', texts: [{ language: 'id', text: 'Selamat hari jadi.' }] },
  })

test('what one writes the other sees within two seconds, and nothing of another mission', async () => {
  const cairo = await signInAs(site.server, { role: 'mission_officer', scopes: atMission('kbri-cairo') })
  const tokyo = await signInAs(site.server, { role: 'mission_officer', scopes: atMission('kbri-tokyo') })
  const head = await signInAs(site.server, { role: 'head_of_mission', scopes: atMission('kbri-cairo') })
  const page = await open(head, '/kiriman')
  await page.getByText('Belum ada kiriman di sini').waitFor()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  expect((await write(tokyo, 'kbri-tokyo', 'Punya Tokyo')).statusCode).toBeLessThan(300)
  await page.waitForTimeout(1_000)
  expect(asked.filter((path) => path === '/api/v1/items')).toEqual([])
  expect((await write(cairo, 'kbri-cairo', 'Ucapan dari Kairo')).statusCode).toBeLessThan(300)
  await page.getByText('Ucapan dari Kairo').first().waitFor({ timeout: 2_000 })
  await page.context().close()
})
