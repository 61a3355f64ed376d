import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { personScope, systemScope } from '../../src/features/missions/index.ts'
import { changeObjective } from '../../src/features/strategy/change-objective.ts'
import { agreeMix, proposeMix } from '../../src/features/strategy/index.ts'
import { newId } from '../../src/platform/ids.ts'
import { launchBrowser } from '../support/browser.ts'
import { addTestPerson, atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'

const cairo = 'kbri-cairo'
const quarter = '2026-Q4'
const path = `/cetak/rencana/${cairo}?triwulan=${quarter}`
let site: TestSite
let browser: Browser
let head: SignedInPerson
let strategist: SignedInPerson

beforeAll(async () => {
  site = await startTestSite({ at: '2026-11-24T07:40:00Z' })
  head = await signInAs(site.server, { role: 'head_of_mission', scopes: atMission(cairo) })
  strategist = await signInAs(site.server, { role: 'strategist' })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

async function open(width = 718): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 1000 }, bypassCSP: true })
  const [name = '', value = ''] = head.cookie.split('=')
  await context.addCookies([{ name, value, url: site.address }])
  const page = await context.newPage()
  await page.goto(site.address + path)
  return page
}

const pagesOf = async (page: Page): Promise<number> => {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  return pdf.toString('latin1').match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0
}

/** Whether everything on the sheet is inside it, as it is printed. */
async function fits(page: Page): Promise<boolean> {
  await page.emulateMedia({ media: 'print' })
  return page.locator('.plan').evaluate((sheet) => sheet.scrollHeight <= sheet.clientHeight)
}

it('an empty plan says what is missing, on one page', async () => {
  const page = await open()
  const words = (await page.locator('.plan').textContent()) ?? ''
  expect(words).toContain('Target belum diusulkan.')
  expect(words).toContain('belum ditulis')
  expect(await pagesOf(page)).toBe(1)
  await page.context().close()
})

it('a plan with everything at its longest still prints on exactly one A4, with nothing cut off', async () => {
  await fillUp()
  const page = await open()
  expect(await pagesOf(page)).toBe(1)
  expect(await fits(page)).toBe(true)
  const words = (await page.locator('.plan').textContent()) ?? ''
  expect(words).toMatch(/Disepakati Sekar Uji/)
  expect(words).toMatch(/dan 15 lagi/)
  expect(words).toMatch(/Keadaan 24 Nov 2026/)
  await page.context().close()
})

it.each([360, 1440])('reads on a screen of %i px and passes axe', async (width) => {
  const page = await open(width)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  await page.evaluate(axe.source)
  const found = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run().then((run) => run.violations),
  )
  expect(found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
  await page.context().close()
})

it('whoever is not signed in is led to the door and back; a plan of somewhere else is none', async () => {
  const ask = (url: string, cookie?: string) =>
    site.server.app.inject({ method: 'GET', url, headers: cookie ? { cookie } : {} })
  expect((await ask(path)).headers.location).toBe(`/masuk?kembali=${encodeURIComponent(path)}`)
  expect((await ask('/cetak/rencana/kbri-seoul', head.cookie)).statusCode).toBe(404)
  expect((await ask('/cetak/rencana/kbri-seoul', strategist.cookie)).statusCode).toBe(200)
})

const long = (length: number) => 'perlindungan kesinambungan '.repeat(20).slice(0, length)

async function fillUp(): Promise<void> {
  const { db, clock, homeZone } = site.server
  const deps = { db, now: () => clock.now(), homeZone }
  const scopeOf = (person: SignedInPerson, role: 'strategist' | 'head_of_mission') => {
    const missions = role === 'strategist' ? 'all' : new Set([cairo])
    return personScope(person.personId, [{ role, missions, objectives: 'all', accounts: 'all' }])
  }
  const codes = Array.from({ length: 12 }, (_, n) => `long${n}`)
  for (const code of codes)
    await changeObjective(deps, systemScope('test'), code, {
      ...{ parentCode: null, sort: 99, nameId: long(118), nameEn: long(118), definitionId: '', definitionEn: '' },
      ...{ examples: [], ownerUnit: '', topics: [], cuePhrases: [] },
    })
  const shares = codes.map((objectiveCode, n) => ({ objectiveCode, percent: n === 0 ? 12 : 8 }))
  const mix = await proposeMix(deps, scopeOf(strategist, 'strategist'), cairo, { quarter, shares })
  await agreeMix(deps, scopeOf(head, 'head_of_mission'), mix.id)
  const at = clock.now()
  await db
    .insertInto('missionPlan')
    .values({
      ...{ missionId: cairo, quarter, updatedAt: at, deskCommentBy: strategist.personId, deskCommentAt: at },
      ...{ aims: long(400), audience: long(300), channels: long(200), partners: long(300), measures: long(300) },
      deskComment: long(300),
    })
    .execute()
  for (let n = 0; n < 20; n++) {
    const id = newId()
    await db
      .insertInto('campaign')
      .values({
        ...{ id, title: `${n} ${long(190)}`, objectiveCode: 'products', goal: '', baseline: '' },
        ...{ startsOn: '2026-11-01', endsOn: '2026-12-31', obligation: 'recommended', status: 'released' },
        ...{ releasedAt: at, targetAt: at, createdBy: strategist.personId, createdAt: at, updatedAt: at },
      })
      .execute()
    await db.insertInto('assignment').values({ campaignId: id, missionId: cairo, status: 'pending' }).execute()
  }
  for (let n = 0; n < 9; n++)
    await addTestPerson(site.server, {
      name: `${n} ${long(100)}`,
      held: [{ role: 'mission_officer', scopes: atMission(cairo) }],
    })
}
