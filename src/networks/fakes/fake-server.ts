import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * How a call goes wrong. `-before`: nothing is done; `-after`: it is done, only the answer fails. `slow`: done, answered
 * after `slowMs`. `html`, `truncated`, `malformed`, `empty`, `flood`: done, then an answer nobody can read. `redirect`
 * sends the caller elsewhere, nothing done. `rate` and `expired` are this network's own answers.
 */
export type FakeFault =
  | 'error-before'
  | 'error-after'
  | 'cut-before'
  | 'cut-after'
  | 'slow'
  | 'html-before'
  | 'html'
  | 'truncated'
  | 'malformed'
  | 'empty'
  | 'flood'
  | 'redirect'
  | 'rate'
  | 'expired'

export type FakeCall = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Headers
  readonly body: Buffer
  /** @throws SyntaxError */
  json(): unknown
  /** Fields of a form, multipart or not. */
  form(): Promise<FormData>
}

export type FakeAnswer = {
  readonly status: number
  readonly json: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** One network's wire. */
export type FakeWire = {
  /** Name of the call, for counting and for faults (`POST /api/v1/statuses`). */
  nameOf(call: Pick<FakeCall, 'method' | 'path' | 'query'>): string
  answer(call: FakeCall): FakeAnswer | Promise<FakeAnswer>
  /** This network's answer to too many calls, good again in `seconds`. */
  rate(now: Date, seconds: number): FakeAnswer
  /** This network's own error, nothing of which proves that nothing was done. */
  readonly serverError: FakeAnswer
  readonly expired: FakeAnswer
}

export type FakeServer = {
  readonly url: string
  /** Calls that arrived, by name. */
  readonly calls: ReadonlyMap<string, number>
  callCount(): number
  /** The next `count` calls with one of these names go wrong. */
  failNext(fault: FakeFault, count: number, names: readonly string[]): void
  /** Forgets the faults still to come. */
  heal(): void
  /** Every answer waits this long. */
  setLatency(ms: number): void
  /** The server's clock is ahead (behind, if negative) by this much. */
  setClockSkew(ms: number): void
  /** The server's own time. */
  now(): Date
  /** Also cuts open connections. */
  close(): Promise<void>
}

export type FakeOptions = {
  readonly port?: number
  /** How long `slow` holds an answer back, in milliseconds. */
  readonly slowMs?: number
  /** Told of every exchange that was played straight: to hold it against the network's description. */
  readonly onExchange?: (call: FakeCall, answer: FakeAnswer) => void
}

export const rateResetSeconds = 120
const floodBytes = 64 * 1024 * 1024

/** A network on 127.0.0.1 that answers as `wire` says and fails when told. `slowMs`: how long `slow` holds an answer back. */
export async function startFakeServer(
  makeWire: (now: () => Date) => FakeWire,
  options: FakeOptions = {},
): Promise<FakeServer> {
  let latencyMs = 0
  let skewMs = 0
  const now = (): Date => new Date(Date.now() + skewMs)
  const wire = makeWire(now)
  const calls = new Map<string, number>()
  let faults: { readonly fault: FakeFault; readonly names: readonly string[] }[] = []

  const server = createServer((request, response) => {
    // A fault of the fake itself must not look like one of the faults it plays.
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) sendJson(response, { status: 500, json: { fakeIsBroken: String(error) } })
    })
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request)
    const name = wire.nameOf(call)
    calls.set(name, (calls.get(name) ?? 0) + 1)
    const index = faults.findIndex(({ names }) => names.includes(name))
    const fault = index < 0 ? undefined : faults.splice(index, 1)[0]?.fault
    if (latencyMs > 0) await sleep(latencyMs)
    response.setHeader('date', now().toUTCString())
    const early = fault === undefined ? undefined : beforeActing(fault)
    if (early !== undefined) return early(request, response)
    const answer = await wire.answer(call)
    options.onExchange?.(call, answer)
    if (fault !== undefined && fault !== 'slow') return afterActing(fault, request, response, answer)
    if (fault === 'slow') await sleep(options.slowMs ?? 2000)
    sendJson(response, answer)
  }

  function beforeActing(fault: FakeFault): ((request: IncomingMessage, response: ServerResponse) => void) | undefined {
    const answers: Partial<Record<FakeFault, (request: IncomingMessage, response: ServerResponse) => void>> = {
      'cut-before': (request) => request.socket.destroy(),
      'error-before': (_, response) => sendJson(response, wire.serverError),
      'html-before': (_, response) => sendHtml(response, 502),
      redirect: (_, response) =>
        response.writeHead(307, { location: 'http://127.0.0.1:9/elsewhere', 'content-type': 'text/html' }).end('Moved'),
      rate: (_, response) => sendJson(response, wire.rate(now(), rateResetSeconds)),
      expired: (_, response) => sendJson(response, wire.expired),
    }
    return answers[fault]
  }

  function afterActing(fault: FakeFault, request: IncomingMessage, response: ServerResponse, answer: FakeAnswer): void {
    const text = JSON.stringify(answer.json)
    if (fault === 'cut-after') request.socket.destroy()
    else if (fault === 'error-after') sendJson(response, wire.serverError)
    else if (fault === 'html') sendHtml(response, 200)
    else if (fault === 'malformed') sendText(response, `${text.slice(0, -1)}\u0000}}`)
    else if (fault === 'empty') response.writeHead(200).end()
    else if (fault === 'flood') sendFlood(response)
    else sendTruncated(request, response, text)
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    callCount: () => [...calls.values()].reduce((a, b) => a + b, 0),
    failNext(fault, count, names) {
      for (let i = 0; i < count; i += 1) faults.push({ fault, names })
    },
    heal: () => {
      faults = []
    },
    setLatency: (ms) => {
      latencyMs = ms
    },
    setClockSkew: (ms) => {
      skewMs = ms
    },
    now,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readCall(request: IncomingMessage): Promise<FakeCall> {
  const url = new URL(request.url ?? '/', 'http://fake')
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value)
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body,
    json: () => JSON.parse(body.toString('utf8')) as unknown,
    form: () => new Response(new Uint8Array(body), { headers }).formData(),
  }
}

function sendJson(response: ServerResponse, answer: FakeAnswer): void {
  response
    .writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers })
    .end(JSON.stringify(answer.json))
}

function sendText(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(text)
}

function sendHtml(response: ServerResponse, status: number): void {
  response
    .writeHead(status, { 'content-type': 'text/html' })
    .end('<html><body>Sign in to the hotel network</body></html>')
}

function sendTruncated(request: IncomingMessage, response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) })
  response.write(text.slice(0, text.length / 2), () => request.socket.destroy())
}

/** An answer of 64 MB: whoever reads it whole into memory is caught by its slowness or its size. */
function sendFlood(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const chunk = Buffer.alloc(1024 * 1024, ' ')
  let sent = 0
  const pour = (): void => {
    while (sent < floodBytes && !response.destroyed) {
      sent += chunk.byteLength
      if (!response.write(chunk)) {
        response.once('drain', pour)
        return
      }
    }
    response.end()
  }
  response.on('error', () => {})
  pour()
}
