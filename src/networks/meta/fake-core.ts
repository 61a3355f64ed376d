import {
  type FakeAnswer,
  type FakeCall,
  type FakeOptions,
  type FakeServer,
  type FakeWire,
  startFakeServer,
} from '../fakes/fake-server.ts'
import { createCounter, type LedgerEntry } from '../fakes/ledger.ts'
import { createTokenDesk } from '../fakes/token-desk.ts'

/** An account of a fake Meta network: a Page, an Instagram account, a Threads profile. */
export type FakeOwner = { readonly id: string; readonly name: string }

export type FakePost = {
  readonly id: string
  readonly owner: FakeOwner
  readonly text: string
  readonly createdAt: Date
  readonly pictures: number
  readonly isRepost?: boolean
  likes: number
  readonly comments: { readonly id: string; readonly text: string; readonly createdAt: Date }[]
}

export type FakeGraphControls = Omit<FakeServer, 'now'> & {
  readonly ledger: readonly LedgerEntry[]
  readonly posts: readonly FakePost[]
  readonly app: { readonly clientId: string; readonly clientSecret: string }
  owner(name: string): FakeOwner
  issueToken(name: string): string
  consent(name: string, url: string): string
  killGrants(): void
  /** The network restricts the account. */
  restrict(name: string): void
  remove(id: string): void
  repost(name: string): void
  answer(id: string, text: string): void
  setLikes(id: string, likes: number): void
  setFollowers(name: string, count: number): void
}

/** What the wire of one network works with. */
export type FakeGraph = {
  readonly now: () => Date
  readonly desk: ReturnType<typeof createTokenDesk<FakeOwner>>
  readonly app: { readonly clientId: string; readonly clientSecret: string }
  readonly posts: FakePost[]
  nextId(): string
  owner(name: string): FakeOwner
  ownerById(id: string): FakeOwner | undefined
  followersOf(owner: FakeOwner): number
  isRestricted(owner: FakeOwner): boolean
  publish(owner: FakeOwner, text: string, alts: readonly string[], wire: Readonly<Record<string, unknown>>): FakePost
  findPost(id: string): FakePost | undefined
}

export class GraphRefusal extends Error {
  readonly answer: FakeAnswer

  constructor(code: number, subcode = 0, message = 'refused', status = 400) {
    super(message)
    this.answer = graphError(code, subcode, message, status)
  }
}

export function graphError(code: number, subcode: number, message: string, status = 400): FakeAnswer {
  const sub = subcode === 0 ? {} : { error_subcode: subcode }
  return { status, json: { error: { message, type: 'OAuthException', code, ...sub, fbtrace_id: 'A1b2C3' } } }
}

export const missing = (): GraphRefusal => new GraphRefusal(100, 33, 'Unsupported get request. Object does not exist')

/** Fields of a call, wherever they stand. */
export async function fieldsOf(call: FakeCall): Promise<Readonly<Record<string, string>>> {
  const fields: Record<string, string> = Object.fromEntries(call.query)
  if (call.method !== 'POST') return fields
  for (const [name, value] of await call.form())
    fields[name] = typeof value === 'string' ? value : `(file ${value.size})`
  return fields
}

export type GraphAnswer = (graph: FakeGraph, call: FakeCall, fields: Readonly<Record<string, string>>) => unknown

/**
 * A fake Meta network: tokens, errors and paging as the reference pages of 2026-09-11 and 2026-09-19 have them.
 * `nameOf`: the call without its ids. `answer` answers the JSON of a good call and throws GraphRefusal.
 */
export async function startFakeGraph(
  options: FakeOptions,
  network: { readonly answer: GraphAnswer; readonly usageType: string; nameOf: FakeWire['nameOf'] },
): Promise<FakeGraphControls> {
  const owners: FakeOwner[] = []
  const posts: FakePost[] = []
  const ledger: LedgerEntry[] = []
  const followers = new Map<string, number>()
  const restricted = new Set<string>()
  const app = { clientId: '1234567890', clientSecret: 'fake-meta-app-secret' }
  const desk = createTokenDesk<FakeOwner>(app)
  const count = createCounter('178414')
  let clock = (): Date => new Date()

  const owner = (name: string): FakeOwner => {
    const known = owners.find((one) => one.name === name)
    if (known !== undefined) return known
    const made = { id: count(), name }
    owners.push(made)
    return made
  }
  const write = (by: FakeOwner, text: string, parts: Partial<FakePost> = {}): FakePost => {
    const id = network.usageType === 'pages' ? `${by.id}_${count()}` : count()
    const post = { id, owner: by, text, createdAt: clock(), pictures: 0, likes: 0, comments: [], ...parts }
    posts.unshift(post)
    return post
  }
  const graph: FakeGraph = {
    now: () => clock(),
    desk,
    app,
    posts,
    nextId: count,
    owner,
    ownerById: (id) => owners.find((one) => one.id === id),
    followersOf: ({ name }) => followers.get(name) ?? 0,
    isRestricted: ({ name }) => restricted.has(name),
    publish(by, text, alts, wire) {
      const post = write(by, text, { pictures: alts.length })
      ledger.push({ remoteId: post.id, account: by.id, text, alts, acceptedAt: post.createdAt, wire })
      return post
    },
    findPost: (id) => posts.find((post) => post.id === id),
  }

  const server = await startFakeServer((now) => {
    clock = now
    return {
      nameOf: network.nameOf,
      answer: async (call) => {
        try {
          return { status: 200, json: await network.answer(graph, call, await fieldsOf(call)) }
        } catch (error) {
          if (error instanceof GraphRefusal) return error.answer
          throw error
        }
      },
      rate: (_, seconds) => ({
        ...graphError(network.usageType === 'pages' ? 32 : 4, 0, 'Application request limit reached'),
        headers: {
          'x-business-use-case-usage': JSON.stringify({
            '17841': [
              {
                type: network.usageType,
                call_count: 100,
                total_cputime: 1,
                total_time: 1,
                estimated_time_to_regain_access: Math.ceil(seconds / 60),
              },
            ],
          }),
        },
      }),
      serverError: graphError(2, 0, 'An unexpected error has occurred. Please retry your request later.', 500),
      expired: graphError(190, 463, 'Error validating access token: Session has expired', 400),
    }
  }, options)

  const find = (id: string): FakePost => {
    const post = graph.findPost(id)
    if (post === undefined) throw new Error(`no post ${id}`)
    return post
  }

  return {
    ...server,
    ledger,
    posts,
    app,
    owner,
    issueToken: (name) => desk.issue(owner(name)).accessToken,
    consent: (name, url) => desk.consent(owner(name), url),
    killGrants: () => desk.kill(),
    restrict: (name) => void restricted.add(name),
    remove: (id) => void posts.splice(posts.indexOf(find(id)), 1),
    repost: (name) => void write(owner(name), 'Kiriman orang lain', { isRepost: true }),
    answer: (id, text) => void find(id).comments.unshift({ id: count(), text, createdAt: clock() }),
    setLikes: (id, likes) => {
      find(id).likes = likes
    },
    setFollowers: (name, number) => void followers.set(name, number),
  }
}

/** Whose token a call carries. @throws GraphRefusal */
export function authorize(graph: FakeGraph, fields: Readonly<Record<string, string>>): FakeOwner {
  const owner = graph.desk.owner(fields.access_token)
  if (owner === undefined) throw new GraphRefusal(190, 460, 'Error validating access token: session invalidated')
  return owner
}

/** `2026-11-25T03:00:00+0000` */
export const graphTime = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, '+0000')

/** A page of a list by cursor. */
export function pageOf<T>(all: readonly T[], fields: Readonly<Record<string, string>>, defaultLimit = 25) {
  const start = fields.after === undefined ? 0 : Number(Buffer.from(fields.after, 'base64url').toString())
  const limit = Number(fields.limit ?? defaultLimit)
  const data = all.slice(start, start + limit)
  if (data.length === 0) return { data, paging: undefined }
  const after = Buffer.from(String(start + limit)).toString('base64url')
  const next = start + limit < all.length ? { next: 'https://graph.example/next' } : {}
  return { data, paging: { cursors: { before: 'x', after }, ...next } }
}

/** The two-step token of Instagram and Threads: a code for an hour's token, that for 60 days'. @throws GraphRefusal */
export function answerTokens(
  graph: FakeGraph,
  call: FakeCall,
  fields: Readonly<Record<string, string>>,
  prefix: 'ig' | 'th',
): unknown {
  const isExchange = call.method === 'POST'
  if (isExchange || fields.grant_type === `${prefix}_exchange_token`) {
    if (fields.client_secret !== graph.app.clientSecret)
      throw new GraphRefusal(101, 0, 'Error validating client secret')
  }
  if (isExchange) {
    const given = graph.desk.exchange(fields.code ?? '', fields.redirect_uri ?? '', null)
    if (given === undefined) throw new GraphRefusal(100, 36_009, 'This authorization code has been used or is invalid')
    return { access_token: given.tokens.accessToken, user_id: given.person.id }
  }
  const given = graph.desk.extend(fields.access_token ?? '')
  if (given === undefined) throw new GraphRefusal(190, 463, 'Error validating access token')
  return { access_token: given.tokens.accessToken, token_type: 'bearer', expires_in: 5_184_000 }
}
