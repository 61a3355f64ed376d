import { lexicons } from '@atproto/api'
import { z } from 'zod'
import type { PostMetrics } from '../network.ts'
import { newRecordKey } from '../record-key.ts'
import { collection as posts } from './compose-record.ts'
import { type FakeFilms, fakeServerDid } from './fake-films.ts'
import { FakeRefusal, type FakeStore } from './fake-store.ts'

export type FakeCall = {
  readonly method: string
  readonly params: URLSearchParams
  readonly headers: Headers
  readonly body: Buffer
}
type Server = {
  readonly store: FakeStore
  readonly counts: ReadonlyMap<string, PostMetrics>
  readonly hasAppView: boolean
  readonly followers: ReadonlyMap<string, number>
  readonly films: FakeFilms
}

const record = z.record(z.string(), z.unknown())
const signInSchema = z.object({ identifier: z.string(), password: z.string() })
const writeSchema = z.object({
  repo: z.string(),
  collection: z.string(),
  rkey: z.string().optional(),
  record,
  swapRecord: z.string().nullish(),
})
const deleteSchema = z.object({ repo: z.string(), collection: z.string(), rkey: z.string() })
const applySchema = z.object({
  repo: z.string(),
  writes: z.array(
    z.object({ $type: z.string(), collection: z.string(), rkey: z.string().optional(), value: record.optional() }),
  ),
})

/** Answers one call of the protocol. @throws FakeRefusal */
export function answerMethod(server: Server, call: FakeCall): unknown {
  const { store } = server
  const param = (name: string): string => call.params.get(name) ?? ''
  switch (call.method) {
    case 'com.atproto.server.createSession': {
      const { identifier, password } = readBody(call, signInSchema)
      return store.signIn(identifier, password)
    }
    case 'com.atproto.server.refreshSession':
      return store.refresh(bearer(call) ?? '')
    case 'com.atproto.server.getSession': {
      const { did } = store.authorize(bearer(call), 'access')
      return { did, handle: store.accounts.find((account) => account.did === did)?.handle ?? 'handle.invalid' }
    }
    case 'app.bsky.actor.getProfile': {
      store.authorize(bearer(call), 'access')
      const account = store.accounts.find(({ did }) => did === param('actor'))
      return { did: account?.did, handle: account?.handle, followersCount: server.followers.get(param('actor')) ?? 0 }
    }
    case 'app.bsky.notification.listNotifications':
      return { notifications: listNotifications(server, call) }
    case 'com.atproto.identity.resolveHandle': {
      const did = store.didOf(param('handle'))
      if (did === undefined) throw new FakeRefusal(400, 'InvalidRequest', 'Unable to resolve handle')
      return { did }
    }
    case 'com.atproto.repo.uploadBlob': {
      const { did } = store.authorize(bearer(call), 'access')
      return { blob: store.uploadBlob(did, call.body, call.headers.get('content-type') ?? 'application/octet-stream') }
    }
    case 'com.atproto.server.describeServer':
      return { did: fakeServerDid, availableUserDomains: ['.test'] }
    case 'com.atproto.server.getServiceAuth':
      return server.films.grant(store.authorize(bearer(call), 'access').did, param('aud'), param('lxm'))
    case 'app.bsky.video.uploadVideo':
      return server.films.take(bearer(call) ?? '', param('did'), call.body, call.headers.get('content-type') ?? '')
    case 'app.bsky.video.getJobStatus':
      return { jobStatus: server.films.statusOf(param('jobId')) }
    case 'com.atproto.repo.getRecord':
      return store.getRecord(param('repo'), param('collection'), param('rkey'))
    case 'com.atproto.repo.listRecords':
      return store.listRecords(
        param('repo'),
        param('collection'),
        Number(param('limit') || 50),
        call.params.get('cursor') ?? undefined,
      )
    case 'app.bsky.feed.getPosts':
      return { posts: getPosts(server, call, call.params.getAll('uris')) }
    case 'app.bsky.feed.getAuthorFeed': {
      const { records, cursor } = store.listRecords(
        param('actor'),
        posts,
        Number(param('limit') || 50),
        call.params.get('cursor') ?? undefined,
      )
      const feed = getPosts(
        server,
        call,
        records.map(({ uri }) => uri),
      ).map((post) => ({ post }))
      return { feed, ...(cursor === undefined ? {} : { cursor }) }
    }
    default:
      return answerWrite(store, call)
  }
}

function answerWrite(store: FakeStore, call: FakeCall): unknown {
  switch (call.method) {
    case 'com.atproto.repo.putRecord': {
      const { repo, collection, rkey, record: value, swapRecord } = readBody(call, writeSchema)
      return store.putRecord(writer(store, call, repo), collection, rkey ?? '', value, swapRecord)
    }
    case 'com.atproto.repo.createRecord': {
      const { repo, collection, rkey, record: value } = readBody(call, writeSchema)
      return store.createRecord(writer(store, call, repo), collection, rkey ?? someKey(), value)
    }
    case 'com.atproto.repo.deleteRecord': {
      const { repo, collection, rkey } = readBody(call, deleteSchema)
      store.deleteRecord(writer(store, call, repo), collection, rkey)
      return {}
    }
    case 'com.atproto.repo.applyWrites': {
      const { repo, writes } = readBody(call, applySchema)
      const did = writer(store, call, repo)
      // One commit: whole or not at all.
      const creates = writes.filter(({ $type }) => $type.endsWith('#create'))
      if (creates.some(({ collection, rkey }) => rkey !== undefined && store.has(did, collection, rkey)))
        throw new FakeRefusal(500, 'InternalServerError', 'Internal Server Error')
      for (const { collection, value } of creates) store.validate(did, collection, value ?? {})
      for (const { $type, collection, rkey, value } of writes) {
        if ($type.endsWith('#delete')) store.deleteRecord(did, collection, rkey ?? '')
        else if ($type.endsWith('#update')) store.putRecord(did, collection, rkey ?? '', value ?? {})
        else store.createRecord(did, collection, rkey ?? someKey(), value ?? {})
      }
      return {}
    }
    default:
      throw new FakeRefusal(501, 'MethodNotImplemented', `Not in this fake: ${call.method}`)
  }
}

function getPosts(server: Server, call: FakeCall, uris: readonly string[]) {
  server.store.authorize(bearer(call), 'access')
  if (!server.hasAppView)
    throw new FakeRefusal(400, 'InvalidRequest', 'No service configured for app.bsky.feed.getPosts')
  if (uris.length > 25) throw new FakeRefusal(400, 'InvalidRequest', 'Error: uris must not have more than 25 elements')
  return uris.flatMap((uri) => {
    const post = server.store.findPost(uri)
    if (post === undefined) return []
    const { likes = 0, reposts = 0, replies = 0, quotes = 0 } = server.counts.get(uri) ?? {}
    const author = { did: post.author.did, handle: post.author.handle }
    const numbers = { likeCount: likes, repostCount: reposts, replyCount: replies, quoteCount: quotes }
    return [{ uri, cid: post.cid, author, record: post.value, indexedAt: new Date().toISOString(), ...numbers }]
  })
}

/** Answers to the account's own posts, newest first. */
function listNotifications(server: Server, call: FakeCall) {
  const { did } = server.store.authorize(bearer(call), 'access')
  const reasons = call.params.getAll('reasons')
  const limit = Number(call.params.get('limit') ?? 50)
  return server.store.ledger
    .filter(({ record, did: writer }) => writer !== did && parentOf(record).startsWith(`at://${did}/`))
    .filter(() => reasons.length === 0 || reasons.includes('reply'))
    .toReversed()
    .slice(0, limit)
    .map(({ uri, cid, did: writer, record, acceptedAt }) => ({
      uri,
      cid,
      author: { did: writer, handle: server.store.accounts.find((a) => a.did === writer)?.handle ?? 'handle.invalid' },
      reason: 'reply',
      reasonSubject: parentOf(record),
      record,
      isRead: false,
      indexedAt: acceptedAt.toISOString(),
    }))
}

function parentOf(value: Readonly<Record<string, unknown>>): string {
  const reply = value.reply as { parent?: { uri?: string } } | undefined
  return reply?.parent?.uri ?? ''
}

function readBody<T>(call: FakeCall, schema: z.ZodType<T>): T {
  try {
    const json: unknown = JSON.parse(call.body.toString('utf8'))
    lexicons.assertValidXrpcInput(call.method, json)
    return schema.parse(json)
  } catch (error) {
    throw new FakeRefusal(400, 'InvalidRequest', error instanceof Error ? error.message : 'Bad input')
  }
}

function writer(store: FakeStore, call: FakeCall, repo: string): string {
  const { did } = store.authorize(bearer(call), 'access')
  if (store.didOf(repo) !== did) throw new FakeRefusal(401, 'AuthenticationRequired', 'Authentication Required')
  return did
}

function bearer(call: FakeCall): string | undefined {
  return call.headers.get('authorization')?.replace(/^Bearer /, '')
}

const someKey = (): string => newRecordKey(new Date(), Math.random)
