import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { saveInstallationKind } from '../../src/features/people/index.ts'
import { type FakeBluesky, startFakeBluesky } from '../../src/networks/bluesky/fake.ts'
import { launchBrowser } from '../support/browser.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'

// Journeys of accounts: proposed, approved by another, confirmed, connected, handed over.
const at = '2026-11-24T07:40:00Z'
const mission = 'kbri-tokyo'
let site: TestSite
let fake: FakeBluesky
let browser: Browser
let officer: SignedInPerson
let head: SignedInPerson
let strategist: SignedInPerson
let accountId = ''

beforeAll(async () => {
  fake = await startFakeBluesky()
  fake.addAccount('indonesia-tokyo.test')
  site = await startTestSite({ at, env: { SELARAS_ALLOWED_PRIVATE_HOSTS: '127.0.0.1' } })
  officer = await signInAs(site.server, { role: 'mission_officer', scopes: atMission(mission) })
  head = await signInAs(site.server, { role: 'head_of_mission', scopes: atMission(mission) })
  strategist = await signInAs(site.server, { role: 'strategist' })
  const { db, clock } = site.server
  await db.updateTable('person').set({ name: 'Ratna Dewi' }).where('id', '=', head.personId).execute()
  browser = await launchBrowser()
  // A sample connects nowhere; these go on as if they had enrolled outside it.
  for (const { personId } of [officer, head, strategist]) {
    await db.updateTable('person').set({ isSample: false }).where('id', '=', personId).execute()
    const factor = { personId, sealedSecret: Buffer.alloc(1), createdAt: clock.now(), confirmedAt: clock.now() }
    await db.insertInto('secondFactor').values(factor).execute()
  }
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await fake?.close()
})

type Look = { width?: number; dark?: boolean }

async function open(who: SignedInPerson, path: string, { width = 1440, dark = false }: Look = {}): Promise<Page> {
  const [name = '', value = ''] = who.cookie.split('=')
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    bypassCSP: true,
  })
  await context.addCookies([{ name, value, url: site.address }])
  context.setDefaultTimeout(8_000)
  const page = await context.newPage()
  await page.goto(site.address + path)
  await page.locator('h1').first().waitFor()
  return page
}

async function seeEveryLook(who: SignedInPerson, path: string): Promise<void> {
  // Contrast hangs on the theme, fit on the width: two looks see both.
  for (const { width, dark } of [
    { width: 360, dark: true },
    { width: 1440, dark: false },
  ]) {
    const page = await open(who, path, { width, dark })
    await page.waitForLoadState('networkidle')
    await page.waitForTimeout(300)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${path} ${width}`).toBeLessThanOrEqual(
      width,
    )
    await page.evaluate(axe.source)
    const found = await page.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run().then((run) => run.violations),
    )
    const words = found.map(({ id, nodes }) => `${path} ${width} ${id}: ${nodes.map((node) => node.html).join(' ')}`)
    expect(words).toEqual([])
    await page.context().close()
  }
}

const toastOf = (page: Page) => page.locator('.toasts').first()
const accountPath = () => `/perwakilan/${mission}/akun/${accountId}`

it('an officer proposes an account; only somebody else can approve and activate it, and takes a step back', async () => {
  const mine = await open(officer, `/perwakilan/${mission}`)
  await mine.getByRole('button', { name: 'Usulkan akun' }).click()
  await mine.getByLabel('Jejaring', { exact: true }).selectOption('bluesky')
  await mine.getByLabel('Nama akun atau tautannya').fill('@indonesia-tokyo.test')
  await mine.getByRole('button', { name: 'Usulkan', exact: true }).click()
  await mine.getByRole('link', { name: 'indonesia-tokyo.test' }).click()
  await mine.getByText('Anda yang mengusulkan akun ini').waitFor()
  accountId = mine.url().split('/').at(-1) ?? ''
  expect(await mine.getByRole('button', { name: 'Setujui' }).count()).toBe(0)

  const theirs = await open(head, accountPath())
  await theirs.getByRole('button', { name: 'Setujui' }).click()
  await theirs.getByRole('button', { name: 'Aktifkan' }).click()
  await theirs.getByText('Aktif. Dipakai menerbitkan dan dibaca balik.').waitFor()
  await theirs.getByRole('button', { name: 'Tangguhkan' }).click()
  const dialog = theirs.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Tangguhkan' }).click()
  await dialog.getByText('Tulis alasannya').waitFor()
  await dialog.getByLabel('Alasan').fill('Sandi bocor di grup')
  await dialog.getByRole('button', { name: 'Tangguhkan' }).click()
  await theirs.getByText('Ditangguhkan. Cek Akun memperingatkan').waitFor()
  await toastOf(theirs).getByRole('button', { name: 'Urungkan' }).last().click()
  await theirs.getByText('Aktif. Dipakai menerbitkan dan dibaca balik.').waitFor()
  await theirs.getByText('“Sandi bocor di grup”').waitFor()
  await theirs.context().close()
  await mine.context().close()
})

it('a round: the officer confirms the account with their own word, and only then it is official', async () => {
  const asked = async () =>
    (await fetch(`${site.address}/api/v1/account-check?q=indonesia-tokyo.test`)).json() as Promise<{ answer: string }>
  const theirs = await open(head, '/akun')
  await theirs.getByRole('button', { name: 'Buka putaran verifikasi' }).click()
  await theirs.getByLabel('Paling lambat').fill('2026-12-12')
  await theirs.getByRole('dialog').getByRole('button', { name: 'Buka putaran verifikasi' }).click()
  await theirs.getByText('0 dari 1 akun dijawab').waitFor()
  await theirs.context().close()
  expect((await asked()).answer).toBe('recorded_unverified')

  await seeEveryLook(officer, `/perwakilan/${mission}/pastikan-akun`)
  const mine = await open(officer, '/akun', { width: 360 })
  await mine.getByRole('link', { name: 'Pastikan akun kami' }).click()
  await mine.getByRole('button', { name: 'Belum yakin' }).click()
  await mine.getByRole('dialog').getByLabel('Apa yang Anda lihat?').fill('Nama panggilnya bukan punya kami')
  await mine.getByRole('button', { name: 'Simpan jawaban' }).click()
  await mine.getByText('“Nama panggilnya bukan punya kami”').waitFor()
  await mine.getByRole('button', { name: /Ubah jawaban/ }).click()
  await mine.getByRole('button', { name: 'Ini akun kami' }).click()
  await mine.getByText('Semua akun sudah dijawab').waitFor()
  await mine.locator('.chip', { hasText: 'Resmi' }).waitFor()
  expect((await asked()).answer).toBe('official')
  await mine.context().close()
})

it('a sample refuses to connect with a sentence', async () => {
  const page = await open(officer, accountPath())
  await page.getByText('Ini data contoh, jadi tidak tersambung ke jaringan mana pun').waitFor()
  expect(await page.getByRole('button', { name: 'Sambungkan' }).count()).toBe(0)
  await page.context().close()
})

it('an account is connected by app password on the screen: tried on the network, never shown again', async () => {
  await saveInstallationKind(site.server.db, 'real', site.server.clock.now())
  const secret = fake.accounts[0]?.appPassword ?? ''
  const page = await open(officer, accountPath(), { width: 360 })
  await page.getByRole('button', { name: 'Sambungkan' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Alamat server').fill(fake.url)
  await dialog.getByLabel('Sandi aplikasi').fill('abcd-efgh-ijkl-mnop')
  await dialog.getByRole('button', { name: 'Coba dan sambungkan' }).click()
  await dialog.getByText('Jaringan menolak nama atau sandi aplikasi itu').waitFor()
  await dialog.getByLabel('Sandi aplikasi').fill(secret)
  await dialog.getByRole('button', { name: 'Coba dan sambungkan' }).click()
  await page.getByText('Tersambung').first().waitFor()
  await page.getByText('Disambungkan oleh').waitFor()
  expect(await page.content()).not.toContain(secret)
  fake.expireSessions(true)
  await page.getByRole('button', { name: 'Periksa sekarang' }).click()
  await page.getByText('Tersambung').first().waitFor()
  await page.context().close()
  await seeEveryLook(officer, accountPath())
})

it('custody and handover: checklist, two signatures of two persons, minutes that print', async () => {
  const mine = await open(officer, accountPath())
  await mine.getByRole('button', { name: 'Tambah pemegang' }).click()
  await mine.getByLabel('Siapa', { exact: true }).selectOption('Sekar Uji (petugas)')
  await mine.getByLabel('Jabatan').fill('Pelaksana Fungsi Pensosbud')
  await mine.getByLabel('Selesai tugas pada').fill('2026-12-31')
  await mine.getByRole('dialog').getByRole('button', { name: 'Simpan' }).click()
  await mine.getByText('baru satu pemegang').waitFor()
  await mine.getByRole('button', { name: /Buka serah terima/ }).click()
  await mine.getByRole('dialog').getByRole('button', { name: 'Buka', exact: true }).click()
  await mine.getByRole('heading', { name: /Serah terima Sekar/ }).waitFor()
  const path = new URL(mine.url()).pathname

  const theirs = await open(head, path)
  await theirs.getByRole('button', { name: 'Tentukan penerima' }).click()
  await theirs.getByLabel('Siapa', { exact: true }).selectOption('Ratna Dewi (kepala perwakilan)')
  await theirs.getByLabel('Jabatan').fill('Kepala Perwakilan')
  await theirs.getByRole('dialog').getByRole('button', { name: 'Simpan' }).click()
  await theirs.locator('.toasts').getByText('Penerima tercatat').waitFor()
  for (const box of await theirs.getByRole('checkbox').all()) {
    const done = theirs.waitForResponse((answer) => answer.url().endsWith('/steps') && answer.ok())
    await box.click()
    await done
  }
  await theirs.getByText('Semua langkah selesai').waitFor()
  await seeEveryLook(head, path)
  await theirs.getByRole('button', { name: 'Tanda tangani sebagai yang menerima' }).click()
  await theirs.getByRole('dialog').getByRole('button', { name: 'Tanda tangan' }).click()
  await theirs.getByText('Ditandatangani Ratna Dewi').waitFor()
  expect(await theirs.getByRole('button', { name: 'Tanda tangani sebagai yang menyerahkan' }).count()).toBe(0)

  await mine.reload()
  await mine.getByRole('button', { name: 'Tanda tangani sebagai yang menyerahkan' }).click()
  await mine.getByRole('dialog').getByRole('button', { name: 'Tanda tangan' }).click()
  await mine.getByText('Sudah ditandatangani').waitFor()
  await seeEveryLook(officer, `/serah-terima/${path.split('/').at(-1)}`)
  const minutes = await open(officer, `/serah-terima/${path.split('/').at(-1)}`)
  expect(await minutes.locator('main').textContent()).toContain('Ditandatangani di Selaras oleh Ratna Dewi')
  const custody = await open(officer, accountPath())
  await custody.getByText('Kepala Perwakilan').waitFor()
  for (const page of [mine, theirs, minutes, custody]) await page.context().close()
})

it('what needs somebody stands on one screen, on a phone too', async () => {
  await seeEveryLook(officer, '/akun')
  await seeEveryLook(head, `/perwakilan/${mission}`)
})

it('headquarters decides about a mission with what it changes before its eyes, and takes it back', async () => {
  const page = await open(strategist, `/perwakilan/${mission}`)
  await page.getByRole('button', { name: 'Ubah', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Belum ada yang berubah').waitFor()
  await dialog.getByLabel('Ya', { exact: true }).check()
  await dialog.getByText('dibandingkan: pos penuh tantangan').waitFor()
  await dialog.getByLabel('Ditutup pada').fill('2027-01-01')
  await dialog.getByText('1 Jan 2027: dari 133 menjadi 132 perwakilan.').waitFor()
  await dialog.getByText('1 akunnya tidak ikut tertutup').waitFor()
  await dialog.getByRole('button', { name: 'Simpan keputusan' }).click()
  await page.locator('.facts').getByText('1 Jan 2027').waitFor()
  const count = async () =>
    ((await (await fetch(`${site.address}/api/v1/missions?on=2027-01-01`)).json()) as { count: number }).count
  expect(await count()).toBe(132)
  await toastOf(page).getByRole('button', { name: 'Urungkan' }).last().click()
  await page.locator('.facts').getByText('belum ditetapkan').waitFor()
  expect(await count()).toBe(133)
  await page.context().close()
  await seeEveryLook(strategist, '/perwakilan')
})
