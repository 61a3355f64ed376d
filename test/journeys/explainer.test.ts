import { readFileSync } from 'node:fs'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Explainer } from '../../src/contract/explainers.ts'
import { explainerDraft } from '../../src/contract/explainers.ts'
import { launchBrowser } from '../support/browser.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'
import { startTestSite, type TestSite } from '../support/web.ts'

const cairo = 'kbri-cairo'
const [visa] = (JSON.parse(readFileSync('data/sample/explainers.json', 'utf8')) as unknown[]).map((one) =>
  explainerDraft.parse(one),
)
if (!visa) throw new Error('the sample has no explainer')
let site: TestSite
let browser: Browser
let strategist: SignedInPerson
let editor: SignedInPerson
let officer: SignedInPerson

beforeAll(async () => {
  site = await startTestSite({ at: '2026-11-24T03:00:00Z' })
  browser = await launchBrowser()
  strategist = await signInAs(site.server, { role: 'strategist' })
  editor = await signInAs(site.server, { role: 'editor' })
  officer = await signInAs(site.server, { role: 'mission_officer', scopes: atMission(cairo) })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

async function call<T>(who: SignedInPerson, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object): Promise<T> {
  const answer = await site.server.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie: who.cookie },
    ...(payload ? { payload } : {}),
  })
  if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`)
  return answer.statusCode === 204 ? (undefined as T) : (answer.json() as T)
}

async function openAs(who: SignedInPerson, path: string, width = 1440): Promise<Page> {
  // axe is put into the page by the test; the policy rightly forbids that to anyone else.
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'id-ID', bypassCSP: true })
  const [name = '', value = ''] = who.cookie.split('=')
  await context.addCookies([{ name, value, url: site.address }])
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(site.address + path)
  await page.locator('h1').first().waitFor()
  return page
}

describe('journey 3: a policy explainer', () => {
  it('headquarters writes, the desk checks, the public reads, missions adapt', async () => {
    const written = await call<Explainer>(strategist, 'POST', '/explainers', visa)
    expect(written).toMatchObject({ rubric: 4, issues: [], stage: 'writing' })
    const path = `/publik/penjelas/${written.slug}/`
    expect((await fetch(site.address + path)).status).toBe(404)
    const { submittedHash } = await call<Explainer>(strategist, 'POST', `/explainers/${written.id}/submit`, {})
    await call(editor, 'POST', `/explainers/${written.id}/check`, { decision: 'publish', hash: submittedHash })
    await expect.poll(async () => (await fetch(site.address + path)).status, { timeout: 20_000 }).toBe(200)
    expect(await (await fetch(site.address + path)).text()).toContain('Apa artinya bagi Anda')

    const { campaignId } = await call<{ campaignId: string }>(strategist, 'POST', `/explainers/${written.id}/kit`)
    type Kit = {
      revision: number
      kit: {
        cores: { language: string; message: string; example: string; isMaster: boolean }[]
        assets: { width: number; height: number; contentType: string }[]
      }
    }
    const campaign = await call<Kit & Record<string, unknown>>(strategist, 'GET', `/campaigns/${campaignId}`)
    expect(campaign.kit.cores.map((core) => core.language).sort()).toEqual(['ar', 'en', 'hi', 'id', 'th', 'zh'])
    expect(campaign.kit.cores.find((core) => core.isMaster)?.example).toContain(path)
    // Five cards upright and five square, drawn and stored as pictures of headquarters.
    expect(campaign.kit.assets.map(({ width, height }) => `${width}x${height}`)).toEqual([
      ...Array(5).fill('1080x1350'),
      ...Array(5).fill('1080x1080'),
    ])
    expect(String(campaign.implementation)).toContain('1/5')

    const { title, objectiveCode, audience, strategy, implementation, riskTier, startsOn, endsOn, obligation } =
      campaign
    const kit = {
      ...campaign.kit,
      assets: undefined,
      cores: campaign.kit.cores.map(({ language, message, example, isMaster, ...core }) => ({
        ...core,
        language,
        message,
        example,
        isMaster,
      })),
    }
    const goal = {
      goal: '120 pendaftar bertanya lewat jalur resmi',
      baseline: '40 pada kuartal lalu',
      scoring: '',
      embargoUntil: null,
      targetAt: null,
    }
    await call(strategist, 'PUT', `/campaigns/${campaignId}`, {
      title,
      objectiveCode,
      audience,
      strategy,
      implementation,
      riskTier,
      startsOn,
      endsOn,
      obligation,
      ...goal,
      kit,
      revision: campaign.revision,
    })
    for (const core of campaign.kit.cores)
      await call(editor, 'POST', `/campaigns/${campaignId}/cores/${core.language}/approve`)
    await call(strategist, 'POST', `/campaigns/${campaignId}/release`, { to: 'missions', missionIds: [cairo] })
    const { kits } = await call<{ kits: { campaign: { id: string; kit: Kit['kit'] } }[] }>(
      officer,
      'GET',
      `/missions/${cairo}/kits`,
    )
    const mine = kits.find((one) => one.campaign.id === campaignId)
    expect(mine?.campaign.kit.cores.some((core) => core.language === 'ar' && core.message.includes('أستراليا'))).toBe(
      true,
    )
    expect(
      await call(officer, 'PUT', `/campaigns/${campaignId}/answers/${cairo}`, { answer: 'adapted' }),
    ).toMatchObject({ status: 'adapted' })
  }, 120_000)
})

describe('in the browser', () => {
  it('an editor sees what the benefit lacks and which words are hard while writing, then saves and submits', async () => {
    const page = await openAs(strategist, '/penjelas')
    await page.getByRole('link', { name: 'Penjelas baru' }).first().click()
    await page.getByLabel('Judul', { exact: true }).fill('Paspor hilang? Perwakilan membantu Anda pulang.')
    await page.getByLabel('Ringkasan').fill('Dalam rangka optimalisasi pelayanan, kami memfasilitasi Anda.')
    const rubric = page.getByRole('region', { name: 'Manfaat: 0 dari 4' })
    await rubric.waitFor()
    await page.getByRole('region', { name: 'Bahasa jelas' }).getByText('Istilah dinas').first().waitFor()
    await page.getByLabel('Siapa', { exact: true }).fill('WNI yang paspornya hilang.')
    await page.getByLabel('Apa manfaatnya').fill('Anda bisa pulang tanpa perantara.')
    await page.getByRole('region', { name: 'Manfaat: 2 dari 4' }).waitFor()
    await page.getByRole('button', { name: 'Simpan' }).click()
    await page.getByRole('button', { name: 'Ajukan ke pemeriksa' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Ajukan ke pemeriksa' }).click()
    await dialog.getByText(/Belum bisa diperiksa: \d+ bagian/).waitFor()
    await page.context().close()
  }, 60_000)

  it('the desk publishes what it read, its writer cannot; the screens keep to axe and to 360 px', async () => {
    const draft = { ...visa, texts: visa.texts.filter((text) => text.isMaster) }
    const written = await call<Explainer>(strategist, 'POST', '/explainers', draft)
    await call(strategist, 'POST', `/explainers/${written.id}/submit`, {})
    const own = await openAs(strategist, `/penjelas/${written.id}`)
    await own.getByText('Menunggu orang lain: penulis tidak memeriksa tulisannya sendiri.').waitFor()
    await own.context().close()
    const desk = await openAs(editor, `/penjelas/${written.id}`)
    await desk.getByRole('button', { name: 'Terbitkan' }).click()
    await desk.getByText('Terbit · versi 1').first().waitFor()
    await desk.evaluate(axe.source)
    const violations = await desk.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe
        .run()
        .then((run) => run.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)),
    )
    expect(violations).toEqual([])
    await desk.context().close()
    for (const path of ['/penjelas', `/penjelas/${written.id}`]) {
      const phone = await openAs(strategist, path, 360)
      await phone.waitForLoadState('networkidle')
      expect(
        await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        path,
      ).toBeLessThanOrEqual(0)
      if (process.env.SHOTS) await phone.screenshot({ path: `/tmp/look-editor-${path.length}-360.png`, fullPage: true })
      await phone.context().close()
    }
    if (process.env.SHOTS) {
      const wide = await openAs(strategist, `/penjelas/${written.id}`)
      await wide.waitForLoadState('networkidle')
      await wide.screenshot({ path: '/tmp/look-editor-1440.png', fullPage: true })
      await wide.context().close()
    }
  }, 90_000)
})
