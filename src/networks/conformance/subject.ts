import { expect } from 'vitest'
import type { FakeFault } from '../fakes/fake-server.ts'
import type {
  AppRegistration,
  ConnectInput,
  Connection,
  Network,
  OutgoingImage,
  OutgoingVideo,
  Publication,
  Publisher,
  PublishOutcome,
} from '../network.ts'
import { newRecordKey } from '../record-key.ts'

/** How the publishing call goes wrong without proof that nothing went out. */
export const maybeOut = [
  'error-before',
  'error-after',
  'cut-before',
  'cut-after',
  'slow',
  'html-before',
  'html',
  'truncated',
  'malformed',
  'empty',
  'flood',
  'redirect',
] as const satisfies readonly FakeFault[]
export type PublishFault = (typeof maybeOut)[number] | 'rate' | 'expired'

/** Those of them after which nothing is out in truth. */
export const notActed: readonly FakeFault[] = ['error-before', 'cut-before', 'html-before', 'redirect']

/** What a network is, said before it is tried; a test holds it against the parts the network really has. */
export type NetworkTraits = {
  readonly native: boolean
  readonly looks: boolean
  /** A publication is a ticket first, and polled. */
  readonly polls: boolean
  /** Tokens run out in the middle of work and are renewed. */
  readonly refreshes: boolean
  readonly connects: 'app_password' | 'bot_token' | 'oauth'
  readonly registers?: boolean
  /** Text alternatives of pictures reach the network. */
  readonly keepsAlts: boolean
  /** `arrival`: pages come in the order of arrival, so only each page is newest first. */
  readonly reads: boolean | 'arrival'
  /** Fewest posts a page can be asked for. Default 2. */
  readonly smallestPage?: number
  readonly findsDeleted: boolean
  readonly counts: boolean
  readonly inbox: boolean
  readonly audience: boolean
  /** Present where films go out by the connection; `alt`: their text alternative reaches the network. */
  readonly films?: { readonly alt: boolean; readonly takesTime: boolean }
  /** Content the network refuses, which must be refused before any call. */
  readonly refuses: readonly ContentRule[]
  /** Content at the very limit, which must go out. */
  readonly takes: readonly ContentRule[]
}

export type ContentRule = { readonly rule: string; readonly content: Partial<Publication> }

/** A network with a stateful fake behind it that speaks the documented wire over HTTP. */
export type ConformanceSubject = {
  readonly network: Network
  /** A connected account of its own, by name. */
  connect(name: string): Promise<Connection>
  /** What `connect` of the auth part takes for that account. */
  credentials?(name: string): ConnectInput
  /** Our registration there, and the code a person brings home who consents at `url` as `name`. */
  readonly app?: AppRegistration
  readonly service?: string
  consent?(name: string, url: string): string
  /** A publication nobody made before that this network takes. */
  publication?(text: string, parts?: Partial<Publication>): Publication
  /** Posts the fake accepted, in order, doubled ones twice. */
  accepted(): readonly { readonly remoteId: string; readonly text: string; readonly alts: readonly string[] }[]
  /** Calls that arrived at the fake so far. */
  callCount(): number
  failPublishing(fault: PublishFault, count?: number): void
  /** The same for the steps before it: uploads, containers. */
  failPreparing?(fault: PublishFault, count?: number): void
  failReading?(fault: PublishFault, count?: number): void
  failRefresh?(count?: number): void
  /** What the person granted is withdrawn: no session is good any more, nothing renews it. */
  killGrant(): void
  expireSessions?(): void
  /** The account is suspended by the network. */
  suspend?(connection: Connection): void
  heal(): void
  setClockSkew(ms: number): void
  remove(remoteId: string): void
  /** A person posts in the network's own app; absent = what we publish is read back like that. */
  writeByHand?(connection: Connection, text: string): string
  /** What the fake found wrong by the network's own description, so far. */
  wireFaults?(): Promise<readonly string[]>
  /** Puts a repost of somebody else's post into the account. */
  repost?(connection: Connection): void
  setCounts?(remoteId: string, likes: number): void
  /** Somebody answers a post of the account. */
  answer?(connection: Connection, remoteId: string, text: string): void
  setFollowers?(connection: Connection, count: number): void
  /** The network works on every film from now on until it was asked so many times. */
  setFilmWork?(looks: number): void
  /** The network cannot make anything of the film that is under way. */
  breakFilm?(): void
  /** The same for the upload of a film. */
  failGivingFilm?(fault: PublishFault, count?: number): void
  /** The server is gone: connections are refused. */
  stop(): Promise<void>
}

export type Setup = () => Promise<ConformanceSubject>
/** The subject of the running test. */
export type Subject = () => ConformanceSubject

export const signal = new AbortController().signal
const startedAt = Date.now()
let keys = 0

/** A publication nobody made before. */
export function somePublication(text: string, parts: Partial<Publication> = {}): Publication {
  keys += 1
  const at = new Date(startedAt + keys)
  return {
    recordKey: newRecordKey(at, () => 0.5),
    idempotencyKey: `key-${keys}`,
    createdAt: at.toISOString(),
    text,
    languages: ['id'],
    images: [],
    ...parts,
  }
}

export function someImage(parts: Partial<OutgoingImage> = {}): OutgoingImage {
  return {
    bytes: new Uint8Array([0xff, 0xd8, 0xff, 0xe0]),
    contentType: 'image/jpeg',
    width: 1200,
    height: 1000,
    alt: 'Barista menuang kopi Gayo',
    publicUrl: 'https://selaras.example/m/1.jpg',
    ...parts,
  }
}

export function someFilm(parts: Partial<OutgoingVideo> = {}): OutgoingVideo {
  const file = new Blob([new Uint8Array(1000).fill(7)], { type: 'video/mp4' })
  return {
    contentType: 'video/mp4',
    bytes: file.size,
    width: 640,
    height: 360,
    durationMs: 30_000,
    alt: 'Barista menyeduh kopi Gayo',
    withFile: (work) => work(file),
    publicUrl: 'https://selaras.example/m/1.mp4',
    ...parts,
  }
}

export function publicationOf(subject: ConformanceSubject, text: string, parts: Partial<Publication> = {}) {
  return subject.publication === undefined ? somePublication(text, parts) : subject.publication(text, parts)
}

export const textsOut = (subject: ConformanceSubject): string[] => subject.accepted().map(({ text }) => text)

function publisherOf(subject: ConformanceSubject): Publisher {
  const { publisher } = subject.network
  if (publisher === undefined) throw new Error('this network does not publish')
  return publisher
}

/** One try up to and with the publishing call: a ticket is polled once. */
export async function attempt(
  subject: ConformanceSubject,
  connection: Connection,
  publication: Publication,
): Promise<PublishOutcome> {
  const publisher = publisherOf(subject)
  const first = await publisher.publish(connection, publication, signal)
  if (first.kind !== 'pending' || publisher.poll === undefined) return keepsSecrets(connection, first)
  return keepsSecrets(connection, await publisher.poll(connection, first.ticket, signal, publication))
}

/** No answer may carry a secret: outcomes are stored and shown. */
export function keepsSecrets<T>(connection: Connection, answer: T): T {
  for (const [name, secret] of Object.entries(connection.secret))
    if (name !== 'ownerId' && name !== 'issuedAt') expect(JSON.stringify(answer)).not.toContain(secret)
  return answer
}

export async function find(subject: ConformanceSubject, connection: Connection, publication: Publication) {
  const answer = await publisherOf(subject).lookUp?.(connection, publication, signal)
  if (answer === undefined) throw new Error('this network lets nobody look')
  return keepsSecrets(connection, answer)
}

/**
 * Drives one publication as the dispatcher does: deferred is tried again, a ticket is polled, doubt is looked up, and only
 * proof of absence leads to another try. Answers how it ended; `undefined` = a person must decide.
 */
export async function drive(
  subject: ConformanceSubject,
  connection: Connection,
  publication: Publication,
  beforeCall: () => void = () => {},
): Promise<'sent' | 'refused' | undefined> {
  const publisher = publisherOf(subject)
  let state: { readonly kind: 'try' } | { readonly kind: 'poll'; readonly ticket: string } | { readonly kind: 'look' } =
    {
      kind: 'try',
    }
  for (let step = 0; step < 60; step += 1) {
    beforeCall()
    if (state.kind === 'look') {
      if (publisher.lookUp === undefined && !publisher.nativeIdempotency) return undefined
      const seen = await publisher.lookUp?.(connection, publication, signal)
      if (seen?.kind === 'found') return 'sent'
      if (seen === undefined || seen.kind === 'absent') state = { kind: 'try' }
      continue
    }
    const outcome: PublishOutcome | undefined =
      state.kind === 'try'
        ? await publisher.publish(connection, publication, signal)
        : await publisher.poll?.(connection, state.ticket, signal, publication)
    if (outcome === undefined) throw new Error('a ticket, and nothing to poll')
    keepsSecrets(connection, outcome)
    if (outcome.kind === 'sent' || outcome.kind === 'refused') return outcome.kind
    if (outcome.kind === 'pending') state = { kind: 'poll', ticket: outcome.ticket }
    else if (outcome.kind === 'deferred' && outcome.isTicketSpent === true) state = { kind: 'try' }
    else if (outcome.kind === 'unknown' && (state.kind === 'try' || outcome.isTicketSpent === true))
      state = { kind: 'look' }
  }
  throw new Error('never settled')
}
