import { z } from 'zod'
import type { Connection, LookUp, Publication, Publisher, PublishOutcome } from '../network.ts'
import { findSame, type PostsPage } from '../wire/find-same.ts'
import { deferred, failureOf, mayBeOut, nothingOut } from '../wire/outcomes.ts'
import { type CallMastodon, grantOf } from './call.ts'
import { composeStatus, findContentFault, withoutServers } from './compose.ts'
import { giveFilm, pollFilm } from './film.ts'
import type { createServerLimits } from './server-limits.ts'
import { uploadImages } from './upload.ts'
import { statusSchema, statusUrl, toObservedPost } from './view.ts'

type PublisherDeps = {
  readonly callMastodon: CallMastodon
  readonly limitsOf: ReturnType<typeof createServerLimits>
  readonly now: () => Date
  readonly timeoutMs: number
}

/** "Idempotency keys are stored for up to 1 hour" (docs.joinmastodon.org/methods/statuses, read 2026-11-24). */
const idempotencyMs = 3_600_000
const pageSize = 40

/** Publishes with an idempotency key: within the hour the same key answers the same status. After it, the account is looked through. */
export function createPublisher(deps: PublisherDeps): Publisher {
  return {
    nativeIdempotency: true,
    idempotencyMs,
    async publish(connection, publication, signal) {
      const prepared = await prepare(deps, connection, publication, signal)
      return prepared.kind === 'ready' ? post(deps, connection, publication, prepared.mediaIds, signal) : prepared
    },
    poll: (connection, ticket, signal, publication) =>
      pollFilm(deps, connection, ticket, signal, {
        post: (mediaId) => post(deps, connection, publication, [mediaId], signal),
        lookUp: () => lookUp(deps, connection, publication, signal),
      }),
    lookUp: (connection, publication, signal) => lookUp(deps, connection, publication, signal),
  }
}

/** Everything before the publishing call: whatever fails here, nothing is out. */
async function prepare(
  deps: PublisherDeps,
  connection: Connection,
  publication: Publication,
  signal: AbortSignal,
): Promise<PublishOutcome | { kind: 'ready'; mediaIds: readonly string[] }> {
  try {
    const grant = grantOf(connection)
    const fault = findContentFault(publication, await deps.limitsOf(grant.service, signal))
    if (fault !== undefined) return { kind: 'refused', reason: 'content', detail: fault }
    if (publication.video !== undefined) {
      const given = await giveFilm(deps, grant, publication.video, signal)
      return given.kind === 'ready'
        ? { kind: 'ready', mediaIds: [given.mediaId] }
        : { kind: 'pending', ticket: given.ticket, pollAt: given.pollAt }
    }
    return { kind: 'ready', mediaIds: await uploadImages(deps.callMastodon, grant, publication.images, signal) }
  } catch (error) {
    return nothingOut(failureOf(error), deps.now())
  }
}

async function post(
  deps: PublisherDeps,
  connection: Connection,
  publication: Publication,
  mediaIds: readonly string[],
  signal: AbortSignal,
): Promise<PublishOutcome> {
  if (signal.aborted) return deferred(deps.now(), 30_000, 'network')
  try {
    const { data } = await deps.callMastodon(
      grantOf(connection),
      {
        method: 'POST',
        path: '/api/v1/statuses',
        headers: { 'idempotency-key': publication.idempotencyKey },
        body: composeStatus(publication, mediaIds),
      },
      statusSchema.extend({ account: z.looseObject({ id: z.string() }) }),
      signal,
    )
    if (data.account.id !== connection.remoteAccountId)
      return { kind: 'unknown', detail: 'the answer names another account' }
    return { kind: 'sent', remoteId: data.id, url: statusUrl(data) }
  } catch (error) {
    return mayBeOut(failureOf(error), deps.now())
  }
}

async function lookUp(
  deps: PublisherDeps,
  connection: Connection,
  publication: Publication,
  signal: AbortSignal,
): Promise<LookUp> {
  const asShown = { ...publication, text: withoutServers(publication.text) }
  try {
    return await findSame(asShown, (cursor) =>
      readStatuses(
        deps.callMastodon,
        connection,
        { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) },
        signal,
      ),
    )
  } catch (error) {
    return { kind: 'unsure', detail: failureOf(error).detail, candidates: [] }
  }
}

/** One page of the account's own statuses, newest first, reposts left out; at most 40. @throws CallFailed */
export async function readStatuses(
  callMastodon: CallMastodon,
  connection: Connection,
  page: { readonly cursor?: string; readonly limit: number },
  signal: AbortSignal,
): Promise<PostsPage> {
  const limit = Math.min(Math.max(page.limit, 1), pageSize)
  const query = new URLSearchParams({ limit: String(limit), exclude_reblogs: 'true' })
  if (page.cursor !== undefined) query.set('max_id', page.cursor)
  const path = `/api/v1/accounts/${encodeURIComponent(connection.remoteAccountId)}/statuses?${query}`
  const { data } = await callMastodon(grantOf(connection), { method: 'GET', path }, z.array(statusSchema), signal)
  const last = data.at(-1)
  // A page may be short for what was filtered out of it: only an empty one is the end.
  return {
    posts: data.flatMap((status) => toObservedPost(status) ?? []),
    ...(last === undefined ? {} : { cursor: last.id }),
  }
}
