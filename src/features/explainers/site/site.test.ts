import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HtmlValidate } from 'html-validate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addAccount, publishExplainers } from '../../../../test/support/explainers.ts'
import { serveFolder } from '../../../../test/support/file-server.ts'
import { startTestServer, type TestServer } from '../../../../test/support/server.ts'
import { atMission, signInAs } from '../../../../test/support/sign-in.ts'
import { exportSite } from './export-site.ts'
import type { SiteDeps } from './load-site.ts'
import { type BuiltSite, buildSite, openSite } from './open-site.ts'

let server: TestServer
let deps: SiteDeps
let site: BuiltSite
let slug: string
beforeAll(async () => {
  server = await startTestServer({ kind: 'real' })
  const { db, clock, installation } = server
  await publishExplainers(db, clock.now())
  const add = (account: Parameters<typeof addAccount>[1]) => addAccount(db, account, clock.now())
  await add({ missionId: 'kbri-tokyo', network: 'instagram', handle: 'kbri.tokyo' })
  await add({ missionId: 'kbri-tokyo', network: 'x', handle: 'kbri_tokyo', status: 'taken_over' })
  await add({ missionId: 'kbri-seoul', network: 'x', handle: 'belum_pasti', verified: false })
  deps = {
    db,
    now: () => clock.now(),
    ministry: installation.ministry,
    url: installation.config.url,
    dataFolder: installation.config.dataFolder,
    isSample: async () => false,
    alerts: async () => [
      { title: 'Siaga di <dua> wilayah', level: 1, place: 'KBRI Contoh', updatedAt: clock.now(), isStale: false },
    ],
    askUrl: `${installation.config.url}/tanya`,
  }
  site = await buildSite(deps, 'x')
  slug = site.data.explainers[0]?.slug ?? ''
}, 180_000)
afterAll(() => server.stop())

const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ url, headers })
const textOf = async (path: string): Promise<string> => (await site.render(path))?.body.toString() ?? ''
const isPage = (path: string) => path === '' || path.endsWith('/')
/** All pages, but of the 133 missions only a few: they are made by one hand. */
const somePages = () =>
  site.paths.filter(
    (path) => isPage(path) && (!/perwakilan\/./.test(path) || /kbri-(tokyo|kairo|canberra)|ptri/.test(path)),
  )

describe('every page', () => {
  it('is valid HTML, in every language', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:standard', 'html-validate:a11y'],
      rules: {
        // Matters of taste of the writer, not of HTML.
        'long-title': 'off',
        'no-trailing-whitespace': 'off',
        'void-style': 'off',
        'attr-quotes': 'off',
        'element-required-attributes': 'error',
        'no-inline-style': 'error',
        // A link that a network would not open anyway.
        'tel-non-breaking': 'off',
      },
    })
    const wrong: string[] = []
    for (const path of [...somePages(), '404.html']) {
      const report = validator.validateStringSync(await textOf(path))
      for (const { messages } of report.results)
        for (const { ruleId, message, line, column } of messages)
          wrong.push(`${path} ${ruleId}: ${message} ${line}:${column}`)
    }
    expect(wrong).toEqual([])
  }, 120_000)

  it('has no script that runs, no style of its own, no address elsewhere that it loads from', async () => {
    for (const path of somePages()) {
      const page = await textOf(path)
      expect(page.match(/<script(?! type="application\/ld\+json")/g), path).toBeNull()
      expect(page.match(/ (style|on\w+)="/g), path).toBeNull()
      expect(page.match(/<(img|iframe|object|embed|video|audio)\b/g), path).toBeNull()
      for (const [, href = ''] of page.matchAll(/<link rel="(?:stylesheet|icon|preload)" href="([^"]+)"/g))
        expect(href).not.toMatch(/^(https?:)?\/\//)
    }
  })

  it('leads only to what is there: every link inside the site has its file', async () => {
    const there = new Set(site.paths)
    const wrong = new Set<string>()
    for (const path of somePages()) {
      const page = await textOf(path)
      for (const [, href = ''] of page.matchAll(/ (?:href|action)="([^"]*)"/g)) {
        const link = href.replaceAll('&amp;', '&')
        if (/^(https?:|mailto:|data:|#)/.test(link)) continue
        const { pathname } = new URL(link, `http://x/${path}`)
        const target = decodeURIComponent(pathname.slice(1))
        // Alerts are another room's files; two forms are answered by the application.
        if (!there.has(target) && !target.startsWith('siaga/') && !/\/(jelas|paham)$/.test(target))
          wrong.add(`${path} → ${target}`)
      }
    }
    expect([...wrong]).toEqual([])
  })

  it('says language and direction, and which versions in other languages there are', async () => {
    const arabic = await textOf(`ar/penjelas/${slug}/`)
    expect(arabic).toContain('<html lang="ar" dir="rtl">')
    for (const language of ['id', 'en', 'ar', 'zh', 'th', 'hi'])
      expect(arabic).toContain(`hreflang="${language}" href="http`)
    const hindi = await textOf(`hi/penjelas/${slug}/`)
    expect(hindi).toContain('<html lang="hi" dir="ltr">')
    expect(hindi).toMatch(/<h2 id="arti"[^>]*lang="en"/)
  })
})

describe('served by the application', () => {
  it('sets no cookie, packs, and answers 304 to whoever has it', async () => {
    const first = await get('/publik/', { 'accept-encoding': 'br' })
    expect(first.headers['set-cookie']).toBeUndefined()
    expect(first.headers['content-encoding']).toBe('br')
    expect(first.headers['content-security-policy']).toContain("default-src 'none'")
    expect(first.rawPayload.length).toBeLessThan(10_000)
    const again = await get('/publik/', { 'if-none-match': String(first.headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    expect((await get('/publik/', { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBe('gzip')
  })

  it('leads old and half addresses on, and says kindly where there is nothing', async () => {
    expect((await get('/publik')).headers.location).toBe('/publik/')
    expect((await get('/publik/penjelas')).headers.location).toBe('/publik/penjelas/')
    expect((await get('/cek-akun?q=kbri.tokyo&bahasa=en')).headers.location).toBe('/publik/en/cek-akun/?q=kbri.tokyo')
    const missing = await get('/publik/ar/tidak/ada')
    expect(missing.statusCode).toBe(404)
    expect(missing.body).toContain('dir="rtl"')
    expect((await get('/publik/..%2f..%2fpackage.json')).statusCode).toBe(404)
  })

  it('searches with errors of typing, checks an account, finds a country; what is asked is escaped', async () => {
    expect((await get('/publik/cari/?q=austrlia')).body).toContain(`penjelas/${slug}/`)
    const evil = await get(`/publik/cari/?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
    expect(evil.body).not.toContain('<script>alert')
    expect((await get('/publik/cek-akun/?q=https://www.instagram.com/kbri.tokyo')).body).toContain('Akun ini resmi')
    expect((await get('/publik/en/cek-akun/?q=kbri_tokyo')).body).toContain('This account is in trouble')
    expect((await get('/publik/perwakilan/?q=jepang')).body).toContain('perwakilan/kjri-osaka/')
    expect((await get('/publik/ar/perwakilan/?q=اليابان')).body).toContain('perwakilan/kbri-tokyo/')
  })

  it('never lists an account that nobody verified, and never links one in foreign hands', async () => {
    const list = await textOf('cek-akun/')
    expect(list).toContain('kbri.tokyo')
    expect(list).not.toContain('belum_pasti')
    expect(list).not.toContain('href="https://x.com/kbri_tokyo"')
    const open = `${await textOf('data/akun.csv')}${await textOf('data/akun.json')}`
    expect(open).not.toContain('belum_pasti')
    expect(open).not.toContain('x.com/kbri_tokyo')
  })

  it('counts "Apakah ini jelas?" and the three questions, and nothing else', async () => {
    const post = (path: string, payload: string) =>
      server.app.inject({
        method: 'POST',
        url: `/publik/${path}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload,
      })
    const answer = await post(`penjelas/${slug}/jelas`, 'versi=1&pilihan=clear&nama=Budi')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/publik/penjelas/${slug}/terima-kasih/`])
    await post(`penjelas/${slug}/jelas`, 'versi=999&pilihan=clear')
    await post(`penjelas/${slug}/jelas`, 'versi=1&pilihan=apa-saja')
    const checked = await post(`penjelas/${slug}/paham`, 'versi=1&j0=1&j1=0')
    expect(checked.body).toContain('1 dari 3 benar')
    expect((await post('penjelas/tidak-ada/jelas', 'versi=1&pilihan=clear')).statusCode).toBe(404)
    const rows = await server.db
      .selectFrom('explainerCount')
      .select(['kind', 'count', 'language'])
      .orderBy('kind')
      .execute()
    expect(rows).toEqual([
      { kind: 'answer_0_right', count: 1, language: 'id' },
      { kind: 'answer_1_wrong', count: 1, language: 'id' },
      { kind: 'clear', count: 1, language: 'id' },
    ])
  })
})

describe('for programs', () => {
  it('feeds, sitemap, open data and schema.org say the same as the pages', async () => {
    const atom = await textOf('umpan.atom')
    expect(atom.match(/<entry>/g)).toHaveLength(3)
    expect(JSON.parse(await textOf('ar/umpan.json'))).toMatchObject({
      language: 'ar',
      items: [{ url: `${deps.url}/publik/ar/penjelas/${slug}/` }],
    })
    const map = await textOf('sitemap.xml')
    expect(map).toContain(`${deps.url}/publik/hi/penjelas/${slug}/`)
    expect(map).not.toContain('terima-kasih')
    const data = JSON.parse(await textOf('data/perwakilan.json'))
    expect(data.rows.length).toBe(133)
    expect(Object.keys(data.rows[0])).toEqual(data.metadata.columns.map((column: { name: string }) => column.name))
    expect(JSON.stringify(data)).not.toMatch(/score|skor|keselarasan|peer/i)
    const [, ld = ''] =
      /<script type="application\/ld\+json">(.*?)<\/script>/.exec(await textOf(`penjelas/${slug}/`)) ?? []
    expect(JSON.parse(ld)['@graph']).toMatchObject([{ '@type': 'Article', inLanguage: 'id' }, { '@type': 'FAQPage' }])
    expect((await site.render(`gambar/${slug}.ar.v1.png`))?.type).toBe('image/png')
  })

  it('journalists get facts, quotes, licence, embargo, contact and history with zone', async () => {
    const page = await textOf(`penjelas/${slug}/jurnalis/`)
    for (const word of ['Fakta', 'Kutipan', 'CC BY 4.0', 'Embargo', 'Kontak', 'Riwayat versi', 'WIB'])
      expect(page).toContain(word)
  })
})

describe('cards to take along', () => {
  it('are drawn for whoever is signed in, in any size; the open line names only a mission of theirs', async () => {
    const ours = await startTestServer()
    try {
      await publishExplainers(ours.db, ours.clock.now())
      const officer = await signInAs(ours, { role: 'mission_officer', scopes: atMission('kbri-tokyo') })
      const { id = '' } =
        (await ours.db.selectFrom('explainer').select('id').where('slug', '=', slug).executeTakeFirst()) ?? {}
      const draw = (words: string) =>
        ours.app.inject({
          url: `/api/v1/explainer-cards?explainerId=${id}&${words}`,
          headers: { cookie: officer.cookie },
        })
      const story = await draw('language=ar&card=2&format=story&missionId=kbri-tokyo')
      expect([story.statusCode, story.headers['content-type']]).toEqual([200, 'image/png'])
      expect(await sharp(story.rawPayload).metadata()).toMatchObject({ width: 1080, height: 1920 })
      expect((await draw('missionId=kbri-seoul')).statusCode).toBe(404)
      expect((await draw('language=xx')).statusCode).toBe(404)
      expect((await ours.app.inject({ url: `/api/v1/explainer-cards?explainerId=${id}` })).statusCode).toBe(401)
    } finally {
      await ours.stop()
    }
  }, 180_000)
})

describe('as a folder of files', () => {
  it('serves alone, keeps strangers’ files, is refreshed only by what changed, and removes what is gone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'selaras-site-'))
    try {
      await writeFile(join(folder, 'milik-orang.txt'), 'biar')
      const first = await exportSite(deps, folder)
      expect(first?.written).toBe(first?.files)
      expect(await exportSite(deps, folder)).toBeUndefined()
      const page = await readFile(join(folder, 'penjelas', slug, 'index.html'))
      expect(page.equals((await site.render(`penjelas/${slug}/`))?.body ?? Buffer.alloc(0))).toBe(true)
      // Nothing half-written lies about.
      expect((await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.new'))).toEqual([])

      const files = await serveFolder(folder)
      for (const path of [
        '',
        'cari/?q=apa-saja',
        `ar/penjelas/${slug}/`,
        'gaya.css',
        'huruf/ar.ttf',
        'data/akun.csv',
        `gambar/${slug}.id.v1.png`,
      ])
        expect((await fetch(`${files.address}/${path}`)).status, path).toBe(200)
      await files.stop()

      const { mtimeMs } = await stat(join(folder, 'gaya.css'))
      await server.db
        .updateTable('explainer')
        .set({ withdrawnReason: 'Uji.', withdrawnAt: deps.now() })
        .where('slug', '=', slug)
        .execute()
      const second = await exportSite(deps, folder)
      expect(second?.written).toBeLessThan(first?.files ?? 0)
      expect(second?.removed).toBeGreaterThan(10)
      expect((await stat(join(folder, 'gaya.css'))).mtimeMs).toBe(mtimeMs)
      expect(existsSync(join(folder, 'ar', 'penjelas', slug, 'index.html'))).toBe(false)
      expect(await readFile(join(folder, 'penjelas', slug, 'index.html'), 'utf8')).toContain('Penjelas ini ditarik')
      expect(await readFile(join(folder, 'milik-orang.txt'), 'utf8')).toBe('biar')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }, 120_000)

  it('a database that does not answer leaves the site standing', async () => {
    let isBroken = false
    const flaky = openSite({ ...deps, isSample: async () => (isBroken ? Promise.reject(new Error('gone')) : false) }, 0)
    const before = await flaky.current()
    isBroken = true
    expect((await flaky.current()).mark).toBe(before.mark)
  })
})
