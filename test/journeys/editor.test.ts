import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeBluesky, startFakeBluesky } from '../../src/networks/bluesky/fake.ts'
import { localTimeOf } from '../../src/platform/calendar/zones.ts'
import { launchBrowser } from '../support/browser.ts'
import { type SignedInPerson, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'
import { composeOutside, core, deliverAll, type Mission, observe, releaseKit, settleMission } from './one-post.ts'

const minute = 60_000
let site: TestSite
let browser: Browser
let bluesky: FakeBluesky
let outside: Awaited<ReturnType<typeof composeOutside>>
let strategist: SignedInPerson
let campaignId: string
const missions = new Map<string, Mission>()

beforeAll(async () => {
  bluesky = await startFakeBluesky()
  // The browser has a clock of its own, so this server's is the true one.
  const env = { SELARAS_ALLOWED_PRIVATE_HOSTS: new URL(bluesky.url).host }
  site = await startTestSite({ at: new Date().toISOString(), env })
  outside = await composeOutside(site.server.installation)
  strategist = await signInAs(site.server, { role: 'strategist' })
  const side = { url: bluesky.url, createAccount: async (name: string) => bluesky.addAccount(`${name}.test`) }
  for (const id of ['kbri-tokyo', 'kbri-cairo', 'kbri-ottawa'])
    missions.set(id, await settleMission(site.server, outside, side, strategist, id))
  campaignId = await releaseKit(site.server, strategist)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await bluesky?.close()
})

const missionOf = (id: string): Mission => {
  const mission = missions.get(id)
  if (mission === undefined) throw new Error(id)
  return mission
}

/** A telephone of 360 px in somebody's hand. */
async function openPhone(person: SignedInPerson, path: string, hasScript = true): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: hasScript })
  const [name = '', value = ''] = person.cookie.split('=')
  await context.addCookies([{ name, value, url: site.address }])
  const page = await context.newPage()
  await page.goto(site.address + path)
  return page
}

/** The officer adapts the kit and submits; another person approves without JavaScript. Answers the item's id. */
async function adaptOnPhone(mission: Mission, opening: string): Promise<string> {
  const page = await openPhone(mission.officer, `/kampanye/${campaignId}`)
  await page.getByRole('button', { name: 'Sesuaikan', exact: true }).click()
  await page.waitForURL('**/kiriman/baru**')
  await page.getByLabel('Judul kerja').fill(`Kopi untuk kafe di ${mission.id}`)
  await page.getByLabel('Untuk apa?').selectOption('products')
  await page.getByLabel('Untuk siapa?').fill('Pemilik kafe setempat')
  await page.getByLabel('Apa manfaatnya bagi mereka?').fill('Membeli langsung dari koperasi, tanpa perantara')
  await page.getByLabel('Apa langkah berikutnya?').fill('Daftar sebelum 30 November')
  const text = page.getByLabel('Naskah Indonesia')
  await text.fill(`${opening} ${core}`)
  await page.getByText('Inti ada dalam naskah.').waitFor()
  const [day = '', hour = ''] = localTimeOf(new Date(Date.now() + 30 * minute), mission.zone).split('T')
  await page.getByLabel('Waktu terbit').fill(day)
  await page.getByLabel('Pukul').fill(hour.slice(0, 5))
  await page.getByRole('checkbox', { name: 'Bluesky' }).check()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await page.getByRole('button', { name: 'Simpan draf' }).click()
  await page.getByRole('button', { name: 'Ajukan persetujuan' }).click()
  await page.getByText('Sedang ditelaah.').waitFor()
  const itemId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await page.context().close()
  const phone = await openPhone(mission.head, `/setujui/${itemId}`, false)
  expect(await phone.locator('main').textContent()).toContain(opening)
  await phone.locator('.sheet-of--main > summary').click()
  await phone.getByRole('button', { name: 'Ya, setujui' }).click()
  await phone.getByText('Disetujui. Teks dibekukan').waitFor()
  await phone.context().close()
  return itemId
}

test('missions in three time zones answer a kit on a telephone; what was approved goes out once and is opened from the board', async () => {
  const ottawa = missionOf('kbri-ottawa')
  const decline = await openPhone(ottawa.officer, `/kampanye/${campaignId}`)
  await decline.getByRole('button', { name: 'Tolak', exact: true }).click()
  await decline.getByLabel('Alasan').fill('Acara serupa baru diadakan di Ottawa pekan lalu.')
  await decline.getByRole('button', { name: 'Kirim penolakan' }).click()
  await decline.getByText('Penolakan tercatat.').waitFor()
  await decline.context().close()

  const items = [
    await adaptOnPhone(missionOf('kbri-tokyo'), 'Kafe di Tokyo mencari kopi? ☕'),
    await adaptOnPhone(missionOf('kbri-cairo'), 'Kafe di Kairo mencari kopi? 🇮🇩'),
  ]
  site.server.clock.set(new Date(Date.now() + 31 * minute))
  await deliverAll(site.server, outside, items)
  const sent = bluesky.ledger.filter((entry) => entry.collection === 'app.bsky.feed.post')
  expect(sent.map((entry) => String(entry.record.text)).sort()).toEqual([
    `Kafe di Kairo mencari kopi? 🇮🇩 ${core}`,
    `Kafe di Tokyo mencari kopi? ☕ ${core}`,
  ])

  site.server.clock.advance(10 * minute)
  await observe(site.server, outside, [...missions.values()])
  const page = await openPhone(missionOf('kbri-tokyo').officer, '/perwakilan/kbri-tokyo/pesan')
  await page.getByText('Kafe di Tokyo mencari kopi?').first().waitFor()
  expect(await page.getByText('Kafe di Kairo').count()).toBe(0)
  await page.context().close()
}, 120_000)

test('a text that somebody else has saved meanwhile is never overwritten silently', async () => {
  const mission = missionOf('kbri-cairo')
  const first = await openPhone(mission.officer, '/kiriman/baru')
  await first.getByLabel('Judul kerja').fill('Jam layanan')
  await first.getByLabel('Naskah Indonesia').fill('Loket buka pukul sembilan.')
  await first.getByRole('button', { name: 'Simpan draf' }).click()
  await first.waitForURL(/\/kiriman\/[0-9a-f-]{36}/)
  const second = await openPhone(mission.head, new URL(first.url()).pathname)
  await second.getByLabel('Naskah Indonesia').fill('Loket buka pukul sepuluh.')
  await second.getByRole('button', { name: 'Simpan draf' }).click()
  await second.getByText(/^Tersimpan/).waitFor()
  await first.getByLabel('Naskah Indonesia').fill('Loket buka pukul sebelas.')
  await first.getByRole('button', { name: 'Simpan draf' }).click()
  await first.getByText('Ada yang menyimpan lebih dulu.').waitFor()
  await first.getByRole('button', { name: 'Simpan naskah saya' }).click()
  await first.getByText(/^Tersimpan/).waitFor()
  await second.context().close()
  await first.reload()
  expect(await first.getByLabel('Naskah Indonesia').inputValue()).toBe('Loket buka pukul sebelas.')
  await first.context().close()
}, 60_000)
