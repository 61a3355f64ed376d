import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { itemDraft } from '../../src/contract/items.ts'
import { createItem } from '../../src/features/items/index.ts'
import { personScope } from '../../src/features/missions/index.ts'
import { launchBrowser } from '../support/browser.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'

const cairo = 'kbri-cairo'
let site: TestSite
let browser: Browser
let strategist: SignedInPerson
let officer: SignedInPerson

beforeAll(async () => {
  site = await startTestSite({ at: '2026-11-24T07:40:00Z' })
  strategist = await signInAs(site.server, { role: 'strategist' })
  officer = await signInAs(site.server, { role: 'mission_officer', scopes: atMission(cairo) })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

async function open(person: SignedInPerson, path: string, width = 1440): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 1000 }, bypassCSP: true })
  const [name = '', value = ''] = person.cookie.split('=')
  await context.addCookies([{ name, value, url: site.address }])
  const page = await context.newPage()
  await page.goto(site.address + path)
  await page.locator('h1').first().waitFor()
  return page
}

async function makeDraft(): Promise<string> {
  const { db, clock, homeZone } = site.server
  const deps = { db, now: () => clock.now(), homeZone, homeLanguage: 'id' }
  const grant = { role: 'mission_officer', missions: new Set([cairo]), objectives: 'all', accounts: 'all' } as const
  const scope = personScope(officer.personId, [grant])
  const objectives = [{ code: 'products', weight: 1 }]
  const { item } = await createItem(
    deps,
    scope,
    cairo,
    itemDraft.parse({ kind: 'purpose', title: 'Ekspor', objectives }),
  )
  return item.id
}

it('a fact is entered, an officer leans on it, and its correction lists that item and tells the officer', async () => {
  const register = await open(strategist, '/fakta')
  await register.getByRole('button', { name: 'Tambah fakta' }).first().click()
  const form = register.getByRole('dialog')
  await form.getByLabel('Fakta apa?').fill('Nilai ekspor RI ke Mesir, 2025')
  await form.getByLabel('Nilai', { exact: true }).fill('1,4')
  await form.getByLabel('Satuan').fill('miliar dolar AS')
  await form.getByLabel('Sumber', { exact: true }).fill('BPS (contoh)')
  await form.getByRole('button', { name: 'Masukkan fakta' }).click()
  await register.getByText('1,4 miliar dolar AS').waitFor()

  const itemId = await makeDraft()
  const editor = await open(officer, `/kiriman/${itemId}`)
  const picker = editor.getByRole('combobox', { name: 'Ambil dari daftar fakta' })
  await picker.fill('ekspor')
  await picker.press('ArrowDown')
  await picker.press('Enter')
  await editor.getByText('1,4 miliar dolar AS').waitFor()
  const users = () => site.server.db.selectFrom('factUse').select('userId').where('endedAt', 'is', null).execute()
  await expect.poll(users, { timeout: 10_000 }).toEqual([{ userId: itemId }])
  await editor.context().close()

  await register.reload()
  await register.getByRole('button', { name: 'Ubah', exact: true }).click()
  await form.getByLabel('Nilai', { exact: true }).fill('1,52')
  const save = form.getByRole('button', { name: 'Simpan dan lihat pemakainya' })
  expect(await save.getAttribute('aria-disabled')).toBe('true')
  await form.getByLabel('Yang dulu keliru').check()
  await form.getByLabel('Keterangan').fill('BPS menerbitkan angka tetap')
  await save.click()
  await register.getByText('1 pemakai fakta ini').waitFor()
  await form.getByRole('link', { name: 'Ekspor' }).waitFor()
  expect(await form.textContent()).toMatch(/Belum keluar.*KBRI Kairo|Belum keluar.*Kairo/)
  await register.context().close()

  const after = await open(officer, `/kiriman/${itemId}`)
  await after.getByText('1,52 miliar dolar AS').first().waitFor()
  await after
    .getByText(/berubah/)
    .first()
    .waitFor()
  await after.context().close()
}, 60_000)

it('a narrative for the objective is offered in the editor and taken on, on a phone, and axe finds nothing', async () => {
  const writer = await open(strategist, '/narasi/baru')
  await writer.getByLabel('Judul').fill('Rempah terlacak')
  await writer.getByRole('checkbox', { name: 'Produk Indonesia' }).check()
  await writer.getByLabel('Pesan', { exact: true }).fill('Rempah kami bisa ditelusuri.')
  await writer.getByLabel('Wajib disebut').fill('asal\ncara memesan')
  // The server's clock stands still; the browser's goes on.
  await writer.getByLabel('Berlaku mulai').fill('2026-11-24')
  await writer.getByRole('button', { name: 'Simpan narasi' }).click()
  await writer.getByText('1 narasi berlaku').waitFor()
  await writer.context().close()

  const itemId = await makeDraft()
  const editor = await open(officer, `/kiriman/${itemId}`, 360)
  await editor.getByText('Rempah terlacak').click()
  await editor.getByText('asal · cara memesan').waitFor()
  await editor.getByRole('checkbox', { name: 'Kiriman ini memakai narasi ini' }).check()
  const uses = () => site.server.db.selectFrom('narrativeUse').select('itemId').execute()
  await expect.poll(uses, { timeout: 10_000 }).toEqual([{ itemId }])
  expect(await editor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await editor.evaluate(axe.source)
  const found = await editor.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run('.editor-side').then((run) => run.violations),
  )
  expect(found.map(({ id }) => id)).toEqual([])
  await editor.context().close()
}, 60_000)
