import { readFileSync } from 'node:fs'
import { connect } from 'node:net'

export type Load = {
  readonly perSecond: number
  /** Answers for each second that the server's process computed: what a machine that does nothing else would give. */
  readonly perCpuSecond: number
  readonly failed: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/**
 * Asks for one path again and again over kept connections, one question open on each, and counts whole answers. Answers
 * must carry a content-length.
 */
export async function loadHttp(
  port: number,
  path: string,
  options: {
    readonly connections: number
    readonly seconds: number
    readonly headers?: string
    readonly pid?: number | undefined
  },
): Promise<Load> {
  const question = Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${options.headers ?? ''}\r\n`)
  const took: number[] = []
  let failed = 0
  const until = performance.now() + options.seconds * 1000
  const began = performance.now()
  const cpuBefore = cpuSeconds(options.pid)
  await Promise.all(
    Array.from({ length: options.connections }, () => {
      const socket = connect(port, '127.0.0.1')
      let kept = Buffer.alloc(0)
      let asked = 0
      return new Promise<void>((done, fail) => {
        const ask = () => {
          if (performance.now() >= until) return void socket.end(() => done())
          asked = performance.now()
          socket.write(question)
        }
        socket.on('connect', ask)
        socket.on('error', fail)
        socket.on('data', (chunk) => {
          kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk])
          const end = kept.indexOf('\r\n\r\n')
          if (end < 0) return
          const head = kept.subarray(0, end).toString('latin1')
          const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
          if (kept.length < end + 4 + length) return
          if (!head.startsWith('HTTP/1.1 200')) failed++
          took.push(performance.now() - asked)
          kept = Buffer.alloc(0)
          ask()
        })
      })
    }),
  )
  const seconds = (performance.now() - began) / 1000
  const cpu = cpuSeconds(options.pid) - cpuBefore
  took.sort((a, b) => a - b)
  const at = (share: number) => Math.round((took[Math.floor(took.length * share)] ?? 0) * 10) / 10
  const perCpuSecond = Math.round(took.length / cpu)
  return { perSecond: Math.round(took.length / seconds), perCpuSecond, failed, p50Ms: at(0.5), p99Ms: at(0.99) }
}

/** Time that a process has computed, by Linux; not a number elsewhere. */
function cpuSeconds(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return Number.NaN
  }
}
