import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PostMetrics } from '../network.ts'
import { answerMethod } from './fake-methods.ts'
import { type FakeAccount, FakeRefusal, FakeStore, type LedgerEntry } from './fake-store.ts'

/**
 * How a call goes wrong. `-before`: nothing is written; `-after`: the record is written, only the answer fails.
 * `slow`: written, answered after `slowMs`. `html`, `truncated`, `malformed`: written, then an answer nobody can read.
 */
type FaultMode =
  | 'error-before'
  | 'error-after'
  | 'cut-before'
  | 'cut-after'
  | 'slow'
  | 'html-before'
  | 'html'
  | 'truncated'
  | 'malformed'
  | 'rate'
  | 'expired'
  | 'auth-refused'
  | 'swap'

export type FakeBluesky = {
  readonly url: string
  /** Every record written, in order: two entries for one publication are a doubled post. */
  readonly ledger: readonly LedgerEntry[]
  readonly accounts: readonly FakeAccount[]
  /** Calls that arrived, by method. */
  readonly calls: ReadonlyMap<string, number>
  addAccount(handle: string): FakeAccount
  /** The next `count` calls of `method` go wrong. Default: the calls that publish (putRecord, createRecord, applyWrites). */
  failNext(mode: FaultMode, count?: number, method?: string): void
  /** Forgets the faults still to come. */
  heal(): void
  /** Every answer waits this long. */
  setLatency(ms: number): void
  /** The server's clock is ahead (behind, if negative) by this much. */
  setClockSkew(ms: number): void
  /** Access tokens given out so far are answered ExpiredToken; with `refreshToo` only the app password helps. */
  expireSessions(refreshToo?: boolean): void
  takeDown(did: string): void
  /** A record disappears, as when a person deletes it in the app. */
  remove(uri: string): void
  setCounts(uri: string, counts: PostMetrics): void
  /** Puts a record there as if another program had written it. */
  write(did: string, collection: string, rkey: string, record: Readonly<Record<string, unknown>>): void
  /** Also cuts open connections. */
  close(): Promise<void>
}

const publishing = ['com.atproto.repo.putRecord', 'com.atproto.repo.createRecord', 'com.atproto.repo.applyWrites']
const resetAfterSeconds = 120
const refusals: Partial<Record<FaultMode, FakeRefusal>> = {
  expired: new FakeRefusal(400, 'ExpiredToken', 'Token has expired'),
  'auth-refused': new FakeRefusal(401, 'AuthenticationRequired', 'Invalid identifier or password'),
  swap: new FakeRefusal(400, 'InvalidSwap', 'Record was at another version'),
}

/**
 * A Bluesky server (PDS with AppView counts) that speaks the documented wire on 127.0.0.1, keeps what it accepted and
 * fails when told. `slowMs`: how long `slow` holds an answer back. `appView: false`: a bare PDS, which counts nothing.
 */
export async function startFakeBluesky(
  options: { readonly port?: number; readonly slowMs?: number; readonly appView?: boolean } = {},
): Promise<FakeBluesky> {
  let latencyMs = 0
  let skewMs = 0
  const now = (): Date => new Date(Date.now() + skewMs)
  const store = new FakeStore(now)
  const counts = new Map<string, PostMetrics>()
  const calls = new Map<string, number>()
  let faults: { mode: FaultMode; methods: readonly string[] }[] = []

  const takeFault = (method: string): FaultMode | undefined => {
    const index = faults.findIndex(({ methods }) => methods.includes(method))
    return index < 0 ? undefined : faults.splice(index, 1)[0]?.mode
  }

  const server = createServer((request, response) => {
    // A fault of the fake itself must not look like one of the faults it plays.
    handle(request, response).catch((error: unknown) =>
      sendJson(response, 500, { error: 'FakeIsBroken', message: String(error) }),
    )
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake')
    const method = url.pathname.replace('/xrpc/', '')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    calls.set(method, (calls.get(method) ?? 0) + 1)
    const fault = takeFault(method)
    if (latencyMs > 0) await sleep(latencyMs)
    response.setHeader('date', now().toUTCString())
    if (fault === 'cut-before') return void request.socket.destroy()
    if (fault === 'error-before')
      return sendJson(response, 500, { error: 'InternalServerError', message: 'Internal Server Error' })
    if (fault === 'html-before') return sendHtml(response, 502)
    if (fault === 'rate') return sendRate(response, now())
    const { status, json } = answer(method, url, request, body, fault)
    if (fault === 'cut-after') return void request.socket.destroy()
    if (fault === 'error-after') return sendJson(response, 503, { error: 'NotEnoughResources', message: 'Try later' })
    if (fault === 'html') return sendHtml(response, 200)
    if (fault === 'slow') await sleep(options.slowMs ?? 2000)
    if (fault === 'malformed') return sendText(response, `${JSON.stringify(json).slice(0, -3)}\u0000}}`)
    if (fault === 'truncated') return sendTruncated(request, response, JSON.stringify(json))
    sendJson(response, status, json)
  }

  function answer(method: string, url: URL, request: IncomingMessage, body: Buffer, fault: FaultMode | undefined) {
    try {
      const refusal = fault === undefined ? undefined : refusals[fault]
      if (refusal !== undefined) throw refusal
      const call = { method, params: url.searchParams, headers: request.headers, body }
      return { status: 200, json: answerMethod({ store, counts, hasAppView: options.appView ?? true }, call) }
    } catch (error) {
      if (!(error instanceof FakeRefusal)) throw error
      return { status: error.status, json: { error: error.error, message: error.message } }
    }
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    ledger: store.ledger,
    accounts: store.accounts,
    calls,
    addAccount: (handle) => store.addAccount(handle),
    failNext(mode, count = 1, method) {
      const methods =
        method !== undefined ? [method] : mode === 'auth-refused' ? ['com.atproto.server.createSession'] : publishing
      for (let i = 0; i < count; i += 1) faults.push({ mode, methods })
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
    expireSessions: (refreshToo = false) => store.expireTokens(refreshToo ? ['access', 'refresh'] : ['access']),
    takeDown: (did) => void store.takenDown.add(did),
    remove: (uri) => {
      const [did = '', collection = '', rkey = ''] = uri.slice('at://'.length).split('/')
      store.deleteRecord(did, collection, rkey)
    },
    setCounts: (uri, some) => void counts.set(uri, some),
    write: (did, collection, rkey, record) => void store.putRecord(did, collection, rkey, record),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function sendJson(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(json))
}

function sendText(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(text)
}

function sendHtml(response: ServerResponse, status: number): void {
  response
    .writeHead(status, { 'content-type': 'text/html' })
    .end('<html><body>Sign in to the hotel network</body></html>')
}

function sendRate(response: ServerResponse, now: Date): void {
  response.setHeader('ratelimit-reset', String(Math.ceil(now.getTime() / 1000) + resetAfterSeconds))
  response.setHeader('ratelimit-remaining', '0')
  sendJson(response, 429, { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' })
}

function sendTruncated(request: IncomingMessage, response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) })
  response.write(text.slice(0, text.length / 2), () => request.socket.destroy())
}
