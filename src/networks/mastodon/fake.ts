import { createHash } from 'node:crypto'
import {
  type FakeAnswer,
  type FakeCall,
  type FakeOptions,
  type FakeServer,
  startFakeServer,
} from '../fakes/fake-server.ts'
import { createCounter, type LedgerEntry } from '../fakes/ledger.ts'
import {
  accountFace,
  type FakeMedia,
  type FakePerson,
  type FakeStatus,
  instanceFace,
  statusFace,
} from './fake-faces.ts'

export type FakeMastodon = Omit<FakeServer, 'now'> & {
  readonly ledger: readonly LedgerEntry[]
  readonly app: { readonly clientId: string; readonly clientSecret: string }
  person(username: string): FakePerson
  /** What `username` brings home from the consent page. @throws Error where the page would show a fault. */
  consent(username: string, url: string): string
  revokeTokens(): void
  disable(username: string): void
  /** Uploads are answered 202, and 206 when asked, this many times. */
  setMediaWork(looks: number): void
  /** The server cannot make anything of what is uploaded. */
  breakMedia(): void
  setMaxCharacters(count: number): void
  /** The server forgets the keys it has seen, as it does after an hour. */
  forgetKeys(): void
  remove(id: string): void
  repost(username: string): void
  answer(id: string, text: string): void
  setLikes(id: string, likes: number): void
  setFollowers(username: string, count: number): void
}

class Refusal extends Error {
  readonly status: number

  constructor(status: number, error: string) {
    super(error)
    this.status = status
  }
}

/** One Mastodon server as described for 4.7.0 (docs.joinmastodon.org; test/specs/mastodon.json), as far as we call it. */
export async function startFakeMastodon(options: FakeOptions = {}): Promise<FakeMastodon> {
  const people: FakePerson[] = []
  const statuses: FakeStatus[] = []
  const ledger: LedgerEntry[] = []
  const media = new Map<string, FakeMedia>()
  const keys = new Map<string, FakeStatus>()
  const followers = new Map<string, number>()
  const codes = new Map<string, { person: FakePerson; challenge: string; redirectUri: string }>()
  const disabled = new Set<string>()
  const app = { clientId: 'fake-client', clientSecret: 'fake-client-secret-4711' }
  const nextId = createCounter('1128475')
  let areTokensDead = false
  let mediaWork = 0
  let isBroken = false
  let maxCharacters = 500
  let clock = (): Date => new Date()
  let url = ''

  const server = await startFakeServer((now) => {
    clock = now
    return {
      nameOf: ({ method, path }) => `${method} ${path.replace(/\/\d+/g, '/{id}')}`,
      answer: async (call) => {
        try {
          return await answerCall(call)
        } catch (error) {
          if (error instanceof Refusal) return { status: error.status, json: { error: error.message } }
          throw error
        }
      },
      rate: (at, seconds) => ({
        status: 429,
        headers: {
          'x-ratelimit-limit': '300',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': new Date(at.getTime() + seconds * 1000).toISOString(),
        },
        json: { error: 'Too many requests' },
      }),
      serverError: { status: 503, json: { error: 'Remote data could not be fetched' } },
      expired: { status: 401, json: { error: 'The access token is invalid' } },
    }
  }, options)
  url = server.url

  async function answerCall(call: FakeCall): Promise<FakeAnswer> {
    const name = `${call.method} ${call.path.replace(/\/\d+(?=\/|$)/g, '/{id}')}`
    const id = /\/(\d+)(?:\/|$)/.exec(call.path)?.[1] ?? ''
    switch (name) {
      case 'GET /api/v2/instance':
        return ok(instanceFace(url, maxCharacters))
      case 'POST /api/v1/apps':
        return ok(registerApp(call))
      case 'POST /oauth/token':
        return ok(exchangeCode(call))
      case 'GET /api/v1/accounts/verify_credentials':
        return ok(credentialsOf(authorize(call)))
      case 'GET /api/v1/accounts/{id}/statuses':
        return ok(listOwn(call, id))
      case 'GET /api/v1/statuses':
        return ok(call.query.getAll('id[]').flatMap((one) => statuses.filter((s) => s.id === one).map(face)))
      case 'POST /api/v2/media':
        return upload(call)
      case 'GET /api/v1/media/{id}':
        return mediaState(id)
      case 'POST /api/v1/statuses':
        return ok(postStatus(call))
      case 'GET /api/v1/notifications':
        return ok(notificationsOf(authorize(call), call))
      default:
        throw new Refusal(404, 'Record not found')
    }
  }

  function authorize(call: FakeCall): FakePerson {
    const token = call.headers.get('authorization')?.replace('Bearer ', '')
    const person = people.find(({ accessToken }) => accessToken === token)
    if (person === undefined || areTokensDead) throw new Refusal(401, 'The access token was revoked')
    if (disabled.has(person.username)) throw new Refusal(403, 'Your login is currently disabled')
    return person
  }

  function registerApp(call: FakeCall) {
    const { redirect_uris, scopes } = call.json() as { redirect_uris: string[]; scopes: string }
    return {
      id: '1',
      name: 'Selaras',
      client_id: app.clientId,
      client_secret: app.clientSecret,
      redirect_uri: redirect_uris.join('\n'),
      redirect_uris,
      scopes: scopes.split(' '),
      vapid_key: 'BCk=',
    }
  }

  function exchangeCode(call: FakeCall) {
    const body = call.json() as Record<string, string>
    const known = codes.get(body.code ?? '')
    if (body.client_id !== app.clientId || body.client_secret !== app.clientSecret)
      throw new Refusal(401, 'invalid_client')
    const challenge = createHash('sha256')
      .update(body.code_verifier ?? '')
      .digest('base64url')
    if (known === undefined || known.challenge !== challenge || known.redirectUri !== body.redirect_uri)
      throw new Refusal(400, 'invalid_grant')
    codes.delete(body.code ?? '')
    const scope = 'read write:statuses write:media'
    return { access_token: known.person.accessToken, token_type: 'Bearer', scope, created_at: 1_764_000_000 }
  }

  async function upload(call: FakeCall): Promise<FakeAnswer> {
    authorize(call)
    const form = await call.form()
    if (!(form.get('file') instanceof File)) throw new Refusal(422, 'Validation failed: File can’t be blank')
    const file = form.get('file')
    const type = file instanceof File && file.type.startsWith('video/') ? ('video' as const) : ('image' as const)
    const one = { id: nextId(), alt: String(form.get('description') ?? ''), looksLeft: mediaWork, type, isBroken }
    media.set(one.id, one)
    return { status: one.looksLeft > 0 ? 202 : 200, json: mediaFace(one) }
  }

  function mediaState(id: string): FakeAnswer {
    const one = media.get(id)
    if (one === undefined) throw new Refusal(404, 'Record not found')
    if (one.isBroken) throw new Refusal(422, 'Error processing thumbnail for uploaded media')
    one.looksLeft = Math.max(0, one.looksLeft - 1)
    return { status: one.looksLeft > 0 ? 206 : 200, json: mediaFace(one) }
  }

  function postStatus(call: FakeCall) {
    const person = authorize(call)
    const key = call.headers.get('idempotency-key')
    const known = key === null ? undefined : keys.get(`${person.id}:${key}`)
    if (known !== undefined) return face(known)
    const body = call.json() as { status?: string; media_ids?: string[]; language?: string }
    const text = body.status ?? ''
    const pictures = (body.media_ids ?? []).map((id) => media.get(id))
    if (text === '' && pictures.length === 0) throw new Refusal(422, 'Validation failed: Text can’t be blank')
    if (lengthOf(text) > maxCharacters)
      throw new Refusal(422, `Validation failed: Text character limit of ${maxCharacters} exceeded`)
    if (pictures.length > 1 && pictures.some((one) => one?.type === 'video'))
      throw new Refusal(422, 'Cannot attach a video to a post that already contains images')
    if (pictures.length > 4) throw new Refusal(422, 'Cannot attach more than 4 files.')
    if (pictures.some((one) => one === undefined || one.looksLeft > 0))
      throw new Refusal(422, 'Cannot attach files that have not finished processing. Try again in a moment!')
    const status = write(person, text, {
      language: body.language ?? null,
      media: pictures.filter((one) => one !== undefined),
    })
    if (key !== null) keys.set(`${person.id}:${key}`, status)
    ledger.push({
      remoteId: status.id,
      account: person.id,
      text,
      alts: status.media.map(({ alt }) => alt),
      acceptedAt: status.createdAt,
      wire: body,
    })
    return face(status)
  }

  function write(person: FakePerson, text: string, parts: Partial<FakeStatus> = {}): FakeStatus {
    const status = { id: nextId(), person, text, language: null, createdAt: clock(), media: [], likes: 0, ...parts }
    statuses.unshift(status)
    return status
  }

  function listOwn(call: FakeCall, id: string) {
    const max = call.query.get('max_id')
    return statuses
      .filter(({ person }) => person.id === id)
      .filter(({ reposts }) => call.query.get('exclude_reblogs') !== 'true' || reposts === undefined)
      .filter((status) => max === null || BigInt(status.id) < BigInt(max))
      .slice(0, Math.min(Number(call.query.get('limit') ?? 20), 40))
      .map(face)
  }

  function notificationsOf(person: FakePerson, call: FakeCall) {
    return statuses
      .filter(({ answers }) => answers?.person.id === person.id)
      .slice(0, Number(call.query.get('limit') ?? 40))
      .map((status) => ({
        id: status.id,
        type: 'mention',
        group_key: `ungrouped-${status.id}`,
        created_at: status.createdAt.toISOString(),
        account: accountFace(url, status.person, 0),
        status: face(status),
      }))
  }

  const face = (status: FakeStatus) => statusFace(url, status)
  const credentialsOf = (person: FakePerson) => {
    return {
      ...accountFace(url, person, followers.get(person.username) ?? 0),
      role: { id: '-99', name: '', color: '', permissions: '0', highlighted: false },
      source: {
        fields: [],
        follow_requests_count: 0,
        note: '',
        privacy: 'public',
        sensitive: false,
        indexable: true,
        quote_policy: 'public',
      },
    }
  }

  function person(username: string): FakePerson {
    const known = people.find((one) => one.username === username)
    if (known !== undefined) return known
    const made = { id: nextId(), username, accessToken: `fake-token-of-${username}-0123456789` }
    people.push(made)
    return made
  }

  const find = (id: string): FakeStatus => {
    const status = statuses.find((one) => one.id === id)
    if (status === undefined) throw new Error(`no status ${id}`)
    return status
  }

  return {
    ...server,
    ledger,
    app,
    person,
    consent(username, consentUrl) {
      const { searchParams: asked, pathname } = new URL(consentUrl)
      if (pathname !== '/oauth/authorize' || asked.get('client_id') !== app.clientId) throw new Error('unknown client')
      if (asked.get('code_challenge_method') !== 'S256') throw new Error('no challenge')
      const code = `code-${nextId()}`
      codes.set(code, {
        person: person(username),
        challenge: asked.get('code_challenge') ?? '',
        redirectUri: asked.get('redirect_uri') ?? '',
      })
      return code
    },
    revokeTokens: () => {
      areTokensDead = true
    },
    disable: (username) => void disabled.add(username),
    setMediaWork: (looks) => {
      mediaWork = looks
    },
    breakMedia: () => {
      isBroken = true
    },
    setMaxCharacters: (count) => {
      maxCharacters = count
    },
    forgetKeys: () => keys.clear(),
    remove: (id) => void statuses.splice(statuses.indexOf(find(id)), 1),
    repost: (username) => {
      const theirs = write(person('orang_lain'), 'Kiriman orang lain')
      write(person(username), '', { reposts: theirs })
    },
    answer: (id, text) => void write(person('warga'), text, { answers: find(id) }),
    setLikes: (id, likes) => {
      find(id).likes = likes
    },
    setFollowers: (username, count) => void followers.set(username, count),
  }
}

const ok = (json: unknown): FakeAnswer => ({ status: 200, json })

const mediaFace = ({ id, alt, type }: FakeMedia) => ({ id, type, url: null, preview_url: null, description: alt })

/** As the server counts: graphemes, every URL 23, a mention without its server. */
function lengthOf(text: string): number {
  const shown = text.replace(/https?:\/\/\S+/g, 'x'.repeat(23)).replace(/(@\w+)@[\w.-]+\w/g, '$1')
  return [...new Intl.Segmenter().segment(shown)].length
}
