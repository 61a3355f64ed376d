// The public site: what its first page weighs and how soon it is read on a slow line, and how many pages a second leave the
// application and the exported folder.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchBrowser } from '../test/support/browser.ts'
import { type Load, loadHttp } from './parts/http-load.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const data = mkdtempSync(join(tmpdir(), 'selaras-bench-public-'))
const folder = join(data, 'public')
const slug = 'anda-bisa-bekerja-sambil-berlibur-setahun-di-australia'
const seconds = Number(process.env.BENCH_SECONDS ?? 5)

type Server = {
  readonly child: ChildProcess
  readonly about: { readonly port: number; readonly files?: number; readonly exportMs?: number }
}

async function start(...words: string[]): Promise<Server> {
  const env = {
    ...process.env,
    PORT: '3999',
    SELARAS_DATA: data,
    SELARAS_SAMPLE: 'none',
    SELARAS_SECRET: 'secret of the bench',
  }
  const child = spawn(process.execPath, [fileURLToPath(new URL('parts/public-server.ts', import.meta.url)), ...words], {
    cwd: project,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, about: JSON.parse(line.toString()) }
}

async function stop({ child }: Server): Promise<void> {
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** First visit on 400 kbit/s with 400 ms there and back, on a processor four times slower. */
async function firstVisit(url: string) {
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    const line = await context.newCDPSession(page)
    await line.send('Network.enable')
    await line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: 50_000,
      uploadThroughput: 50_000,
    })
    await line.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    let bytes = 0
    let requests = 0
    line.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
      requests++
    })
    await page.addInitScript(() => {
      const seen = { lcp: 0, cls: 0 }
      Object.assign(globalThis, { seen })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.lcp = entry.startTime
      }).observe({ type: 'largest-contentful-paint', buffered: true })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.cls += (entry as unknown as { value: number }).value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(url, { waitUntil: 'networkidle' })
    const { lcp, cls } = await page.evaluate(
      () => (globalThis as unknown as { seen: { lcp: number; cls: number } }).seen,
    )
    return { kB: Math.round(bytes / 100) / 10, requests, lcpMs: Math.round(lcp), cls: Math.round(cls * 1000) / 1000 }
  } finally {
    await browser.close()
  }
}

const results: { visits: Record<string, unknown>; pages: Record<string, Load>; export?: unknown } = {
  visits: {},
  pages: {},
}
try {
  const application = await start('application', folder)
  const { port, files, exportMs } = application.about
  results.export = { files, ms: exportMs }
  const base = `http://127.0.0.1:${port}/publik/`
  for (const [name, path] of [
    ['front page', ''],
    ['explainer', `penjelas/${slug}/`],
    ['explainer in Arabic', `ar/penjelas/${slug}/`],
    ['account answer', 'cek-akun/?q=Kem1u_RI'],
  ] as const)
    results.visits[name] = await firstVisit(base + path)
  const packed = { connections: 64, seconds, headers: 'accept-encoding: br\r\n', pid: application.child.pid }
  await loadHttp(port, '/publik/', { ...packed, seconds: 2 })
  results.pages['application, front page'] = await loadHttp(port, '/publik/', packed)
  results.pages['application, explainer'] = await loadHttp(port, `/publik/penjelas/${slug}/`, packed)
  await stop(application)
  const alone = await start('folder', folder)
  results.pages['folder alone, front page'] = await loadHttp(alone.about.port, '/', {
    connections: 64,
    seconds,
    pid: alone.child.pid,
  })
  results.pages['folder alone, explainer'] = await loadHttp(alone.about.port, `/penjelas/${slug}/`, {
    connections: 64,
    seconds,
    pid: alone.child.pid,
  })
  await stop(alone)
} finally {
  rmSync(data, { recursive: true, force: true })
}
console.table(results.visits)
console.table(results.pages)
console.log(results.export)
mkdirSync(join(project, 'bench/results'), { recursive: true })
writeFileSync(join(project, 'bench/results/public.json'), `${JSON.stringify(results, null, 2)}\n`)
