import type { AppBskyFeedPost, BlobRef } from '@atproto/api'
import {
  type Connection,
  filmTimeMs,
  type LookUp,
  type OutgoingVideo,
  type Publication,
  type Publisher,
  type PublishOutcome,
} from '../network.ts'
import { CallFailed } from '../wire/call-failure.ts'
import { openFilm } from '../wire/film.ts'
import { nothingOut as nothingPublished } from '../wire/outcomes.ts'
import { type CallFailure, toCallFailure } from './call-failure.ts'
import { collection, composeRecord, findContentFault, maxThreadParts, uploadImages } from './compose-record.ts'
import { findFacets } from './facets.ts'
import type { createFilmDesk } from './film.ts'
import { SessionFailure } from './session-failure.ts'
import type { Sessions } from './sessions.ts'
import { composeThread } from './thread.ts'
import { postUri, postUrl, toObservedPost } from './view.ts'

type PublisherDeps = {
  readonly sessions: Sessions
  readonly now: () => Date
  readonly timeoutMs: number
  /** Absent = films go to the account's server as they are. */
  readonly films: ReturnType<typeof createFilmDesk> | undefined
}

const networkPauseMs = 30_000

/**
 * Publishes with a record key of our own: the address is known before the call, and writing the same record again
 * changes nothing (`putRecord`; createRecord would answer a repeat with an unnamed error).
 */
export function createPublisher(deps: PublisherDeps): Publisher {
  return {
    nativeIdempotency: true,
    threads: { maxParts: maxThreadParts },
    async publish(connection, publication, signal) {
      const fault = findContentFault(publication)
      if (fault !== undefined) return { kind: 'refused', reason: 'content', detail: fault }
      if (publication.thread !== undefined && publication.thread.length > 0)
        return publishThread(deps, connection, publication, signal)
      if (publication.video !== undefined && deps.films !== undefined)
        return giveFilm(deps, deps.films, connection, publication.video, signal)
      const prepared = await prepare(deps, connection, publication, signal)
      return prepared.kind === 'ready' ? put(deps, connection, publication, prepared.record, signal) : prepared
    },
    poll: (connection, ticket, signal, publication) => pollFilm(deps, connection, ticket, signal, publication),
    lookUp: (connection, publication, signal) => lookUp(deps, connection, publication, signal),
  }
}

/** Nothing is out by it: the film is only made ready. */
async function giveFilm(
  deps: PublisherDeps,
  films: NonNullable<PublisherDeps['films']>,
  connection: Connection,
  video: OutgoingVideo,
  signal: AbortSignal,
): Promise<PublishOutcome> {
  try {
    return await films.upload(connection, video, signal)
  } catch (error) {
    return filmFailed(deps, error)
  }
}

function filmFailed(deps: PublisherDeps, error: unknown): PublishOutcome {
  if (error instanceof CallFailed) return nothingPublished(error.failure, deps.now())
  return nothingOut(failureOf(deps, error), error instanceof SessionFailure, deps.now())
}

/** Publishes when the film is ready. A doubt leaves the ticket: writing the same record at the same key again is harmless. */
async function pollFilm(
  deps: PublisherDeps,
  connection: Connection,
  ticket: string,
  signal: AbortSignal,
  publication: Publication,
): Promise<PublishOutcome> {
  if (deps.films === undefined) return { kind: 'unknown', detail: 'there is nobody to ask about a film' }
  try {
    const state = await deps.films.stateOf(ticket, signal)
    if (state.kind === 'settled') return state.outcome
    const prepared = await prepare(deps, connection, publication, signal, state.blob)
    return prepared.kind === 'ready' ? await put(deps, connection, publication, prepared.record, signal) : prepared
  } catch (error) {
    return filmFailed(deps, error)
  }
}

/** Everything before the publishing call: whatever fails here, nothing is out. */
async function prepare(
  deps: PublisherDeps,
  connection: Connection,
  publication: Publication,
  signal: AbortSignal,
  ready?: BlobRef,
): Promise<PublishOutcome | { kind: 'ready'; record: AppBskyFeedPost.Record }> {
  try {
    const facets = await findFacets(publication.text, (handle) => resolveHandle(deps, connection, handle, signal))
    const blobs = await deps.sessions.run(connection, (agent) =>
      uploadImages(agent, publication.images, () => timeLimit(deps, signal)),
    )
    const film = ready ?? (await uploadFilm(deps, connection, publication.video, signal))
    return { kind: 'ready', record: composeRecord(publication, facets, blobs, film) }
  } catch (error) {
    if (error instanceof CallFailed) return nothingPublished(error.failure, deps.now())
    return nothingOut(failureOf(deps, error), error instanceof SessionFailure, deps.now())
  }
}

/** Straight to the account's server; `undefined` where there is no film. */
async function uploadFilm(
  deps: PublisherDeps,
  connection: Connection,
  video: OutgoingVideo | undefined,
  signal: AbortSignal,
): Promise<BlobRef | undefined> {
  if (video === undefined) return undefined
  const limit = AbortSignal.any([signal, AbortSignal.timeout(deps.timeoutMs + filmTimeMs(video.bytes))])
  return openFilm(video, async (file) => {
    const answer = await deps.sessions.run(connection, (agent) =>
      agent.com.atproto.repo.uploadBlob(file, { encoding: video.contentType, signal: limit }),
    )
    return answer.data.blob
  })
}

/**
 * A thread goes out in one write, whole or not at all: its keys and so its addresses are ours, and the ids its posts name
 * each other by are computed from the records. A used key fails without a name (@atproto/pds 0.4.217), so what stands is
 * looked at first and after every doubt.
 */
async function publishThread(
  deps: PublisherDeps,
  connection: Connection,
  publication: Publication,
  signal: AbortSignal,
): Promise<PublishOutcome> {
  const standing = await lookUp(deps, connection, publication, signal)
  if (standing.kind === 'found') return { kind: 'sent', remoteId: standing.remoteId, url: standing.url }
  if (standing.kind === 'unsure' && standing.candidates.length > 0) return { kind: 'unknown', detail: standing.detail }
  if (standing.kind === 'unsure') return deferred(deps.now(), networkPauseMs, 'network')
  const repo = connection.remoteAccountId
  const posts = [publication, ...(publication.thread ?? []).map((part) => toPart(publication, part))]
  const records: AppBskyFeedPost.Record[] = []
  for (const post of posts) {
    const prepared = await prepare(deps, connection, post, signal)
    if (prepared.kind !== 'ready') return prepared
    records.push(prepared.record)
  }
  if (signal.aborted) return deferred(deps.now(), networkPauseMs, 'network')
  const writes = await composeThread(repo, publication, records)
  try {
    await deps.sessions.run(connection, (agent) =>
      agent.com.atproto.repo.applyWrites({ repo, writes }, { signal: timeLimit(deps, signal) }),
    )
    const uri = postUri(repo, publication.recordKey)
    return { kind: 'sent', remoteId: uri, url: postUrl(uri) }
  } catch (error) {
    const failure = failureOf(deps, error)
    return error instanceof SessionFailure ? nothingOut(failure, true, deps.now()) : mayBeOut(failure, deps.now())
  }
}

function toPart(
  { link: _, thread: __, ...publication }: Publication,
  part: NonNullable<Publication['thread']>[number],
) {
  return { ...publication, ...part }
}

/** `undefined`: nobody has this name, so the mention stays plain text. Any other trouble is thrown, never guessed around. */
async function resolveHandle(
  deps: PublisherDeps,
  connection: Connection,
  handle: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const answer = await deps.sessions.runPublic(connection, (agent) =>
      agent.com.atproto.identity.resolveHandle({ handle }, { signal: timeLimit(deps, signal) }),
    )
    return answer.data.did
  } catch (error) {
    const { kind } = toCallFailure(error, deps.now())
    if (kind === 'invalid' || kind === 'missing') return undefined
    throw error
  }
}

async function put(
  deps: PublisherDeps,
  connection: Connection,
  publication: Publication,
  record: AppBskyFeedPost.Record,
  signal: AbortSignal,
): Promise<PublishOutcome> {
  // The dispatcher gave up before anything was sent.
  if (signal.aborted) return deferred(deps.now(), networkPauseMs, 'network')
  const uri = postUri(connection.remoteAccountId, publication.recordKey)
  try {
    const answer = await deps.sessions.run(connection, (agent) =>
      agent.com.atproto.repo.putRecord(
        // null = nothing may stand there yet; the very same record is answered as if just written.
        { repo: connection.remoteAccountId, collection, rkey: publication.recordKey, record, swapRecord: null },
        { signal: timeLimit(deps, signal) },
      ),
    )
    if (answer.data.uri !== uri)
      return { kind: 'unknown', detail: `the server names another record: ${answer.data.uri}` }
    return { kind: 'sent', remoteId: uri, url: postUrl(uri) }
  } catch (error) {
    const failure = failureOf(deps, error)
    if (error instanceof SessionFailure) return nothingOut(failure, true, deps.now())
    if (failure.kind === 'swap') return recogniseOwn(deps, connection, publication, signal)
    return mayBeOut(failure, deps.now())
  }
}

/** Something stands at our key: an earlier attempt whose record differs in a detail (a mention resolved since), or a stranger. */
async function recogniseOwn(
  deps: PublisherDeps,
  connection: Connection,
  publication: Publication,
  signal: AbortSignal,
): Promise<PublishOutcome> {
  const found = await lookUp(deps, connection, publication, signal)
  if (found.kind === 'found') return { kind: 'sent', remoteId: found.remoteId, url: found.url }
  return { kind: 'unknown', detail: 'another record stands at this key' }
}

async function lookUp(
  deps: PublisherDeps,
  connection: Connection,
  publication: Publication,
  signal: AbortSignal,
): Promise<LookUp> {
  const repo = connection.remoteAccountId
  const uri = postUri(repo, publication.recordKey)
  try {
    const answer = await deps.sessions.runPublic(connection, (agent) =>
      agent.com.atproto.repo.getRecord(
        { repo, collection, rkey: publication.recordKey },
        { signal: timeLimit(deps, signal) },
      ),
    )
    const seen = toObservedPost(answer.data)
    if (answer.data.uri !== uri) return { kind: 'unsure', detail: 'the server names another record', candidates: [] }
    const isOurs = answer.data.value.createdAt === publication.createdAt
    if (isOurs) return { kind: 'found', remoteId: uri, url: postUrl(uri) }
    return { kind: 'unsure', detail: 'another record stands at this key', candidates: seen === undefined ? [] : [seen] }
  } catch (error) {
    const failure = toCallFailure(error, deps.now())
    if (failure.kind === 'missing') return { kind: 'absent' }
    return { kind: 'unsure', detail: failure.detail, candidates: [] }
  }
}

/** The outcome of a call that cannot have published. */
function nothingOut(failure: CallFailure, inSession: boolean, now: Date): PublishOutcome {
  switch (failure.kind) {
    case 'rate':
      return deferred(now, failure.waitMs, 'rate')
    case 'account':
      return { kind: 'refused', reason: 'account', detail: failure.detail }
    case 'auth':
      // Only the app password itself proves that the grant is dead; a session that fails may be renewed.
      return inSession
        ? { kind: 'refused', reason: 'auth', detail: failure.detail }
        : deferred(now, networkPauseMs, 'auth_refresh')
    case 'invalid':
      return { kind: 'refused', reason: inSession ? 'auth' : 'content', detail: failure.detail }
    case 'session':
      return deferred(now, networkPauseMs, 'auth_refresh')
    default:
      return deferred(now, networkPauseMs, inSession ? 'auth_refresh' : 'network')
  }
}

/** The outcome of the publishing call. */
function mayBeOut(failure: CallFailure, now: Date): PublishOutcome {
  switch (failure.kind) {
    case 'no_answer':
    case 'garbled':
    case 'server':
    case 'swap':
    case 'missing':
      return { kind: 'unknown', detail: failure.detail }
    default:
      return nothingOut(failure, false, now)
  }
}

function failureOf(deps: PublisherDeps, error: unknown): CallFailure {
  return error instanceof SessionFailure ? error.failure : toCallFailure(error, deps.now())
}

function deferred(now: Date, waitMs: number, why: 'rate' | 'network' | 'auth_refresh'): PublishOutcome {
  return { kind: 'deferred', retryAt: new Date(now.getTime() + waitMs).toISOString(), why }
}

function timeLimit(deps: PublisherDeps, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(deps.timeoutMs)])
}
