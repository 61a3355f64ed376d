import { createHash } from 'node:crypto'
import type { Connection, LookUp, ObservedPost, Publication, Publisher, PublishOutcome } from '../network.ts'
import { findSame, type PostsPage, skeleton } from '../wire/find-same.ts'
import { deferred, failureOf, later, mayBeOut, nothingOut } from '../wire/outcomes.ts'

export type ContainerState = 'working' | 'ready' | 'published' | 'expired' | { readonly failed: string }

/** The states of a container as Meta names them. */
export const containerStates: Readonly<Record<string, ContainerState>> = {
  IN_PROGRESS: 'working',
  FINISHED: 'ready',
  PUBLISHED: 'published',
  EXPIRED: 'expired',
}

/** The steps in which Instagram and Threads publish. Each throws CallFailed. */
export type ContainerSteps = {
  /** Why the network would refuse it; `undefined` = it fits. */
  findContentFault(publication: Publication): string | undefined
  /** Makes whatever containers it takes; answers the one to publish. Publishes nothing, so it may be repeated freely. */
  createContainer(connection: Connection, publication: Publication, signal: AbortSignal): Promise<string>
  stateOf(connection: Connection, containerId: string, signal: AbortSignal): Promise<ContainerState>
  /** The publishing call; answers the id of the post. */
  publishContainer(connection: Connection, containerId: string, signal: AbortSignal): Promise<string>
  permalinkOf(connection: Connection, postId: string, signal: AbortSignal): Promise<string>
  readOwn(connection: Connection, page: { cursor?: string; limit: number }, signal: AbortSignal): Promise<PostsPage>
  /** Where the account's posts stand, should the link of one not be had. */
  profileUrl(connection: Connection): string
}

type Ticket = { readonly containerId: string; readonly madeAt: number; readonly print: string }

const slackMs = 10 * 60_000
const recent = 50

/**
 * Publishes by container: `publish` makes one and answers a ticket, `poll` publishes it when it is ready. A container is
 * published once; what became of it after a lost answer, its own state tells.
 */
export function createContainerPublisher(
  steps: ContainerSteps,
  now: () => Date,
  pauses: { readonly firstMs: number; readonly workingMs: number },
): Publisher {
  return {
    nativeIdempotency: false,
    async publish(connection, publication, signal) {
      const fault = steps.findContentFault(publication)
      if (fault !== undefined) return { kind: 'refused', reason: 'content', detail: fault }
      try {
        const containerId = await steps.createContainer(connection, publication, signal)
        const ticket = writeTicket({ containerId, madeAt: now().getTime(), print: printOf(publication.text) })
        return { kind: 'pending', ticket, pollAt: later(now(), pauses.firstMs) }
      } catch (error) {
        return nothingOut(failureOf(error), now())
      }
    },
    poll: (connection, ticket, signal) => poll(steps, now, pauses.workingMs, connection, ticket, signal),
    async lookUp(connection, publication, signal): Promise<LookUp> {
      try {
        return await findSame(publication, (cursor) =>
          steps.readOwn(connection, { limit: recent, ...(cursor === undefined ? {} : { cursor }) }, signal),
        )
      } catch (error) {
        return { kind: 'unsure', detail: failureOf(error).detail, candidates: [] }
      }
    },
  }
}

async function poll(
  steps: ContainerSteps,
  now: () => Date,
  workingMs: number,
  connection: Connection,
  ticket: string,
  signal: AbortSignal,
): Promise<PublishOutcome> {
  const read = readTicket(ticket)
  if (read === undefined) return { kind: 'unknown', detail: 'the ticket is not readable' }
  const pending = { kind: 'pending' as const, ticket, pollAt: later(now(), workingMs) }
  let state: ContainerState
  try {
    state = await steps.stateOf(connection, read.containerId, signal)
    if (state === 'published') return (await findPublished(steps, connection, read, signal)) ?? pending
  } catch (error) {
    // A container that is not there any more has run out, unless it was published: looking tells.
    const failure = failureOf(error)
    if (failure.kind === 'missing' || failure.kind === 'spent') return startAnew(now())
    return failure.kind === 'busy' ? pending : asked(nothingOut(failure, now()), failure.detail)
  }
  if (state === 'working') return pending
  if (state === 'expired') return startAnew(now())
  if (typeof state === 'object') return isPassing(state.failed) ? startAnew(now()) : refusedContent(state.failed)
  if (signal.aborted) return deferred(now(), workingMs, 'network')
  return publishNow(steps, now, connection, read, pending, signal)
}

async function publishNow(
  steps: ContainerSteps,
  now: () => Date,
  connection: Connection,
  { containerId }: Ticket,
  pending: PublishOutcome,
  signal: AbortSignal,
): Promise<PublishOutcome> {
  let postId: string
  try {
    postId = await steps.publishContainer(connection, containerId, signal)
  } catch (error) {
    const failure = failureOf(error)
    if (failure.kind === 'busy') return pending
    if (failure.kind === 'spent') return startAnew(now())
    return mayBeOut(failure, now())
  }
  return { kind: 'sent', remoteId: postId, url: await linkOf(steps, connection, postId, signal) }
}

/** Nothing that fails here may undo the network's yes. */
async function linkOf(
  steps: ContainerSteps,
  connection: Connection,
  postId: string,
  signal: AbortSignal,
): Promise<string> {
  try {
    return await steps.permalinkOf(connection, postId, signal)
  } catch {
    return steps.profileUrl(connection)
  }
}

/** The post a published container became: the only one since then with our text. `undefined` = not shown yet. */
async function findPublished(
  steps: ContainerSteps,
  connection: Connection,
  { madeAt, print }: Ticket,
  signal: AbortSignal,
): Promise<PublishOutcome | undefined> {
  const { posts } = await steps.readOwn(connection, { limit: recent }, signal)
  const ours = posts.filter((post) => isSince(post, madeAt) && printOf(post.text) === print)
  const [only, ...others] = ours
  if (only === undefined) return undefined
  if (others.length > 0) return { kind: 'unknown', detail: 'it is out, and several posts carry this text' }
  return { kind: 'sent', remoteId: only.remoteId, url: only.url }
}

const isSince = ({ publishedAt }: ObservedPost, at: number): boolean => Date.parse(publishedAt) >= at - slackMs

/** A question that brought no answer leaves the ticket as it was. */
function asked(outcome: PublishOutcome, detail: string): PublishOutcome {
  return outcome.kind === 'refused' && outcome.reason === 'content' ? { kind: 'unknown', detail } : outcome
}

function startAnew(now: Date): PublishOutcome {
  return { kind: 'deferred', retryAt: later(now, 60_000), why: 'network', isTicketSpent: true }
}

function refusedContent(detail: string): PublishOutcome {
  return { kind: 'refused', reason: 'content', detail: detail.slice(0, 300) }
}

/** Faults of the moment that a new container mends (error codes copy of 2026-09-19). */
const isPassing = (failed: string): boolean => /2207001|2207003|2207020|2207032|2207053|UNKNOWN|timeout/i.test(failed)

function printOf(text: string): string {
  return createHash('sha256').update(skeleton(text)).digest('hex').slice(0, 16)
}

function writeTicket({ containerId, madeAt, print }: Ticket): string {
  return `${containerId}.${madeAt}.${print}`
}

function readTicket(ticket: string): Ticket | undefined {
  const [, containerId, madeAt, print] = /^(\d+)\.(\d+)\.([0-9a-f]{16})$/.exec(ticket) ?? []
  if (containerId === undefined || madeAt === undefined || print === undefined) return undefined
  return { containerId, madeAt: Number(madeAt), print }
}
