/**
 * What Selaras asks of a social network. A network states what it can do by the parts it has: a part that is
 * absent is an ability it lacks. Nothing outside a network's own folder may branch on its name.
 */

/** An instant as ISO 8601 in UTC, millisecond precision. */
export type Instant = string

/** Where an account lives on its network, as stored beside its secrets. */
export type Connection = {
  /** The network's own id of the account (Bluesky: DID). */
  readonly remoteAccountId: string
  readonly handle: string
  /** Server address for networks with many servers (Bluesky PDS, Mastodon). */
  readonly service?: string
  /** Opened secret; never logged, never stored outside `credential`. */
  readonly secret: Readonly<Record<string, string>>
  /** Selaras's own registration there, for renewals that ask for it; present where the network has an `oauth` part. */
  readonly app?: AppRegistration
}

/** How a network knows Selaras: its client, as applied for by a ministry or registered by a server on the spot. */
export type AppRegistration = { readonly clientId: string; readonly clientSecret?: string }

export type OutgoingImage = {
  readonly bytes: Uint8Array
  readonly contentType: 'image/jpeg' | 'image/png' | 'image/webp'
  readonly width: number
  readonly height: number
  /** Text alternative in the post's language, at least 10 characters. */
  readonly alt: string
  /** Address from which a network may fetch these very bytes for the next day; some take pictures in no other way. */
  readonly publicUrl?: string
}

export type OutgoingVideo = {
  readonly contentType: 'video/mp4'
  readonly bytes: number
  readonly width: number
  readonly height: number
  readonly durationMs: number
  /** Text alternative in the post's language, at least 10 characters. */
  readonly alt: string
  /** Runs `work` with the film as a file that is read in pieces: it is never whole in memory. */
  withFile<T>(work: (file: Blob) => Promise<T>): Promise<T>
  /** Address from which a network may fetch these very bytes for the next day. */
  readonly publicUrl?: string
}

/** One thing to publish, frozen by approval: everything that decides its identity was chosen before the first call. */
export type Publication = {
  /** Client-chosen key (Bluesky: record key), the same on every attempt. */
  readonly recordKey: string
  /** Key for networks with an idempotency header, the same on every attempt. */
  readonly idempotencyKey: string
  /** Fixed once, before the first attempt. */
  readonly createdAt: Instant
  readonly text: string
  /** BCP-47 tags, most important first. */
  readonly languages: readonly string[]
  /** Shown as a card where the network has cards; also stands in the text where the author put it. */
  readonly link?: { readonly url: string; readonly title: string; readonly description: string }
  readonly images: readonly OutgoingImage[]
  /** A film stands alone: no network of ours takes pictures beside it. */
  readonly video?: OutgoingVideo
  /** When the first attempt began: where a network knows no key, nothing older can be this post. Default `createdAt`. */
  readonly firstTriedAt?: Instant
  /** Further posts of a thread, each an answer to the one before. Refused where the publisher has no `threads`. */
  readonly thread?: readonly { readonly text: string; readonly images: readonly OutgoingImage[] }[]
}

/** `deferred` and `refused` are promises that nothing went out. Where that is not certain the answer is `unknown`. */
export type PublishOutcome =
  | { readonly kind: 'sent'; readonly remoteId: string; readonly url: string }
  | { readonly kind: 'pending'; readonly ticket: string; readonly pollAt: Instant }
  /** `isTicketSpent`: the answer to a poll whose ticket is no good any more; nothing went out, so publish anew. */
  | {
      readonly kind: 'deferred'
      readonly retryAt: Instant
      readonly why: 'rate' | 'network' | 'auth_refresh'
      readonly isTicketSpent?: boolean
    }
  | { readonly kind: 'refused'; readonly reason: 'auth' | 'content' | 'account'; readonly detail: string }
  /** `isTicketSpent`: the answer to a poll that made the publishing call itself, so only looking tells. */
  | { readonly kind: 'unknown'; readonly detail: string; readonly isTicketSpent?: boolean }

/**
 * The answer to "did it go out?". `absent` is proof for the moment of the answer, not a guess; a call that was cut may
 * still be on its way, so ask no sooner than `limits.timeoutMs` after it. `unsure` leaves it to a person.
 */
export type LookUp =
  | { readonly kind: 'found'; readonly remoteId: string; readonly url: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unsure'; readonly detail: string; readonly candidates: readonly ObservedPost[] }

export type Publisher = {
  /** True where repeating `publish` with the same keys can never make a second post. */
  readonly nativeIdempotency: boolean
  /** How long after the first call that holds, in milliseconds; absent = for good. After it, look. */
  readonly idempotencyMs?: number
  /** Present where one publication may be a thread: most further posts. */
  readonly threads?: { readonly maxParts: number }
  publish(connection: Connection, publication: Publication, signal: AbortSignal): Promise<PublishOutcome>
  /** Asks how a `pending` ticket went, and publishes where the network had to work on a film or picture first. */
  poll?(connection: Connection, ticket: string, signal: AbortSignal, publication: Publication): Promise<PublishOutcome>
  /** Looks for a publication whose outcome is unknown. Absent where the network lets nobody look. */
  lookUp?(connection: Connection, publication: Publication, signal: AbortSignal): Promise<LookUp>
}

export type PostMetrics = {
  /** Counts; a number the network does not tell is absent, never 0. */
  readonly likes?: number
  readonly reposts?: number
  readonly replies?: number
  readonly quotes?: number
  readonly views?: number
}

export type ObservedPost = {
  readonly remoteId: string
  readonly url: string
  readonly text: string
  /** BCP-47, as the author declared it. */
  readonly languages: readonly string[]
  readonly mediaKind: 'none' | 'image' | 'video' | 'link' | 'other'
  /** Links the post carries, whole; networks shorten them in the text. Absent = the network does not tell. */
  readonly links?: readonly string[]
  readonly publishedAt: Instant
  readonly metrics: PostMetrics
}

/**
 * What readers and metrics throw when a call brought no answer. `auth` and `account` need a person; the others may be
 * tried again, at `retryAt` where the network said when.
 */
export class NetworkReadError extends Error {
  readonly why: 'rate' | 'network' | 'auth' | 'account' | 'protocol'
  readonly retryAt: Instant | undefined

  constructor(why: NetworkReadError['why'], detail: string, retryAt?: Instant, cause?: unknown) {
    super(detail, { cause })
    this.name = 'NetworkReadError'
    this.why = why
    this.retryAt = retryAt
  }
}

export type ReaderPart = {
  /**
   * `arrival`: pages come oldest first and are read to the end each time, what is older is not kept by the network, and what
   * a page lacks says nothing. Default `newest`.
   */
  readonly order?: 'newest' | 'arrival'
  /** Own posts of the account, newest first, at most 100 a page; reposts of others are left out. */
  readPosts(
    connection: Connection,
    page: { readonly cursor?: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<{ readonly posts: readonly ObservedPost[]; readonly cursor?: string }>
  /** Of these ids (at most 25), those that the network says no longer exist. Silence about an id is not absence. */
  findDeleted(connection: Connection, remoteIds: readonly string[], signal: AbortSignal): Promise<readonly string[]>
}

export type MetricsPart = {
  /** Current numbers by remote id (at most 25 ids); ids the network does not answer are absent. */
  readMetrics(
    connection: Connection,
    remoteIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, PostMetrics>>
}

export type InboxEntry = {
  readonly remoteId: string
  readonly kind: 'mention' | 'reply' | 'quote' | 'comment'
  readonly url?: string
  /** The own post it is about; absent where it is about none. */
  readonly aboutRemoteId?: string
  /** Name under which somebody wrote, to answer there. No other fact about people is read. */
  readonly author?: string
  readonly text: string
  readonly at: Instant
}

export type InboxPart = {
  /** What others wrote to the account, newest first, at most `limit` (1–100) a page. @throws NetworkReadError */
  readInbox(
    connection: Connection,
    page: { readonly cursor?: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<{ readonly entries: readonly InboxEntry[]; readonly cursor?: string }>
}

/** Aggregates only. Cells under 100 people are for whoever stores them to mask (SEC-07). */
export type Audience = {
  readonly followers?: number
  /** Followers by one trait; a share that the network tells as such is in `shares`, 0 to 1. */
  readonly by: readonly {
    readonly trait: 'country' | 'city' | 'age' | 'gender'
    readonly counts?: Readonly<Record<string, number>>
    readonly shares?: Readonly<Record<string, number>>
  }[]
}

export type AudiencePart = {
  /** What the network tells now about the account's followers. A trait it does not tell is absent. @throws NetworkReadError */
  readAudience(connection: Connection, signal: AbortSignal): Promise<Audience>
}

/** `appPassword`: what `AuthPart.secretKind` names, trimmed, never empty. */
export type ConnectInput = { readonly service?: string; readonly handle: string; readonly appPassword: string }
export type ConnectResult =
  | {
      readonly kind: 'connected'
      readonly connection: Connection
      /** When a person must consent again unless `renew` moves it; absent = the network names no end. */
      readonly expiresAt?: Instant
    }
  /** `app`: our registration is refused, which is the administrator's to mend. Nothing is stored in any case. */
  | { readonly kind: 'refused'; readonly reason: 'auth' | 'account' | 'network' | 'app'; readonly detail: string }

/**
 * Connecting. At least one of `connect` (a secret that a person makes at the network and pastes) and `oauth` (consent at
 * the network) is present. Neither ever logs a secret, nor puts one into a `detail`.
 */
export type AuthPart = {
  /** Tries the credentials on the network and answers what to store. */
  connect?(input: ConnectInput, signal: AbortSignal): Promise<ConnectResult>
  /** What `connect` asks for. Default `app_password`. */
  readonly secretKind?: 'app_password' | 'bot_token'
  readonly oauth?: OAuthPart
  /** Renews what will run out and asks whether the network still accepts the connection. Called about once a day. */
  renew?(connection: Connection, signal: AbortSignal): Promise<RenewResult>
  /** Called with a new secret when the network rotated it in the middle of a call; an empty secret is never passed. */
  onSecretChanged?(listener: SecretListener): void
}

export type SecretListener = (
  remoteAccountId: string,
  secret: Readonly<Record<string, string>>,
  expiresAt?: Instant,
) => Promise<void>

/** `later`: no answer or a full quota; the connection stays as it is. Only `refused` says that a person must connect again. */
export type RenewResult =
  | { readonly kind: 'valid'; readonly expiresAt?: Instant }
  | { readonly kind: 'renewed'; readonly secret: Readonly<Record<string, string>>; readonly expiresAt?: Instant }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'later'; readonly why: 'rate' | 'network'; readonly detail: string; readonly retryAt?: Instant }

/** OAuth 2, code with PKCE (S256, RFC 7636). State and verifier are made, kept and checked by whoever calls. */
export type OAuthPart = {
  /**
   * Registers Selaras at one server of a network with many (Mastodon `POST /api/v1/apps`); kept per server. Absent = the
   * ministry applies once for the whole network, and an administrator enters the registration.
   */
  register?(service: string, redirectUri: string, signal: AbortSignal): Promise<RegisterResult>
  /** The server (origin) of a handle, for networks with many servers; `undefined` = the handle names none. */
  serviceOf?(handle: string): string | undefined
  /** Where the person is sent to consent. Calls nothing. Absent where `begin` is there. */
  consentUrl?(request: ConsentRequest): string
  /**
   * For networks that must be asked before a person is sent there (pushed requests, RFC 9126); it makes state and verifier
   * itself. `remember` is kept sealed and handed to `finish`.
   */
  begin?(request: ConsentBeginning, signal: AbortSignal): Promise<ConsentBegun>
  /** What is shown to anybody at the address that names our client, for networks that read it there. Holds no secret. */
  clientMetadata?(app: AppRegistration, redirectUri: string): Promise<Readonly<Record<string, unknown>>>
  /**
   * Exchanges the code for a connection of the account that was meant. Where the person's consent covers several
   * (Facebook pages), the one whose handle or id is `account`'s; none such = `refused`, `account`, naming those found.
   */
  finish(answer: ConsentAnswer, signal: AbortSignal): Promise<ConnectResult>
}

export type ConsentRequest = {
  readonly app: AppRegistration
  readonly redirectUri: string
  /** Opaque, at most 64 URL-safe characters. */
  readonly state: string
  /** base64url of the SHA-256 of the verifier, for networks with PKCE. */
  readonly codeChallenge: string
  /** Origin, where `serviceOf` names one. */
  readonly service?: string
}

export type ConsentBeginning = Pick<ConsentRequest, 'app' | 'redirectUri' | 'service'> & { readonly handle: string }
export type ConsentBegun =
  | { readonly kind: 'begun'; readonly url: string; readonly state: string; readonly remember: string }
  | { readonly kind: 'refused'; readonly reason: 'auth' | 'network' | 'app'; readonly detail: string }

export type ConsentAnswer = {
  readonly app: AppRegistration
  /** The same as in the request. */
  readonly redirectUri: string
  readonly code: string
  readonly codeVerifier: string
  /** Where `begin` was there: its state, what it asked to remember, and who says to have issued the code (RFC 9207). */
  readonly state?: string
  readonly remembered?: string
  readonly issuer?: string
  readonly service?: string
  /** The account as it stands in the register. */
  readonly account: { readonly handle: string; readonly remoteAccountId?: string }
}

export type RegisterResult =
  | { readonly kind: 'registered'; readonly app: AppRegistration }
  | { readonly kind: 'refused'; readonly reason: 'network' | 'app'; readonly detail: string }

/** Numbers the dispatcher keeps to, per account. */
export type NetworkLimits = {
  readonly maxConcurrentPerAccount: number
  /** At most `count` publications in `windowMs` for one account. */
  readonly publications: { readonly count: number; readonly windowMs: number }
  /** How long one call may take before it is cut, in milliseconds. */
  readonly timeoutMs: number
  /** How much reading one account may cost; default `usualReads`. */
  readonly reads?: ReadLimits
}

/**
 * At most `count` calls in `windowMs` for one account, publishing apart. Where a network tells posts one by one, reading
 * the numbers of a post costs `metricsPerPost` calls and asking whether it stands `deletedPerPost`; else one call a lot.
 */
export type ReadLimits = {
  readonly count: number
  readonly windowMs: number
  readonly metricsPerPost?: number
  readonly deletedPerPost?: number
}

export const usualReads: ReadLimits = { count: 100, windowMs: 15 * 60_000 }

/** How long a film of so many bytes may be on its way, in milliseconds: a line of 2 Mbit/s. */
export const filmTimeMs = (bytes: number): number => Math.ceil(bytes / 250)

export type Network = {
  /** Stable code, as in the platform profiles. */
  readonly code: string
  readonly limits: NetworkLimits
  readonly auth?: AuthPart
  readonly publisher?: Publisher
  readonly reader?: ReaderPart
  readonly metrics?: MetricsPart
  readonly inbox?: InboxPart
  readonly audience?: AudiencePart
  /**
   * Reads a public link of this network, for checking links that people paste. `null` = not a link to a post of this
   * network. `handleOrId` is absent where such links do not say whose post it is (youtube.com/watch, instagram.com/p,
   * x.com/i/status); it is compared by equality with the key of a handle (`normalizeHandle`).
   */
  parsePostUrl(url: string): { readonly handleOrId?: string; readonly remoteId: string } | null
}
