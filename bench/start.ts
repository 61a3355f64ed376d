// How long the first page takes on an empty and on a used data folder, and what all processes together hold in memory.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('..', import.meta.url))
const port = 39_100 + Math.floor(Math.random() * 500)
const data = mkdtempSync(join(tmpdir(), 'selaras-bench-'))
const idleAfterMs = 15_000

async function startAndWait(): Promise<{ child: ChildProcess; firstPageMs: number }> {
  const began = performance.now()
  const env = { ...process.env, PORT: String(port), SELARAS_DATA: data }
  const child = spawn(process.execPath, ['--max-semi-space-size=2', 'src/main/start.ts'], {
    cwd: project,
    env,
    stdio: 'ignore',
  })
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'text/html' } }).catch(() => undefined)
    if (answer?.ok) return { child, firstPageMs: performance.now() - began }
    if (child.exitCode !== null || performance.now() - began > 60_000) throw new Error('it did not start')
    await sleep(20)
  }
}

async function stop(child: ChildProcess): Promise<number> {
  const began = performance.now()
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await ended
  return performance.now() - began
}

/** Memory of every process of this data folder, shared pages counted in part (PSS), in MB. */
function pssMb(nodePid: number | undefined): number {
  const command = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    } catch {
      return ''
    }
  }
  const parent = (pid: string) => /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const main = pids.filter((pid) => pid === String(nodePid) || command(pid).includes(`${data}/postgres`))
  const all = new Set(main)
  for (const pid of pids) {
    try {
      if (all.has(parent(pid) ?? '')) all.add(pid)
    } catch {}
  }
  let kb = 0
  for (const pid of all) {
    try {
      kb += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {}
  }
  return kb / 1024
}

const empty = await startAndWait()
const stopMs = await stop(empty.child)
const used = await startAndWait()
await sleep(idleAfterMs)
const memoryMb = process.platform === 'linux' ? pssMb(used.child.pid) : Number.NaN
await stop(used.child)
rmSync(data, { recursive: true, force: true })

const result = {
  firstPageOnEmptyFolderMs: Math.round(empty.firstPageMs),
  firstPageOnUsedFolderMs: Math.round(used.firstPageMs),
  stopMs: Math.round(stopMs),
  idleMemoryMb: Math.round(memoryMb),
}
console.table(result)
mkdirSync(join(project, 'bench/results'), { recursive: true })
writeFileSync(join(project, 'bench/results/start.json'), `${JSON.stringify(result, null, 2)}\n`)
