import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds of processor time since the clock was made. */
export type CpuTimes = { readonly own: number; readonly fake: number; readonly database: number }

/** /proc counts in hundredths of a second on every Linux. */
const tickMs = 10

/** Processor time of this process, of the fake and of the database's processes: what a busy machine's wall clock hides. */
export function cpuClock(fakePid: number | undefined, backendPid: number): () => CpuTimes {
  const postmaster = statOf(String(backendPid))?.parent ?? -1
  const read = (): CpuTimes => {
    const { user, system } = process.cpuUsage()
    return {
      own: (user + system) / 1000,
      fake: fakePid === undefined ? 0 : (statOf(String(fakePid))?.cpuMs ?? 0),
      database: readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map((name) => statOf(name))
        .reduce((sum, stat) => sum + (stat?.parent === postmaster ? stat.cpuMs : 0), 0),
    }
  }
  const start = read()
  return () => {
    const end = read()
    return { own: end.own - start.own, fake: end.fake - start.fake, database: end.database - start.database }
  }
}

/** Undefined where the process is gone, or the machine has no /proc. */
function statOf(pid: string): { parent: number; cpuMs: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name may hold spaces; what counts stands behind its bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(fields[1]), cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs }
  } catch {
    return undefined
  }
}
