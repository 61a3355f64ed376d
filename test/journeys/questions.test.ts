import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

/** Somebody of the public: a small telephone, no script, no cookie of ours. */
async function citizen(path: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    javaScriptEnabled: false,
    locale: 'id-ID',
  })
  const page = await context.newPage()
  await page.goto(site.address + path)
  return page
}

async function staff(person: SignedInPerson, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'id-ID' })
  const [name = '', value = ''] = person.cookie.split('=')
  await context.addCookies([{ name, value, url: site.address }])
  const page = await context.newPage()
  await page.goto(site.address + path)
  return page
}

test('a citizen asks, an officer answers and publishes it rewritten, the citizen reads it; no name, no number, no script', {
  timeout: 90_000,
}, async () => {
  const page = await citizen('/tanya')
  await page.getByLabel('Paspor, visa, dokumen').check()
  await page.getByLabel('Perwakilan yang Anda tuju').selectOption({ label: 'KBRI Kairo' })
  await page
    .getByLabel('Pertanyaan Anda')
    .fill('Nama saya Budi, paspor C1234567 hilang di Kairo. Apa yang harus saya lakukan?')
  await page.getByRole('button', { name: 'Kirim pertanyaan' }).click()
  await page.getByRole('heading', { name: 'Pertanyaan Anda sudah diterima' }).waitFor()
  const code = ((await page.locator('.code').textContent()) ?? '').trim()
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/)
  expect(await page.context().cookies()).toEqual([])
  await page.getByRole('link', { name: 'Buka jawaban' }).click()
  await page.getByText('Belum dijawab. KBRI Kairo menjawab paling lambat').waitFor()
  const { rows } = await site.server.db
    .selectFrom('question')
    .select(['text', 'maskedKinds'])
    .execute()
    .then((all) => ({ rows: all }))
  expect(rows).toEqual([
    {
      text: 'Nama saya Budi, paspor [passport] hilang di Kairo. Apa yang harus saya lakukan?',
      maskedKinds: ['passport'],
    },
  ])

  const officer = await signInAs(site.server, { role: 'mission_officer', scopes: atMission('kbri-cairo') })
  const desk = await staff(officer, '/pertanyaan')
  await desk.getByRole('link', { name: /paspor \[paspor\] hilang/ }).click()
  await desk
    .getByLabel('Jawaban', { exact: true })
    .fill('Lapor ke polisi setempat, lalu datang ke loket dengan surat laporan.')
  await desk.getByRole('button', { name: 'Jawab', exact: true }).click()
  await desk.getByRole('heading', { name: 'Terbitkan untuk umum' }).waitFor()
  const rewritten = desk.getByLabel('Pertanyaan, ditulis ulang')
  await rewritten.fill('Paspor saya hilang, nomornya C1234567, apa langkahnya?')
  await desk.getByRole('button', { name: 'Terbitkan' }).click()
  await desk.getByText('masih memuat data pribadi').waitFor()
  await rewritten.fill('Paspor hilang di Mesir, apa langkahnya?')
  await desk.getByRole('button', { name: 'Terbitkan' }).click()
  await desk.getByRole('heading', { name: 'Sudah terbit' }).waitFor()

  await page.reload()
  await page.getByText('Lapor ke polisi setempat').waitFor()
  await page.getByRole('button', { name: 'Ya, terjawab' }).click()
  await page.getByText('Anda bilang sudah terjawab').waitFor()
  const reader = await citizen('/tanya-jawab?q=paspor')
  await reader.getByRole('heading', { name: 'Paspor hilang di Mesir, apa langkahnya?' }).waitFor()
  expect(await reader.content()).not.toContain('Budi')
})

test('what was wrong is said with every word still in the form; the same form twice is one question', async () => {
  const page = await citizen('/tanya')
  await page.getByLabel('Wisata ke Indonesia').check()
  await page.getByLabel('Pertanyaan Anda').fill('Apakah visa saat kedatangan masih ada?')
  const form = await page
    .locator('form[action="/tanya"]')
    .evaluate((node: HTMLFormElement) =>
      Object.fromEntries([...new FormData(node)].map(([name, value]) => [name, String(value)])),
    )
  const send = (part: Record<string, string>) =>
    fetch(`${site.address}/tanya`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'id' },
      body: new URLSearchParams({ ...form, ...part }),
    })
  const before = await count()
  const refused = await send({ teks: 'Apa' })
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('Belum ada yang terkirim')])
  const forged = await send({ tiket: `${form.tiket?.slice(0, -4)}AAAA` })
  expect([forged.status, await forged.text()]).toEqual([
    409,
    expect.stringContaining('Apakah visa saat kedatangan masih ada?'),
  ])
  const answers = await Promise.all([send({}), send({}), send({})])
  const codes = await Promise.all(
    answers.map(async (answer) => /<b>([0-9A-Z-]{12})<\/b>/.exec(await answer.text())?.[1]),
  )
  expect(new Set(codes).size).toBe(1)
  expect(codes[0]).toBeDefined()
  expect(await count()).toBe(before + 1)
})

test('a robot that fills the hidden field is kept apart, not turned away', async () => {
  const page = await citizen('/tanya')
  const tiket = await page.locator('input[name=tiket]').inputValue()
  const body = new URLSearchParams({ tiket, topik: 'other', teks: 'Beli pengikut murah', situs: 'https://example.org' })
  const answer = await fetch(`${site.address}/tanya`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  })
  expect(answer.status).toBe(200)
  const states = await site.server.db.selectFrom('question').select('state').where('text', 'like', 'Beli%').execute()
  expect(states).toEqual([{ state: 'screening' }])
})

test('with script, the puzzle is solved while the question is written', async () => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await page.goto(`${site.address}/tanya?bahasa=en`)
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('input[name="jawaban-teka"]')?.value !== '',
    null,
    {
      timeout: 30_000,
    },
  )
  await page.getByLabel('Foreign policy').check()
  await page.getByLabel('Your question').fill('What does Indonesia gain from ASEAN?')
  await page.getByRole('button', { name: 'Send question' }).click()
  await page.getByRole('heading', { name: 'Your question has been received' }).waitFor()
})

const count = async (): Promise<number> => (await site.server.db.selectFrom('question').select('id').execute()).length
