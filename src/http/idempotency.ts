import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Endpoint } from '../contract/endpoint.ts'
import { type Db, json } from '../platform/database/database.ts'
import { AppError } from '../platform/errors.ts'

type Deps<Scope> = {
  readonly db: Db
  readonly now: () => Date
  /** Whose keys these are (uuid); undefined where nobody's, and then creates run as they come. */
  ownerOf(scope: Scope): string | undefined
  /** How long a repeat waits for the first to end, in milliseconds (5,000). */
  readonly waitMs?: number
}

type Once<Scope> = (
  request: FastifyRequest,
  scope: Scope,
  endpoint: Endpoint,
  run: () => Promise<unknown>,
) => Promise<unknown>

const keyPattern = /^[\x21-\x7e]{1,128}$/
const pollMs = 50

/**
 * Runs a create once per owner and `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07): a repeat gets the
 * first answer, one with another body 409, one that comes while the first runs waits and then gets the answer or 409.
 * A refused create forgets its key, so it may be mended and sent again. One whose process died is *unknown*: its
 * repeats are refused in words and never run again blindly.
 */
export function onceByIdempotencyKey<Scope>(deps: Deps<Scope>): Once<Scope> {
  return async (request, scope, endpoint, run) => {
    const key = request.headers['idempotency-key']
    const owner = deps.ownerOf(scope)
    if (key === undefined || owner === undefined) return run()
    if (typeof key !== 'string' || !keyPattern.test(key)) throw new AppError('invalid', 'idempotency.key')
    const entry = { owner, key, endpoint: `${endpoint.method} ${endpoint.path}`, requestHash: hashOf(request) }
    while (!(await claim(deps, entry))) {
      const first = await firstAnswer(deps, entry)
      if (first) return first.body
    }
    let answer: unknown
    try {
      answer = await run()
    } catch (error) {
      await rowOf(deps.db.deleteFrom('idempotencyKey'), entry).execute()
      throw error
    }
    const kept = { status: endpoint.status ?? 200, body: json(answer ?? null) }
    await rowOf(deps.db.updateTable('idempotencyKey').set(kept), entry).execute()
    return answer
  }
}

type Entry = {
  readonly owner: string
  readonly key: string
  readonly endpoint: string
  readonly requestHash: string
}

const hashOf = (request: FastifyRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([request.params, request.query, request.body]))
    .digest('hex')

function rowOf<Q extends { where(column: 'personId' | 'key', operator: '=', value: string): Q }>(
  query: Q,
  entry: Entry,
): Q {
  return query.where('personId', '=', entry.owner).where('key', '=', entry.key)
}

async function claim<Scope>(deps: Deps<Scope>, entry: Entry): Promise<boolean> {
  const { owner, ...rest } = entry
  const { numInsertedOrUpdatedRows } = await deps.db
    .insertInto('idempotencyKey')
    .values({ personId: owner, ...rest, createdAt: deps.now() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** The answer of the first, waited for; undefined where it was refused and the key is free again. */
async function firstAnswer<Scope>(deps: Deps<Scope>, entry: Entry): Promise<{ body: unknown } | undefined> {
  const polls = Math.ceil((deps.waitMs ?? 5_000) / pollMs)
  for (let poll = 0; poll <= polls; poll++) {
    const first = await rowOf(
      deps.db.selectFrom('idempotencyKey').select(['endpoint', 'requestHash', 'status', 'body']),
      entry,
    ).executeTakeFirst()
    if (!first) return undefined
    if (first.endpoint !== entry.endpoint || first.requestHash !== entry.requestHash)
      throw new AppError('conflict', 'idempotency.other_body')
    if (first.status !== null) return { body: first.body }
    await new Promise((done) => setTimeout(done, pollMs))
  }
  throw new AppError('conflict', 'idempotency.in_flight')
}
