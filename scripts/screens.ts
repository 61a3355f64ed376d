// Makes the pictures of docs/screens from a fresh sample workspace: node scripts/screens.ts [name …]
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { launchBrowser } from '../test/support/browser.ts'

type Screen = {
  readonly name: string
  readonly path: string
  readonly as?: 'strategist' | 'mission_officer' | 'head_of_mission' | 'administrator'
}

const screens: readonly Screen[] = [
  { name: 'masuk', path: '/masuk' },
  { name: 'papan', path: '/', as: 'strategist' },
  { name: 'perwakilan', path: '/perwakilan', as: 'strategist' },
  { name: 'akun', path: '/akun', as: 'strategist' },
  { name: 'pastikan-akun', path: '/perwakilan/kbri-cairo/pastikan-akun', as: 'mission_officer' },
  { name: 'keselarasan', path: '/perwakilan/kbri-cairo/keselarasan', as: 'strategist' },
  { name: 'kampanye', path: '/kampanye', as: 'strategist' },
  { name: 'sasaran', path: '/sasaran', as: 'strategist' },
  { name: 'bauran', path: '/bauran/kbri-cairo', as: 'strategist' },
  { name: 'fakta', path: '/fakta', as: 'strategist' },
  { name: 'kalender', path: '/kalender', as: 'mission_officer' },
  { name: 'hari-ini-kepala', path: '/hari-ini', as: 'head_of_mission' },
  { name: 'pesan', path: '/perwakilan/kbri-cairo/pesan', as: 'strategist' },
  { name: 'antrean', path: '/antrean', as: 'strategist' },
  { name: 'hari-ini', path: '/hari-ini', as: 'mission_officer' },
  { name: 'kiriman-baru', path: '/kiriman/baru', as: 'mission_officer' },
  { name: 'pengiriman', path: '/pengiriman', as: 'mission_officer' },
  { name: 'setujui', path: '/setujui', as: 'head_of_mission' },
  { name: 'pengguna', path: '/pengguna', as: 'administrator' },
  { name: 'mulai-sungguhan', path: '/pengguna/mulai-sungguhan', as: 'administrator' },
  { name: 'cek-akun', path: '/cek-akun?q=Kem1u_RI' },
  { name: 'komponen', path: '/komponen' },
]
const widths = [1440, 360] as const
const themes = ['light', 'dark'] as const

const project = fileURLToPath(new URL('..', import.meta.url))
const folder = join(project, 'docs/screens')
const data = mkdtempSync(join(tmpdir(), 'selaras-screens-'))
const port = 39_500 + Math.floor(Math.random() * 90)
const base = `http://localhost:${port}`
const env = { ...process.env, PORT: String(port), SELARAS_DATA: data }
const server = spawn(process.execPath, ['src/main/start.ts'], {
  cwd: project,
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
})
const wanted = process.argv.slice(2)
/** Longer pages are cut: the rest is more of the same. */
const highest = 2_400

/** Small enough for a repository: few colours, no endless lists. */
async function savePicture(picture: Buffer, name: string): Promise<void> {
  const { width, height } = await sharp(picture).metadata()
  await sharp(picture)
    .extract({ left: 0, top: 0, width, height: Math.min(height, highest) })
    .png({ palette: true })
    .toFile(join(folder, name))
}

try {
  while (!(await fetch(`${base}/healthz`).catch(() => undefined))?.ok) await sleep(100)
  const ready = async () =>
    (await (await fetch(`${base}/api/v1/session/options`)).json()) as {
      persons: { id: string; role: string; missionId: string | null }[]
    }
  // Pages are served before the sample is written; its persons come with it.
  let { persons } = await ready()
  while (persons.length === 0) {
    await sleep(500)
    persons = (await ready()).persons
  }
  // The roll-ups of the sample follow within seconds.
  await sleep(10_000)
  mkdirSync(folder, { recursive: true })
  const browser = await launchBrowser()
  for (const screen of screens.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))
    for (const width of widths)
      for (const theme of themes) {
        const context = await browser.newContext({
          viewport: { width, height: 900 },
          colorScheme: theme,
          locale: 'id-ID',
        })
        const person = persons.find(
          ({ role, missionId }) => role === screen.as && (missionId === null || missionId === 'kbri-cairo'),
        )
        if (person) await context.request.post(`${base}/api/v1/session/sample`, { data: { personId: person.id } })
        const page = await context.newPage()
        await page.goto(`${base}${screen.path}`)
        await page.locator('h1').first().waitFor({ timeout: 60_000 })
        await page.waitForTimeout(2_000)
        await page.evaluate(() => document.fonts.ready)
        await savePicture(await page.screenshot({ fullPage: width === 1440 }), `${screen.name}-${width}-${theme}.png`)
        await context.close()
      }
  await browser.close()
} finally {
  server.kill('SIGTERM')
  await new Promise((done) => server.once('exit', done))
  rmSync(data, { recursive: true, force: true })
}
