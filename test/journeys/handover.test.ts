import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { Hand } from '../support/hand.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'
import { call } from './one-post.ts'

let site: TestSite
let browser: Browser

beforeAll(async () => {
  site = await startTestSite({ at: '2026-11-24T07:40:00Z' })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

/** An officer who leaves, a head who receives, and an account in the officer's hands. */
async function settle(missionId: string) {
  const { server } = site
  const officer = await signInAs(server, { role: 'mission_officer', scopes: atMission(missionId) })
  const head = await signInAs(server, { role: 'head_of_mission', scopes: atMission(missionId) })
  await server.db
    .updateTable('person')
    .set({ name: `Sekar ${missionId}` })
    .where('id', '=', officer.personId)
    .execute()
  await server.db
    .updateTable('person')
    .set({ name: `Ratna ${missionId}` })
    .where('id', '=', head.personId)
    .execute()
  const account = await call<{ id: string }>(server, officer, 'POST', `/api/v1/missions/${missionId}/accounts`, {
    network: 'x',
    handle: missionId.replace('kbri-', 'kbri_'),
    languages: ['id'],
  })
  for (const to of ['approved', 'active'])
    await call(server, head, 'POST', `/api/v1/accounts/${account.id}/status`, { to })
  return { officer, head, accountId: account.id }
}

async function open(person: SignedInPerson, path: string, width: number) {
  const context = await browser.newContext({ viewport: { width, height: 800 } })
  const [name = '', value = ''] = person.cookie.split('=')
  await context.addCookies([{ name, value, url: site.address }])
  const page = await context.newPage()
  await page.goto(site.address + path)
  await page.locator('h1').first().waitFor()
  return page
}

test.each([
  { missionId: 'kbri-lima', width: 360, keyboard: false, how: 'by finger at 360 px' },
  { missionId: 'kbri-hanoi', width: 1440, keyboard: true, how: 'by keyboard alone at 1440 px' },
])(
  'an account passes from one hand to another, step by step, signed by both, $how',
  async ({ missionId, width, keyboard }) => {
    const { officer, head, accountId } = await settle(missionId)
    const mine = await open(officer, `/perwakilan/${missionId}/akun/${accountId}`, width)
    const giving = new Hand(mine, keyboard)
    await giving.press(mine.getByRole('button', { name: 'Tambah pemegang' }))
    await giving.choose(mine.getByLabel('Siapa', { exact: true }), { label: `Sekar ${missionId} (petugas)` })
    await giving.write(mine.getByLabel('Jabatan'), 'Pelaksana Fungsi Pensosbud')
    await giving.write(mine.getByLabel('Selesai tugas pada'), '2026-12-31', true)
    await giving.press(mine.getByRole('dialog').getByRole('button', { name: 'Simpan' }))
    await mine.getByText('baru satu pemegang').waitFor()
    await giving.press(mine.getByRole('button', { name: /Buka serah terima/ }))
    await giving.press(mine.getByRole('dialog').getByRole('button', { name: 'Buka', exact: true }))
    await mine.getByRole('heading', { name: /Serah terima Sekar/ }).waitFor()
    const path = new URL(mine.url()).pathname

    const theirs = await open(head, path, width)
    const taking = new Hand(theirs, keyboard)
    await taking.press(theirs.getByRole('button', { name: 'Tentukan penerima' }))
    await taking.choose(theirs.getByLabel('Siapa', { exact: true }), {
      label: `Ratna ${missionId} (kepala perwakilan)`,
    })
    await taking.write(theirs.getByLabel('Jabatan'), 'Kepala Perwakilan')
    await taking.press(theirs.getByRole('dialog').getByRole('button', { name: 'Simpan' }))
    await theirs.locator('.toasts').getByText('Penerima tercatat').waitFor()
    for (let step = 0; step < 5; step++) {
      const done = theirs.waitForResponse((answer) => answer.url().endsWith('/steps') && answer.ok())
      await taking.tick(theirs.getByRole('checkbox').nth(step))
      await done
    }
    await theirs.getByText('Semua langkah selesai').waitFor()
    expect(await theirs.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await taking.press(theirs.getByRole('button', { name: 'Tanda tangani sebagai yang menerima' }))
    await taking.press(theirs.getByRole('dialog').getByRole('button', { name: 'Tanda tangan' }))
    await theirs.getByText(`Ditandatangani Ratna ${missionId}`).waitFor()

    await mine.reload()
    await giving.press(mine.getByRole('button', { name: 'Tanda tangani sebagai yang menyerahkan' }))
    await giving.press(mine.getByRole('dialog').getByRole('button', { name: 'Tanda tangan' }))
    await mine.getByText('Sudah ditandatangani').waitFor()
    const minutes = await open(officer, `/serah-terima/${path.split('/').at(-1)}`, width)
    expect(await minutes.locator('main').textContent()).toContain(`Ditandatangani di Selaras oleh Ratna ${missionId}`)
    for (const page of [mine, theirs, minutes]) await page.context().close()
  },
  90_000,
)
