import twitterText from 'twitter-text'
import {
  type FakeAnswer,
  type FakeCall,
  type FakeOptions,
  type FakeServer,
  startFakeServer,
} from '../fakes/fake-server.ts'
import { createCounter, type LedgerEntry } from '../fakes/ledger.ts'
import { createTokenDesk } from '../fakes/token-desk.ts'

export type FakeUser = { readonly id: string; readonly username: string }

type Stored = {
  readonly id: string
  readonly user: FakeUser
  readonly text: string
  readonly createdAt: Date
  readonly mediaIds: readonly string[]
  readonly answers?: Stored
  readonly isRepost?: boolean
  likes: number
}

export type FakeX = Omit<FakeServer, 'now'> & {
  readonly ledger: readonly LedgerEntry[]
  readonly app: { readonly clientId: string; readonly clientSecret: string }
  /** What the calls so far would have cost, in US dollars (docs.x.com pricing, read 2026-11-24). */
  spentUsd(): number
  user(username: string): FakeUser
  issueTokens(username: string): { readonly accessToken: string; readonly refreshToken: string }
  consent(username: string, url: string): string
  expireTokens(): void
  killGrants(): void
  suspend(username: string): void
  useUpCredits(): void
  remove(id: string): void
  repost(username: string): void
  answer(id: string, text: string): void
  setLikes(id: string, likes: number): void
  setFollowers(username: string, count: number): void
}

class Refusal extends Error {
  readonly answer: FakeAnswer

  constructor(answer: FakeAnswer) {
    super('refused')
    this.answer = answer
  }
}

const problems = 'https://api.x.com/2/problems'
const problem = (status: number, title: string, detail: string, tail = 'about:blank'): FakeAnswer => ({
  status,
  json: { title, detail, status, type: tail === 'about:blank' ? tail : `${problems}/${tail}` },
})
const prices = { create: 0.015, createWithUrl: 0.2, ownedRead: 0.001, read: 0.005, user: 0.01, metadata: 0.005 }

/** X API v2 as described in 2.167 (test/specs/x.json; docs.x.com, read 2026-11-24), as far as we call it. */
export async function startFakeX(options: FakeOptions = {}): Promise<FakeX> {
  const users: FakeUser[] = []
  const posts: Stored[] = []
  const ledger: LedgerEntry[] = []
  const media = new Map<string, { alt: string }>()
  const followers = new Map<string, number>()
  const suspended = new Set<string>()
  const app = { clientId: 'fake-x-client', clientSecret: 'fake-x-client-secret' }
  const desk = createTokenDesk<FakeUser>(app)
  const nextId = createCounter('19')
  let spent = 0
  let hasCredits = true
  let clock = (): Date => new Date()

  const server = await startFakeServer((now) => {
    clock = now
    return {
      nameOf: ({ method, path }) => `${method} ${path.replace(/\/\d{2,}(?=\/|$)/g, '/{id}')}`,
      answer: async (call) => {
        try {
          return await answerCall(call)
        } catch (error) {
          if (error instanceof Refusal) return error.answer
          throw error
        }
      },
      rate: (at, seconds) => ({
        ...problem(429, 'Too Many Requests', 'Too Many Requests'),
        headers: {
          'x-rate-limit-limit': '100',
          'x-rate-limit-remaining': '0',
          'x-rate-limit-reset': String(Math.ceil(at.getTime() / 1000) + seconds),
        },
      }),
      serverError: problem(503, 'Service Unavailable', 'Service Unavailable'),
      expired: problem(401, 'Unauthorized', 'Unauthorized'),
    }
  }, options)

  async function answerCall(call: FakeCall): Promise<FakeAnswer> {
    const name = `${call.method} ${call.path.replace(/\/\d{2,}(?=\/|$)/g, '/{id}')}`
    const id = /\/(\d{2,})(?:\/|$)/.exec(call.path)?.[1] ?? ''
    if (name === 'POST /2/oauth2/token') return giveTokens(call)
    const user = authorize(call)
    switch (name) {
      case 'GET /2/users/me':
        spent += prices.user
        return ok({ data: userFace(user) })
      case 'POST /2/media/upload':
        return upload(call)
      case 'POST /2/media/metadata':
        return describeMedia(call)
      case 'POST /2/tweets':
        return { status: 201, json: { data: createPost(user, call) } }
      case 'GET /2/tweets':
        return ok(readMany(call))
      case 'GET /2/users/{id}/tweets':
        return ok(listPosts(call, (post) => post.user.id === id, prices.ownedRead))
      case 'GET /2/users/{id}/mentions':
        return ok(listPosts(call, (post) => post.answers?.user.id === id, prices.read))
      default:
        throw new Refusal(problem(404, 'Not Found', 'Not Found'))
    }
  }

  async function giveTokens(call: FakeCall): Promise<FakeAnswer> {
    const form = await call.form()
    const field = (name: string): string => String(form.get(name) ?? '')
    const basic = `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}`
    if (call.headers.get('authorization') !== basic || field('client_id') !== app.clientId)
      return {
        status: 401,
        json: { error: 'unauthorized_client', error_description: 'Missing valid authorization header' },
      }
    const given =
      field('grant_type') === 'refresh_token'
        ? desk.refresh(field('refresh_token'))
        : desk.exchange(field('code'), field('redirect_uri'), field('code_verifier'))
    if (given === undefined)
      return {
        status: 400,
        json: { error: 'invalid_request', error_description: 'Value passed for the token was invalid.' },
      }
    const { accessToken, refreshToken } = given.tokens
    return ok({
      token_type: 'bearer',
      expires_in: 7200,
      access_token: accessToken,
      refresh_token: refreshToken,
      scope: 'tweet.read',
    })
  }

  function authorize(call: FakeCall): FakeUser {
    const user = desk.owner(call.headers.get('authorization')?.replace('Bearer ', ''))
    if (user === undefined) throw new Refusal(problem(401, 'Unauthorized', 'Unauthorized'))
    if (!hasCredits)
      throw new Refusal(problem(402, 'CreditsDepleted', 'Your enrolled account does not have any credits'))
    if (suspended.has(user.username))
      throw new Refusal(
        problem(403, 'Forbidden', 'Your account is suspended and is not permitted to access this feature.'),
      )
    return user
  }

  async function upload(call: FakeCall): Promise<FakeAnswer> {
    const form = await call.form()
    const file = form.get('media')
    if (!(file instanceof File) || form.get('media_category') !== 'tweet_image' || file.size > 5_000_000)
      throw new Refusal(invalid('media is not valid'))
    const id = nextId()
    media.set(id, { alt: '' })
    return ok({ data: { id, media_key: `3_${id}`, size: file.size, expires_after_secs: 86_400 } })
  }

  function describeMedia(call: FakeCall): FakeAnswer {
    const body = call.json() as { id: string; metadata: { alt_text: { text: string } } }
    const one = media.get(body.id)
    if (one === undefined) throw new Refusal(invalid('no such media'))
    if (body.metadata.alt_text.text.length > 1000) throw new Refusal(invalid('alt_text too long'))
    one.alt = body.metadata.alt_text.text
    spent += prices.metadata
    return ok({ data: { id: body.id } })
  }

  function createPost(user: FakeUser, call: FakeCall) {
    const body = call.json() as { text?: string; media?: { media_ids: string[] } }
    const text = body.text ?? ''
    const mediaIds = body.media?.media_ids ?? []
    if (text === '' && mediaIds.length === 0) throw new Refusal(invalid('text or media is required'))
    if (twitterText.parseTweet(text).weightedLength > 280)
      throw new Refusal(problem(403, 'Forbidden', 'Your post text is too long.'))
    if (mediaIds.some((id) => !media.has(id))) throw new Refusal(invalid('Your media IDs are invalid.'))
    if (text !== '' && posts.some((post) => post.user.id === user.id && post.text === text))
      throw new Refusal(problem(403, 'Forbidden', 'You are not allowed to create a Tweet with duplicate content.'))
    const stored = write(user, text, { mediaIds })
    spent += twitterText.extractUrls(text).length > 0 ? prices.createWithUrl : prices.create
    ledger.push({
      remoteId: stored.id,
      account: user.id,
      text,
      alts: mediaIds.map((id) => media.get(id)?.alt ?? ''),
      acceptedAt: stored.createdAt,
      wire: body,
    })
    return { id: stored.id, text, edit_history_post_ids: [stored.id] }
  }

  function write(user: FakeUser, text: string, parts: Partial<Stored> = {}): Stored {
    const stored = { id: nextId(), user, text, createdAt: clock(), mediaIds: [], likes: 0, ...parts }
    posts.unshift(stored)
    return stored
  }

  function listPosts(call: FakeCall, fits: (post: Stored) => boolean, price: number) {
    const limit = Number(call.query.get('max_results') ?? 10)
    if (limit < 5 || limit > 100) throw new Refusal(invalid('max_results must be between 5 and 100'))
    const start = Number(call.query.get('pagination_token')?.replace('page', '') ?? 0)
    const all = posts.filter(fits).filter((post) => call.query.get('exclude') !== 'retweets' || post.isRepost !== true)
    const page = all.slice(start, start + limit)
    spent += price * page.length
    const more = start + limit < all.length ? { next_token: `page${start + limit}` } : {}
    const meta = { result_count: page.length, ...more }
    if (page.length === 0) return { meta }
    const authors = [...new Map(page.map((post) => [post.user.id, userFace(post.user)])).values()]
    return { data: page.map(postFace), includes: { users: authors }, meta }
  }

  function readMany(call: FakeCall) {
    const ids = (call.query.get('ids') ?? '').split(',')
    const found = ids.flatMap((id) => posts.filter((post) => post.id === id))
    spent += prices.ownedRead * found.length
    const errors = ids
      .filter((id) => !posts.some((post) => post.id === id))
      .map((id) => ({
        title: 'Not Found Error',
        type: `${problems}/resource-not-found`,
        detail: `Could not find post with ids: [${id}].`,
        resource_type: 'post',
        resource_id: id,
        parameter: 'ids',
        value: id,
      }))
    return {
      ...(found.length === 0 ? {} : { data: found.map(postFace) }),
      ...(errors.length === 0 ? {} : { errors }),
    }
  }

  const userFace = (user: FakeUser) => ({
    id: user.id,
    username: user.username,
    name: user.username,
    public_metrics: {
      followers_count: followers.get(user.username) ?? 0,
      following_count: 0,
      post_count: 0,
      listed_count: 0,
    },
  })

  function user(username: string): FakeUser {
    const known = users.find((one) => one.username === username)
    if (known !== undefined) return known
    const made = { id: nextId(), username }
    users.push(made)
    return made
  }

  const find = (id: string): Stored => {
    const post = posts.find((one) => one.id === id)
    if (post === undefined) throw new Error(`no post ${id}`)
    return post
  }

  return {
    ...server,
    ledger,
    app,
    spentUsd: () => Math.round(spent * 1000) / 1000,
    user,
    issueTokens: (username) => desk.issue(user(username)),
    consent: (username, url) => desk.consent(user(username), url),
    expireTokens: () => desk.expireAll(),
    killGrants: () => desk.kill(),
    suspend: (username) => void suspended.add(username),
    useUpCredits: () => {
      hasCredits = false
    },
    remove: (id) => void posts.splice(posts.indexOf(find(id)), 1),
    repost: (username) => void write(user(username), 'RT @lain: Kiriman orang lain', { isRepost: true }),
    answer: (id, text) => void write(user('warga'), text, { answers: find(id) }),
    setLikes: (id, likes) => {
      find(id).likes = likes
    },
    setFollowers: (username, count) => void followers.set(username, count),
  }
}

const ok = (json: unknown): FakeAnswer => ({ status: 200, json })
const invalid = (detail: string): FakeAnswer => problem(400, 'Invalid Request', detail, 'invalid-request')

/** As X shows a post: three characters escaped, every link shortened, one added for pictures. */
function postFace(post: Stored) {
  const escaped = post.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const urls: object[] = []
  let text = escaped
  for (const [index, url] of twitterText.extractUrls(post.text).entries()) {
    const short = `https://t.co/${post.id}u${index}`
    text = text.replace(url.replaceAll('&', '&amp;'), short)
    urls.push({ start: 0, end: 23, url: short, expanded_url: url, display_url: url.slice(0, 20) })
  }
  if (post.mediaIds.length > 0) {
    const short = `https://t.co/${post.id}m`
    text = `${text} ${short}`.trimStart()
    const expanded_url = `https://x.com/${post.user.username}/status/${post.id}/photo/1`
    urls.push({ start: 0, end: 23, url: short, expanded_url, media_key: `3_${post.mediaIds[0]}` })
  }
  return {
    id: post.id,
    text,
    edit_history_post_ids: [post.id],
    author_id: post.user.id,
    created_at: post.createdAt.toISOString(),
    lang: 'in',
    ...(urls.length === 0 ? {} : { entities: { urls } }),
    ...(post.mediaIds.length === 0 ? {} : { attachments: { media_keys: post.mediaIds.map((id) => `3_${id}`) } }),
    ...(post.answers === undefined
      ? {}
      : {
          in_reply_to_user_id: post.answers.user.id,
          referenced_posts: [{ type: 'replied_to', id: post.answers.id }],
        }),
    ...(post.isRepost === true ? { referenced_posts: [{ type: 'retweeted', id: '1' }] } : {}),
    public_metrics: {
      like_count: post.likes,
      repost_count: 0,
      reply_count: 0,
      quote_count: 0,
      bookmark_count: 0,
      impression_count: 0,
    },
  }
}
