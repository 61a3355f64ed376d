import type {
  Connection,
  LookUp,
  Network,
  OutgoingImage,
  OutgoingVideo,
  Publication,
  Publisher,
  PublishOutcome,
} from '../../../networks/network.ts'
import { filmTimeMs } from '../../../networks/network.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Log } from '../../../platform/log.ts'
import { never, reasonOf } from '../model.ts'
import {
  type Beginning,
  type Begun,
  beginAsking,
  type Candidate,
  countLooks,
  type Finding,
  findLateYes,
  findTries,
  heedLateYes,
  noAnswerDetail,
  noTicketDetail,
  recordOutcome,
  type Telling,
  type Tries,
} from './attempts.ts'
import { type ClaimedDelivery, giveBack } from './claim.ts'
import { likenessPercent } from './likeness.ts'
import {
  afterOutcome,
  backoffMs,
  isRepeatSafe,
  type Means,
  type Next,
  nextLook,
  provenFrom,
  stillInDoubt,
} from './outcome.ts'
import type { Slots } from './slots.ts'

export type LoadedImage = Omit<OutgoingImage, 'alt'>
export type LoadedVideo = Omit<OutgoingVideo, 'alt'>
/** Why what was approved may not go out now: it is gone, its rights have ended, or its bytes are not those approved. */
export type WithheldMedia = { readonly withheld: 'gone' | 'expired' | 'withdrawn' | 'changed' }
type MediaKey = { readonly mediaId: string; readonly sha256?: string | undefined }

export type DeliverDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly random: () => number
  readonly log: Log
  readonly networks: ReadonlyMap<string, Network>
  /** Undefined = the account is not connected. */
  openConnection(accountId: string): Promise<Connection | undefined>
  /** The very bytes that were approved. Undefined = there is no such picture any more. */
  loadImage(image: MediaKey): Promise<LoadedImage | WithheldMedia | undefined>
  loadVideo?(video: MediaKey): Promise<LoadedVideo | WithheldMedia | undefined>
  /** Writes a publishing attempt down, committed; undefined = nothing may be called. */
  begin(beginning: Beginning): Promise<Begun | undefined>
  /** Records what a call brought; answers whether the delivery took it. */
  record(telling: Telling): Promise<boolean>
  readonly slots: Slots
  /** How long a prepared delivery waits for a slot before it is given back to everybody, in milliseconds. */
  readonly slotWaitMs: number
  /** Lease while a call runs, renewed while this process lives, in milliseconds. */
  readonly leaseMs: number
  /** How much longer than its call a lease lasts where nobody could look afterwards, in milliseconds. */
  readonly leaseGraceMs: number
  /** Nothing new is begun any more. */
  isStopping(): boolean
}

/** Brings a claimed delivery one step on: publishes, polls, or looks whether it is out. Never throws for a network's sake. */
export async function deliver(deps: DeliverDeps, claimed: ClaimedDelivery): Promise<void> {
  const publisher = deps.networks.get(claimed.network)?.publisher
  const timeoutMs = callMs(deps, claimed)
  if (!publisher) return giveBack(deps.db, claimed, never)
  const prepared = await prepare(deps, claimed)
  if (deps.isStopping() || prepared.kind === 'later')
    return giveBack(deps.db, claimed, deps.isStopping() ? undefined : pause(deps, claimed))
  if (claimed.state === 'unknown') return lookOrRepeat(deps, claimed, publisher, timeoutMs, prepared)
  if (prepared.kind === 'cannot') {
    // While the network works on it, an account that cannot be opened says nothing about the outcome.
    if (claimed.state === 'pending') return giveBack(deps.db, claimed, pause(deps, claimed))
    await keep(deps, claimed, undefined, { outcome: 'refused', detail: null }, refusedNext(prepared.reason))
    return
  }
  return claimed.state === 'pending'
    ? poll(deps, claimed, publisher, timeoutMs, prepared)
    : publish(deps, claimed, publisher, timeoutMs, prepared)
}

type Ready = { readonly kind: 'ready'; readonly connection: Connection; readonly publication: Publication }
type Prepared = Ready | { readonly kind: 'cannot'; readonly reason: string } | { readonly kind: 'later' }

/** Everything that may fail before the attempt is written: nothing of it leaves a doubt. */
async function prepare(deps: DeliverDeps, claimed: ClaimedDelivery): Promise<Prepared> {
  try {
    const connection = await deps.openConnection(claimed.accountId)
    if (!connection) return { kind: 'cannot', reason: 'refused.not_connected' }
    const images: OutgoingImage[] = []
    for (const { alt, ...key } of claimed.content.images) {
      const image = await deps.loadImage(key)
      if (!image || 'withheld' in image) return { kind: 'cannot', reason: withheldReason(image) }
      images.push({ ...image, alt })
    }
    const { text, languages, link, video } = claimed.content
    const film = video ? await deps.loadVideo?.(video) : undefined
    if (video && (!film || 'withheld' in film)) return { kind: 'cannot', reason: withheldReason(film) }
    const publication: Publication = {
      recordKey: claimed.recordKey,
      idempotencyKey: claimed.idempotencyKey,
      createdAt: claimed.recordCreatedAt.toISOString(),
      text,
      languages,
      ...(link ? { link } : {}),
      images,
      ...(video && film && !('withheld' in film) ? { video: { ...film, alt: video.alt } } : {}),
    }
    return { kind: 'ready', connection, publication }
  } catch (error) {
    deps.log.error({ err: error, delivery: claimed.id }, 'a delivery could not be prepared')
    return { kind: 'later' }
  }
}

async function publish(
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  publisher: Publisher,
  timeoutMs: number,
  ready: Ready,
): Promise<void> {
  const called = await inSlot(deps, claimed, async () => {
    const begun = await deps.begin({ claimed, leaseMs: callLeaseMs(deps, publisher, timeoutMs) })
    if (begun === undefined) return undefined
    const { number } = begun
    const publication = { ...ready.publication, createdAt: begun.createdAt.toISOString() }
    const outcome = await ask(
      timeoutMs,
      (signal) => publisher.publish(ready.connection, publication, signal),
      (late) => keepOutcome(deps, claimed, publisher, number, late),
    )
    return { number, outcome }
  })
  if (called === undefined)
    return giveBack(deps.db, claimed, claimed.state === 'unknown' ? pause(deps, claimed) : undefined)
  await keepOutcome(deps, claimed, publisher, called.number, called.outcome)
}

/** Does a call in its turn. Undefined where no slot became free in time or this process stops: nothing was begun. */
async function inSlot<T>(deps: DeliverDeps, claimed: ClaimedDelivery, work: () => Promise<T>): Promise<T | undefined> {
  const release = await deps.slots.take(claimed, deps.slotWaitMs)
  if (release === undefined) return undefined
  try {
    return deps.isStopping() ? undefined : await work()
  } finally {
    release()
  }
}

async function poll(
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  publisher: Publisher,
  timeoutMs: number,
  ready: Ready,
): Promise<void> {
  const { ticket } = claimed
  if (!publisher.poll || ticket === null)
    return keepOutcome(deps, claimed, publisher, undefined, { kind: 'unknown', detail: noTicketDetail })
  const called = await inSlot(deps, claimed, async () => {
    const number = await beginAsking(deps.db, claimed, 'poll', leaseOf(deps, timeoutMs))
    if (number === undefined) return undefined
    const outcome = await ask(timeoutMs, async (signal) => {
      const answer = await publisher.poll?.(ready.connection, ticket, signal, ready.publication)
      return answer ?? { kind: 'unknown', detail: noTicketDetail }
    })
    return { number, outcome }
  })
  if (called === undefined) return giveBack(deps.db, claimed)
  const { number, outcome } = called
  // A poll that brought no answer, or was put off, leaves the ticket as good as it was.
  if ((outcome.kind === 'deferred' || outcome.kind === 'unknown') && outcome.isTicketSpent !== true) {
    const wait = outcome.kind === 'deferred' ? new Date(outcome.retryAt) : pause(deps, claimed)
    const finding = findingOf(outcome, deps.now())
    if (claimed.attempts < longestPolling)
      return void (await keep(deps, claimed, number, finding, { state: 'pending', reason: 'pending', nextAt: wait }))
  }
  await keepOutcome(deps, claimed, publisher, number, outcome)
}

const longestPolling = 200

/** Settles a doubt by proof: a late yes, a look, or a repeat that can make no second post. Without proof a person decides. */
async function lookOrRepeat(
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  publisher: Publisher,
  timeoutMs: number,
  prepared: Prepared,
): Promise<void> {
  const late = await findLateYes(deps.db, claimed.id)
  if (late) {
    const finding = { outcome: 'found', detail: null }
    await keep(deps, claimed, undefined, finding, { state: 'sent', reason: null, nextAt: never, sent: late })
    return
  }
  if (prepared.kind !== 'ready') {
    const reason = prepared.kind === 'cannot' ? 'unknown.not_connected' : 'unknown.cut'
    const next: Next = { state: 'unknown', reason, nextAt: prepared.kind === 'cannot' ? never : pause(deps, claimed) }
    await keep(deps, claimed, undefined, { outcome: 'unknown', detail: null }, next)
    return
  }
  const tries = await findTries(deps.db, claimed.id)
  const again = tries
    ? { ...prepared, publication: { ...prepared.publication, firstTriedAt: tries.firstAt.toISOString() } }
    : prepared
  if (publisher.lookUp) return look(deps, claimed, publisher, timeoutMs, again, tries)
  // The same keys again can never make a second post; a stop in force keeps it where it is.
  if (isRepeatSafe(publisher, tries?.firstAt, deps.now())) return publish(deps, claimed, publisher, timeoutMs, again)
  const next: Next = { state: 'unknown', reason: 'unknown.no_look', nextAt: never }
  await keep(deps, claimed, undefined, { outcome: 'unknown', detail: null }, next)
}

async function look(
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  publisher: Publisher,
  timeoutMs: number,
  ready: Ready,
  tries: Tries | undefined,
): Promise<void> {
  const called = await inSlot(deps, claimed, async () => {
    const number = await beginAsking(deps.db, claimed, 'look_up', leaseOf(deps, timeoutMs))
    return number === undefined
      ? undefined
      : { number, askedAt: deps.now(), found: await askLook(timeoutMs, publisher, ready) }
  })
  if (called === undefined) return giveBack(deps.db, claimed)
  const { number, askedAt, found } = called
  const now = deps.now()
  if (found.kind === 'found') {
    const sent = { remoteId: found.remoteId, url: found.url }
    const next: Next = { state: 'sent', reason: null, nextAt: never, sent }
    await keep(deps, claimed, number, { outcome: 'found', detail: null }, next)
  } else if (found.kind === 'absent') {
    const proven = tries && provenFrom(tries, timeoutMs, meansOf(deps, claimed, publisher).timeoutMs)
    // A key that the network forgets is no proof: put off for longer than that, the repeat would be a second post.
    const isKeyKept = publisher.nativeIdempotency && publisher.idempotencyMs === undefined
    const isProof = proven === undefined || askedAt >= proven || isKeyKept
    const next: Next = isProof
      ? { state: 'scheduled', reason: 'scheduled.proved_absent', nextAt: now }
      : { state: 'unknown', reason: 'unknown.may_arrive', nextAt: proven }
    await keep(deps, claimed, number, { outcome: isProof ? 'absent' : 'absent_yet', detail: null }, next)
  } else {
    const candidates = toCandidates(claimed, found)
    const reason = candidates.length > 0 ? 'unknown.similar' : 'unknown.unreadable'
    const nextAt = nextLook(await countLooks(deps.db, claimed.id), now)
    const finding = { outcome: 'unsure', detail: found.detail, candidates }
    await keep(deps, claimed, number, finding, { state: 'unknown', reason, nextAt })
  }
}

async function askLook(timeoutMs: number, publisher: Publisher, ready: Ready): Promise<LookUp> {
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const answer = await within(
      timeoutMs,
      Promise.resolve(publisher.lookUp?.(ready.connection, ready.publication, signal)),
    )
    return answer ?? { kind: 'unsure', detail: noAnswerDetail, candidates: [] }
  } catch (error) {
    return { kind: 'unsure', detail: wordsOf(error), candidates: [] }
  }
}

function toCandidates(claimed: ClaimedDelivery, found: Extract<LookUp, { kind: 'unsure' }>): Candidate[] {
  return found.candidates
    .map(({ remoteId, url, text, publishedAt }) => {
      return { remoteId, url, text, publishedAt, likenessPercent: likenessPercent(claimed.content.text, text) }
    })
    .toSorted((a, b) => b.likenessPercent - a.likenessPercent)
    .slice(0, 5)
}

/**
 * Calls a network and always comes back: a thrown error, a cut or a call that ignores its signal is "unknown". What it
 * answers after that goes to `onLate`.
 */
async function ask(
  timeoutMs: number,
  call: (signal: AbortSignal) => Promise<PublishOutcome>,
  onLate?: (late: PublishOutcome) => Promise<void>,
): Promise<PublishOutcome> {
  try {
    const answer = call(AbortSignal.timeout(timeoutMs))
    const first = await within(timeoutMs, answer)
    if (first) return first
    answer.then(onLate, () => {})
    return { kind: 'unknown', detail: noAnswerDetail }
  } catch (error) {
    return { kind: 'unknown', detail: wordsOf(error) }
  }
}

const abortGraceMs = 1000

async function within<T>(timeoutMs: number, answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((done) => {
    timer = setTimeout(() => done(undefined), timeoutMs + abortGraceMs)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

async function keepOutcome(
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  publisher: Publisher,
  number: number | undefined,
  outcome: PublishOutcome,
): Promise<void> {
  const now = deps.now()
  const after = afterOutcome(outcome, meansOf(deps, claimed, publisher), number ?? claimed.attempts, now, deps.random)
  const next = claimed.state === 'unknown' ? stillInDoubt(after) : after
  const taken = await keep(deps, claimed, number, findingOf(outcome, now), next)
  if (!taken && outcome.kind === 'sent') await heedLateYes(deps.db, claimed.id, now)
}

function findingOf(outcome: PublishOutcome, now: Date): Finding {
  switch (outcome.kind) {
    case 'sent': {
      const { remoteId, url } = outcome
      const candidates = [{ remoteId, url, text: '', publishedAt: now.toISOString(), likenessPercent: 100 }]
      return { outcome: 'sent', detail: url, candidates }
    }
    case 'pending':
      return { outcome: 'pending', detail: null }
    case 'deferred':
      return { outcome: `deferred_${outcome.why}`, detail: null }
    default:
      return { outcome: outcome.kind, detail: outcome.detail }
  }
}

const recordPausesMs = [50, 200, 1000, 3000, 10_000]

/** Writes an outcome, again and again while the database is away: the answer is not to be had twice. */
async function keep(
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  number: number | undefined,
  finding: Finding,
  next: Next,
): Promise<boolean> {
  const at = deps.now()
  const telling: Telling = { claimed, number, finding, next, at }
  try {
    return await deps.record(telling)
  } catch {
    // Another's trouble in the same batch is not this one's: it is written alone.
  }
  for (const pauseMs of [...recordPausesMs, undefined]) {
    try {
      return await recordOutcome(deps.db, claimed, number, finding, next, at)
    } catch (error) {
      // Another delivery of this account carries that very post: somebody must look.
      if ((error as { code?: string }).code === '23505') {
        const doubt: Next = { state: 'unknown', reason: 'unknown.same_post', nextAt: never }
        return recordOutcome(deps.db, claimed, number, { ...finding, outcome: 'unknown' }, doubt, deps.now())
      }
      deps.log.error({ err: error, delivery: claimed.id, outcome: finding.outcome }, 'an outcome could not be recorded')
      if (pauseMs === undefined) return false
      await new Promise((done) => setTimeout(done, pauseMs))
    }
  }
  return false
}

/** How long a call of this delivery may take: one limit for the post, one for each picture, and a film by its weight. */
function callMs(deps: DeliverDeps, claimed: ClaimedDelivery): number {
  const { images, video } = claimed.content
  const filmMs = video ? filmTimeMs(video.bytes) : 0
  return (deps.networks.get(claimed.network)?.limits.timeoutMs ?? 0) * (1 + images.length) + filmMs
}

const withheldReason = (answer: WithheldMedia | undefined): string => `refused.image_${answer?.withheld ?? 'gone'}`

/** Where somebody can look afterwards a silent process is found out soon; where nobody can, its call is waited for. */
const callLeaseMs = (deps: DeliverDeps, publisher: Publisher, timeoutMs: number): number =>
  publisher.lookUp || publisher.nativeIdempotency
    ? Math.min(deps.leaseMs, timeoutMs + deps.leaseGraceMs)
    : timeoutMs + deps.leaseGraceMs

const leaseOf = (deps: DeliverDeps, timeoutMs: number) => ({
  now: deps.now(),
  leaseMs: Math.min(deps.leaseMs, timeoutMs + deps.leaseGraceMs),
})

const meansOf = (deps: DeliverDeps, claimed: ClaimedDelivery, publisher: Publisher): Means => ({
  canLook: publisher.lookUp !== undefined,
  nativeIdempotency: publisher.nativeIdempotency,
  timeoutMs: deps.networks.get(claimed.network)?.limits.timeoutMs ?? 0,
})

const pause = (deps: DeliverDeps, claimed: ClaimedDelivery): Date =>
  new Date(deps.now().getTime() + backoffMs(claimed.attempts, deps.random))

const refusedNext = (key: string): Next => ({ state: 'refused', reason: reasonOf(key), nextAt: never })

const wordsOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : 'no answer')
