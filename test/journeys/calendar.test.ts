import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { itemDraft } from '../../src/contract/items.ts'
import { createItem } from '../../src/features/items/index.ts'
import { personScope } from '../../src/features/missions/index.ts'
import { json } from '../../src/platform/database/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { launchBrowser } from '../support/browser.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'

const cairo = 'kbri-cairo'
const zone = 'Africa/Cairo'
// A Wednesday in a week that begins on a Sunday, far enough ahead for any clock of the browser.
const day = '2099-02-11'
const path = `/kalender?hari=${day}`
let site: TestSite
let browser: Browser
let officer: SignedInPerson

beforeAll(async () => {
  site = await startTestSite({ at: '2026-11-24T07:40:00Z' })
  officer = await signInAs(site.server, { role: 'mission_officer', scopes: atMission(cairo) })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const deps = () => ({
  db: site.server.db,
  now: () => site.server.clock.now(),
  homeZone: 'Asia/Jakarta',
  homeLanguage: 'id',
})

/** An item of the mission at a wall time; with a delivery, it is approved and in the queue. */
async function plan(title: string, plannedLocal: string, isQueued: boolean): Promise<string> {
  const grant = { role: 'mission_officer', missions: new Set([cairo]), objectives: 'all', accounts: 'all' } as const
  const scope = personScope(officer.personId, [grant])
  const objectives = [{ code: 'products', weight: 1 }]
  const draft = itemDraft.parse({ kind: 'purpose', title, objectives, plannedLocal, plannedZone: zone })
  const { item } = await createItem(deps(), scope, cairo, draft)
  if (isQueued) await queue(item.id, plannedLocal)
  return item.id
}

async function queue(itemId: string, dueLocal: string): Promise<void> {
  const { db, clock } = site.server
  const at = clock.now()
  const [accountId, variantId, id] = [newId(), newId(), newId()]
  const account = { missionId: cairo, network: 'x', handle: id, handleKey: id, url: 'https://example.org' }
  await db
    .insertInto('account')
    .values({ id: accountId, ...account, status: 'active', statusChangedAt: at, createdAt: at })
    .execute()
  await db.insertInto('variant').values({ id: variantId, itemId, accountId, language: 'id', updatedAt: at }).execute()
  await db.updateTable('item').set({ status: 'approved' }).where('id', '=', itemId).execute()
  const dueAt = new Date(`${dueLocal}:00+02:00`)
  await db
    .insertInto('delivery')
    .values({
      ...{ id, itemId, variantId, accountId, missionId: cairo, network: 'x', state: 'scheduled', bundleHash: 'x' },
      content: json({ text: 'Halo', languages: ['id'], link: null, images: [] }),
      ...{ itemKind: 'purpose', recordKey: id, idempotencyKey: id, recordCreatedAt: at },
      ...{ dueLocal, dueZone: zone, dueAt, stateChangedAt: at, nextAt: dueAt, createdAt: at, updatedAt: at },
    })
    .execute()
}

const dueOf = async (itemId: string) =>
  (await site.server.db.selectFrom('delivery').select('dueLocal').where('itemId', '=', itemId).executeTakeFirst())
    ?.dueLocal
const plannedOf = async (itemId: string) =>
  (await site.server.db.selectFrom('item').select('plannedLocal').where('id', '=', itemId).executeTakeFirst())
    ?.plannedLocal

async function open(where: string, look: { width?: number; dark?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1440, height: 1100 },
    colorScheme: look.dark ? 'dark' : 'light',
    bypassCSP: true,
  })
  const [name = '', value = ''] = officer.cookie.split('=')
  await context.addCookies([{ name, value, url: site.address }])
  const page = await context.newPage()
  await page.goto(site.address + where)
  await page.locator('h1').first().waitFor()
  return page
}

describe('by keyboard', () => {
  it('a delivery is lifted, shifted, put down, and put back by undo', async () => {
    const itemId = await plan('Cicip kopi', `${day}T09:00`, true)
    const page = await open(path)
    const entry = page.getByRole('button', { name: /Cicip kopi/ })
    await entry.focus()
    await page.keyboard.press('m')
    await page.getByText(/“Cicip kopi” diangkat: .*09\.00 Kairo · 14\.00 WIB/).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByText(/Kam 12 Feb, 09\.00 Kairo/).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.getByText(/Kam 12 Feb, 09\.30 Kairo/).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('“Cicip kopi” dipindahkan ke Kam 12 Feb 09.30').waitFor()
    expect(await dueOf(itemId)).toBe('2099-02-12T09:30')
    const undo = page.getByRole('button', { name: 'Urungkan' })
    await undo.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => dueOf(itemId)).toBe(`${day}T09:00`)
    await page.context().close()
  })

  it('Escape leaves it where it was', async () => {
    const itemId = await plan('Tetap di sini', `${day}T12:00`, true)
    const page = await open(path)
    await page.getByRole('button', { name: /Tetap di sini/ }).focus()
    await page.keyboard.press('m')
    await page.keyboard.press('ArrowLeft')
    await page.getByText(/Sel 10 Feb, 12\.00/).waitFor()
    await page.keyboard.press('Escape')
    await page.getByText(/diangkat/).waitFor({ state: 'hidden' })
    expect(await dueOf(itemId)).toBe(`${day}T12:00`)
    await page.context().close()
  })

  it('in a month, arrows shift by days and weeks and the hour stays', async () => {
    const itemId = await plan('Draf bulanan', '2099-02-17T10:00', false)
    const page = await open(`/kalender?hari=2099-02-17&tampilan=bulan`)
    await page.getByRole('button', { name: /Draf bulanan/ }).focus()
    await page.keyboard.press('m')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await page.getByText(/“Draf bulanan” dipindahkan/).waitFor()
    expect(await plannedOf(itemId)).toBe('2099-02-23T10:00')
    await page.context().close()
  })
})

it('with a pointer, a draft is dragged to another day and hour, and a drag opens nothing', async () => {
  const itemId = await plan('Diseret', `${day}T15:00`, false)
  const page = await open(path)
  const entry = page.getByRole('button', { name: /Diseret/ })
  // Waits until it stands still: late fonts and notes move what is measured.
  await entry.hover()
  const from = await entry.boundingBox()
  const column = await page.locator('[data-day="2099-02-09"]').boundingBox()
  if (!from || !column) throw new Error('nothing to drag')
  await page.mouse.move(from.x + 20, from.y + 4)
  await page.mouse.down()
  await page.mouse.move(column.x + 30, from.y + 30, { steps: 5 })
  await page.mouse.move(column.x + 30, from.y + 1 + 56, { steps: 5 })
  await page.mouse.up()
  await page.getByText(/“Diseret” dipindahkan ke Sen 9 Feb 16\.00/).waitFor()
  expect(await plannedOf(itemId)).toBe('2099-02-09T16:00')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.context().close()
})

it('two posts of one objective within the hour are spelled out, with the way to shift one', async () => {
  await plan('Rempah', '2099-02-25T09:00', true)
  await plan('Kopi', '2099-02-25T09:30', false)
  const page = await open('/kalender?hari=2099-02-25')
  await page.getByText('1 hal perlu dilihat').waitFor()
  await page.getByText('bersasaran sama (Produk Indonesia) dalam satu jam.').waitFor()
  await page.getByRole('button', { name: 'Geser “Kopi”' }).click()
  await page.getByRole('dialog').getByLabel('Pukul').fill('12:00')
  await page.getByRole('dialog').getByRole('button', { name: 'Pindahkan' }).click()
  await page.getByText('1 hal perlu dilihat').waitFor({ state: 'hidden' })
  await page.context().close()
})

it('a full hour of the week is one that opens as a list, and each of the list opens', async () => {
  const quarters = ['00', '15', '30', '45']
  for (const minutes of quarters) await plan(`Layanan ${minutes}`, `2099-03-04T09:${minutes}`, false)
  const page = await open('/kalender?hari=2099-03-04')
  await page.getByRole('button', { name: /^4 kiriman 09\.00–09\.45/ }).click()
  const list = page.getByRole('dialog', { name: /^4 kiriman, .*4 Mar.*, 09\.00–09\.45$/ })
  await list.getByRole('button', { name: /Layanan 30/ }).waitFor()
  expect(await list.getByRole('button', { name: /Layanan/ }).count()).toBe(4)
  await list.getByRole('button', { name: /Layanan 30/ }).click()
  await page.getByRole('dialog', { name: 'Layanan 30' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.context().close()
})

describe('every view', () => {
  const looks = [360, 1440].flatMap((width) => [false, true].map((dark) => ({ width, dark })))

  it.each(looks)('fits $width px and passes axe (dark: $dark)', async ({ width, dark }) => {
    for (const view of ['pekan', 'bulan', 'daftar']) {
      const page = await open(`${path}&tampilan=${view}`, { width, dark })
      await page.waitForTimeout(500)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBeLessThanOrEqual(width)
      await page.evaluate(axe.source)
      const found = await page.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run().then((run) => run.violations),
      )
      expect(found.map(({ id, nodes }) => `${view} ${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
      await page.context().close()
    }
  })
})
