import { createHash } from 'node:crypto'
import { BlobRef, jsonToLex, lexicons } from '@atproto/api'
import { encode } from '@atproto/lex-cbor'
import { collection, postLimits } from './compose-record.ts'
import { toLex } from './thread.ts'
import { postUri, readPostUri } from './view.ts'

/** A refusal in the protocol's own form. */
export class FakeRefusal extends Error {
  readonly status: number
  readonly error: string

  /** Further fields of the answer. */
  readonly more: Readonly<Record<string, unknown>>

  constructor(status: number, error: string, message: string = error, more: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.status = status
    this.error = error
    this.more = more
  }
}

export type FakeAccount = {
  readonly did: string
  readonly handle: string
  readonly appPassword: string
  readonly password: string
}

/** One record the server said yes to and wrote; a repeat that changed nothing is none. In order of acceptance. */
export type LedgerEntry = {
  readonly uri: string
  readonly cid: string
  readonly did: string
  readonly collection: string
  readonly rkey: string
  /** JSON as it came. */
  readonly record: Readonly<Record<string, unknown>>
  readonly acceptedAt: Date
  readonly replaced: boolean
}

type Stored = { readonly cid: string; readonly value: Readonly<Record<string, unknown>>; readonly canonical: string }
type Token = { readonly did: string; readonly kind: 'access' | 'refresh' }

/** What a PDS remembers and which rules it keeps (@atproto/pds 0.5.35, read 2026-11-25), without signatures and commits. */
export class FakeStore {
  readonly accounts: FakeAccount[] = []
  readonly ledger: LedgerEntry[] = []
  readonly takenDown = new Set<string>()
  readonly #tokens = new Map<string, Token>()
  readonly #dead = new Set<string>()
  readonly #blobs = new Map<string, Set<string>>()
  readonly #records = new Map<string, Map<string, Stored>>()
  readonly #now: () => Date
  #issued = 0

  constructor(now: () => Date) {
    this.#now = now
  }

  addAccount(handle: string): FakeAccount {
    const hash = base32(createHash('sha256').update(handle).digest())
    const account = {
      did: `did:plc:${hash.slice(0, 24)}`,
      handle,
      appPassword: passwordFrom(hash),
      password: `main-${hash}`,
    }
    this.accounts.push(account)
    this.#records.set(account.did, new Map())
    this.#blobs.set(account.did, new Set())
    return account
  }

  signIn(identifier: string, password: string) {
    const account = this.accounts.find((a) => a.did === identifier || a.handle === identifier.toLowerCase())
    if (account === undefined || (password !== account.appPassword && password !== account.password))
      throw new FakeRefusal(401, 'AuthenticationRequired', 'Invalid identifier or password')
    return this.#openSession(account, password === account.password ? 'com.atproto.access' : 'com.atproto.appPass')
  }

  /** Refresh tokens are good for one use. */
  refresh(token: string) {
    const { did } = this.authorize(token, 'refresh')
    this.#dead.add(token)
    return this.#openSession(this.#account(did), 'com.atproto.appPass')
  }

  /** Whose token it is. */
  authorize(token: string | undefined, kind: Token['kind']): Token {
    if (token === undefined) throw new FakeRefusal(401, 'AuthMissing')
    const known = this.#tokens.get(token)
    if (known === undefined || known.kind !== kind)
      throw new FakeRefusal(400, 'InvalidToken', 'Token could not be verified')
    if (this.#dead.has(token)) throw new FakeRefusal(400, 'ExpiredToken', 'Token has expired')
    if (this.takenDown.has(known.did)) throw new FakeRefusal(401, 'AccountTakedown', 'Account has been taken down')
    return known
  }

  /** Makes every token given out so far worthless: access tokens, or the refresh tokens too. */
  expireTokens(kinds: readonly Token['kind'][]): void {
    for (const [token, { kind }] of this.#tokens) if (kinds.includes(kind)) this.#dead.add(token)
  }

  uploadBlob(did: string, bytes: Buffer, mimeType: string) {
    const cid = cidOf(bytes, 0x55)
    this.#blobs.get(did)?.add(cid)
    return { $type: 'blob', ref: { $link: cid }, mimeType, size: bytes.byteLength }
  }

  /** `swapRecord: null` = nothing may stand there; `undefined` = whatever stands there is replaced. */
  putRecord(
    did: string,
    name: string,
    rkey: string,
    value: Readonly<Record<string, unknown>>,
    swapRecord?: string | null,
  ) {
    this.validate(did, name, value)
    const records = this.#records.get(did)
    const key = `${name}/${rkey}`
    const current = records?.get(key)
    const canonical = canonicalJson(value)
    const uri = name === collection ? postUri(did, rkey) : `at://${did}/${name}/${rkey}`
    const cid = cidOf(encode(toLex(jsonToLex(value))), 0x71)
    if (current?.canonical === canonical) return { uri, cid, validationStatus: 'valid' }
    if (swapRecord !== undefined && swapRecord !== (current?.cid ?? null))
      throw new FakeRefusal(400, 'InvalidSwap', `Record was at ${current?.cid ?? 'null'}`)
    records?.set(key, { cid, value, canonical })
    const acceptedAt = this.#now()
    this.ledger.push({
      uri,
      cid,
      did,
      collection: name,
      rkey,
      record: value,
      acceptedAt,
      replaced: current !== undefined,
    })
    return { uri, cid, commit: { cid, rev: rkey }, validationStatus: 'valid' }
  }

  createRecord(did: string, name: string, rkey: string, value: Readonly<Record<string, unknown>>) {
    // A used key trips over a database constraint there: an error without a name.
    if (this.#records.get(did)?.has(`${name}/${rkey}`))
      throw new FakeRefusal(500, 'InternalServerError', 'Internal Server Error')
    return this.putRecord(did, name, rkey, value)
  }

  has(did: string, name: string, rkey: string): boolean {
    return this.#records.get(did)?.has(`${name}/${rkey}`) === true
  }

  deleteRecord(did: string, name: string, rkey: string): void {
    this.#records.get(did)?.delete(`${name}/${rkey}`)
  }

  getRecord(repo: string, name: string, rkey: string) {
    const did = this.didOf(repo)
    const uri = `at://${did ?? repo}/${name}/${rkey}`
    const stored = did === undefined ? undefined : this.#records.get(did)?.get(`${name}/${rkey}`)
    if (did === undefined) throw new FakeRefusal(400, 'InvalidRequest', `Could not find repo: ${repo}`)
    if (stored === undefined) throw new FakeRefusal(400, 'RecordNotFound', `Could not locate record: ${uri}`)
    return { uri, cid: stored.cid, value: stored.value }
  }

  listRecords(repo: string, name: string, limit: number, cursor: string | undefined) {
    const did = this.didOf(repo)
    if (did === undefined) throw new FakeRefusal(400, 'InvalidRequest', `Could not find repo: ${repo}`)
    const all = [...(this.#records.get(did) ?? [])]
      .filter(([key]) => key.startsWith(`${name}/`))
      .map(([key, { cid, value }]) => ({ uri: `at://${did}/${key}`, cid, value, rkey: key.slice(name.length + 1) }))
      .filter(({ rkey }) => cursor === undefined || rkey < cursor)
      .sort((a, b) => (a.rkey < b.rkey ? 1 : -1))
      .slice(0, limit)
    const last = all.at(-1)?.rkey
    return {
      records: all.map(({ uri, cid, value }) => ({ uri, cid, value })),
      ...(last === undefined ? {} : { cursor: last }),
    }
  }

  findPost(uri: string) {
    const parts = readPostUri(uri)
    const stored = parts === undefined ? undefined : this.#records.get(parts.repo)?.get(`${collection}/${parts.rkey}`)
    return parts === undefined || stored === undefined
      ? undefined
      : { uri, cid: stored.cid, value: stored.value, author: this.#account(parts.repo) }
  }

  didOf(repo: string): string | undefined {
    return this.accounts.find((a) => a.did === repo || a.handle === repo.toLowerCase())?.did
  }

  #openSession(account: FakeAccount, scope: string) {
    if (this.takenDown.has(account.did)) throw new FakeRefusal(401, 'AccountTakedown', 'Account has been taken down')
    const accessJwt = this.#issue(account.did, 'access', scope)
    const refreshJwt = this.#issue(account.did, 'refresh', 'com.atproto.refresh')
    return { did: account.did, handle: account.handle, accessJwt, refreshJwt, active: true }
  }

  #issue(did: string, kind: Token['kind'], scope: string): string {
    this.#issued += 1
    const iat = Math.floor(this.#now().getTime() / 1000)
    const payload = { scope, sub: did, iat, exp: iat + 7200, jti: this.#issued }
    const token = ['{"alg":"none"}', JSON.stringify(payload), 'fake']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.')
    this.#tokens.set(token, { did, kind })
    return token
  }

  #account(did: string): FakeAccount {
    const account = this.accounts.find((a) => a.did === did)
    if (account === undefined) throw new FakeRefusal(400, 'InvalidRequest', `Could not find repo: ${did}`)
    return account
  }

  validate(did: string, name: string, value: Readonly<Record<string, unknown>>): void {
    if (lexicons.getDef(name) === undefined) return
    try {
      const record = jsonToLex(value)
      lexicons.assertValidRecord(name, record)
      for (const blob of blobsIn(record)) {
        if (this.#blobs.get(did)?.has(blob.ref.toString()) !== true) throw new Error(`Could not find blob: ${blob.ref}`)
        if (blob.size > postLimits.imageBytes)
          throw new Error(`This file is too large. It is ${blob.size} but the maximum size is ${postLimits.imageBytes}`)
      }
    } catch (error) {
      throw new FakeRefusal(
        400,
        'InvalidRequest',
        `Invalid ${name} record: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }
}

function blobsIn(value: unknown): BlobRef[] {
  if (value instanceof BlobRef) return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(blobsIn)
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** CID version 1 over SHA-256; `codec` 0x55 raw bytes, 0x71 a record. */
function cidOf(bytes: Uint8Array, codec: number): string {
  return `b${base32(Buffer.concat([Buffer.from([1, codec, 0x12, 0x20]), createHash('sha256').update(bytes).digest()]))}`
}

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
}

function passwordFrom(hash: string): string {
  return [24, 28, 32, 36].map((at) => hash.slice(at, at + 4)).join('-')
}
