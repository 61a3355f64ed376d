import { type FakeAnswer, type FakeFault, type FakeServer, startFakeServer } from '../fakes/fake-server.ts'
import type { PostMetrics } from '../network.ts'
import { FakeFilms } from './fake-films.ts'
import { answerMethod } from './fake-methods.ts'
import { type FakeAccount, FakeRefusal, FakeStore, type LedgerEntry } from './fake-store.ts'

/** Refusals of Bluesky's own, beside the faults every fake has. */
type FaultMode = FakeFault | 'auth-refused' | 'swap'

export type FakeBluesky = Pick<FakeServer, 'url' | 'calls' | 'heal' | 'setLatency' | 'setClockSkew' | 'close'> & {
  /** Every record written, in order: two entries for one publication are a doubled post. */
  readonly ledger: readonly LedgerEntry[]
  readonly accounts: readonly FakeAccount[]
  addAccount(handle: string): FakeAccount
  /** The next `count` calls of `method` go wrong. Default: the calls that publish (putRecord, createRecord, applyWrites). */
  failNext(mode: FaultMode, count?: number, method?: string): void
  /** Access tokens given out so far are answered ExpiredToken; with `refreshToo` only the app password helps. */
  expireSessions(refreshToo?: boolean): void
  takeDown(did: string): void
  /** A record disappears, as when a person deletes it in the app. */
  remove(uri: string): void
  /** Every film from now on needs this many looks until it is ready. */
  setFilmWork(looks: number): void
  /** The next film fails in the service with this code. */
  failFilm(code: string): void
  setCounts(uri: string, counts: PostMetrics): void
  setFollowers(did: string, count: number): void
  /** Puts a record there as if another program had written it. */
  write(did: string, collection: string, rkey: string, record: Readonly<Record<string, unknown>>): void
}

const publishing = ['com.atproto.repo.putRecord', 'com.atproto.repo.createRecord', 'com.atproto.repo.applyWrites']
const refusals = {
  'auth-refused': new FakeRefusal(401, 'AuthenticationRequired', 'Invalid identifier or password'),
  swap: new FakeRefusal(400, 'InvalidSwap', 'Record was at another version'),
} as const

/**
 * A Bluesky server (PDS with AppView counts) that speaks the documented wire on 127.0.0.1, keeps what it accepted and
 * fails when told. `slowMs`: how long `slow` holds an answer back. `appView: false`: a bare PDS, which counts nothing.
 */
export async function startFakeBluesky(
  options: { readonly port?: number; readonly slowMs?: number; readonly appView?: boolean } = {},
): Promise<FakeBluesky> {
  const counts = new Map<string, PostMetrics>()
  const followers = new Map<string, number>()
  const refusing: { readonly refusal: FakeRefusal; readonly methods: readonly string[] }[] = []
  let skewed = (): Date => new Date()
  const store = new FakeStore(() => skewed())
  const films = new FakeFilms(store)

  const server = await startFakeServer((now) => {
    skewed = now
    return {
      nameOf: ({ path }) => path.replace('/xrpc/', ''),
      answer: (call) => {
        const method = call.path.replace('/xrpc/', '')
        try {
          const index = refusing.findIndex(({ methods }) => methods.includes(method))
          const told = index < 0 ? undefined : refusing.splice(index, 1)[0]
          if (told !== undefined) throw told.refusal
          const read = { method, params: call.query, headers: call.headers, body: call.body }
          return {
            status: 200,
            json: answerMethod({ store, counts, followers, films, hasAppView: options.appView ?? true }, read),
          }
        } catch (error) {
          if (error instanceof FakeRefusal) return toAnswer(error)
          throw error
        }
      },
      rate: (at, seconds) => ({
        status: 429,
        headers: { 'ratelimit-reset': String(Math.ceil(at.getTime() / 1000) + seconds), 'ratelimit-remaining': '0' },
        json: { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' },
      }),
      serverError: { status: 500, json: { error: 'InternalServerError', message: 'Internal Server Error' } },
      expired: { status: 400, json: { error: 'ExpiredToken', message: 'Token has expired' } },
    }
  }, options)

  return {
    ...server,
    setFilmWork: (looks) => {
      films.work = looks
    },
    failFilm: (code) => {
      films.failNext = code
    },
    ledger: store.ledger,
    accounts: store.accounts,
    addAccount: (handle) => store.addAccount(handle),
    failNext(mode, count = 1, method) {
      const methods =
        method !== undefined ? [method] : mode === 'auth-refused' ? ['com.atproto.server.createSession'] : publishing
      if (mode !== 'auth-refused' && mode !== 'swap') return server.failNext(mode, count, methods)
      for (let i = 0; i < count; i += 1) refusing.push({ refusal: refusals[mode], methods })
    },
    heal: () => {
      refusing.length = 0
      server.heal()
    },
    expireSessions: (refreshToo = false) => store.expireTokens(refreshToo ? ['access', 'refresh'] : ['access']),
    takeDown: (did) => void store.takenDown.add(did),
    remove: (uri) => {
      const [did = '', collection = '', rkey = ''] = uri.slice('at://'.length).split('/')
      store.deleteRecord(did, collection, rkey)
    },
    setCounts: (uri, some) => void counts.set(uri, some),
    setFollowers: (did, count) => void followers.set(did, count),
    write: (did, collection, rkey, record) => void store.putRecord(did, collection, rkey, record),
  }
}

const toAnswer = (refusal: FakeRefusal): FakeAnswer => {
  return { status: refusal.status, json: { error: refusal.error, message: refusal.message, ...refusal.more } }
}
