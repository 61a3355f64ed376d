import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { launchBrowser } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { atMission, atRegion, type SignedInPerson, signInAs } from '../support/sign-in.ts'

const cairo = 'kbri-cairo'
let server: TestServer
let browser: Browser
let address: string
let officer: SignedInPerson

beforeAll(async () => {
  server = await startTestServer({ at: '2026-11-25T03:00:00Z' })
  address = await server.app.listen({ port: 0, host: '127.0.0.1' })
  browser = await launchBrowser()
  officer = await signInAs(server, { role: 'mission_officer', scopes: atMission(cairo) })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function submitSensitiveItem(): Promise<string> {
  const accountId = newId()
  const at = server.clock.now()
  const row = {
    id: accountId,
    missionId: cairo,
    network: 'x',
    handle: 'kairo',
    handleKey: `kairo${accountId}`,
    url: 'https://x.com/kairo',
  }
  await server.db
    .insertInto('account')
    .values({ ...row, status: 'active', statusChangedAt: at, createdAt: at })
    .execute()
  const headers = { cookie: officer.cookie }
  const payload = {
    missionId: cairo,
    title: 'Pasukan perdamaian Indonesia',
    kind: 'purpose',
    objectives: [{ code: 'policy', weight: 1 }],
    audience: 'Warga Kairo',
    benefit: 'Tahu apa yang dikerjakan Indonesia',
    desiredAction: 'Baca penjelasannya',
    isSensitive: true,
    sensitiveReason: 'Menyebut konflik yang sedang berlangsung.',
    texts: [{ language: 'id', text: 'Dua ratus lima puluh prajurit Indonesia menjaga jalur bantuan.' }],
    variants: [{ accountId, language: 'id' }],
    plannedLocal: '2026-11-26T11:00',
    plannedZone: 'Africa/Cairo',
  }
  const made = await server.app.inject({
    method: 'POST',
    url: '/api/v1/items',
    headers: { ...headers, 'idempotency-key': newId() },
    payload,
  })
  const { id } = made.json<{ id: string }>()
  await server.app.inject({ method: 'POST', url: `/api/v1/items/${id}/submit`, headers, payload: { revision: 1 } })
  return id
}

type Axe = { run(): Promise<axe.AxeResults> }

/** A telephone of 360 px, without JavaScript unless a test brings its own. */
async function openPhone(person: SignedInPerson, hasScript = false): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    javaScriptEnabled: hasScript,
    bypassCSP: hasScript,
  })
  const [name = '', value = ''] = person.cookie.split('=')
  await context.addCookies([{ name, value, url: address }])
  return context.newPage()
}

test('two taps on a telephone without JavaScript approve; a sensitive text then waits for the desk', async () => {
  const id = await submitSensitiveItem()
  const head = await signInAs(server, { role: 'head_of_mission', scopes: atMission(cairo) })
  const phone = await openPhone(head)
  await phone.goto(`${address}/setujui/${id}`)
  expect(await phone.locator('main').textContent()).toContain('Menyebut konflik yang sedang berlangsung.')
  await phone.locator('.sheet-of--main > summary').click()
  await phone.getByRole('button', { name: 'Ya, setujui' }).click()
  await phone.getByText('Menunggu keputusan orang lain').waitFor()
  const region = await server.db
    .selectFrom('mission')
    .select('regionId')
    .where('id', '=', cairo)
    .executeTakeFirstOrThrow()
  const desk = await openPhone(await signInAs(server, { role: 'regional_desk', scopes: atRegion(region.regionId) }))
  await desk.goto(`${address}/setujui`)
  await desk.getByText('Pasukan perdamaian Indonesia').click()
  await desk.locator('.sheet-of--main > summary').click()
  await desk.getByRole('button', { name: 'Ya, setujui' }).click()
  await desk.getByText('Disetujui. Teks dibekukan').waitFor()
  const states = await server.db.selectFrom('delivery').select('state').where('itemId', '=', id).execute()
  expect(states).toHaveLength(1)
})

test('nothing moves sideways at 360 px, and axe finds nothing to mend', async () => {
  const id = await submitSensitiveItem()
  const head = await signInAs(server, { role: 'head_of_mission', scopes: atMission(cairo) })
  const page = await openPhone(head, true)
  for (const path of ['/setujui', `/setujui/${id}`]) {
    await page.goto(address + path)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await page.addScriptTag({ content: axe.source })
    const found = await page.evaluate(async () => (await (globalThis as unknown as { axe: Axe }).axe.run()).violations)
    expect(
      found.map((violation) => `${path} ${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`),
    ).toEqual([])
  }
})
