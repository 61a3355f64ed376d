import { isDeepStrictEqual } from 'node:util'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { insertFact, insertFactVersion, listFactVersions, lockFact } from './fact-store.ts'
import { affectedByFact, type FactUse } from './fact-use.ts'
import type { Fact, FactContent } from './model.ts'
import { mayWriteNarratives } from './policy.ts'

/** A fact that has just changed, told inside the transaction of the change. */
export type FactChange = {
  readonly factId: string
  readonly version: number
  /** The version before was wrong: what is unsent waits, what is sent needs correcting. */
  readonly isCorrection: boolean
  readonly reason: string
  readonly uses: readonly FactUse[]
}

type Deps = {
  db: Db
  now: () => Date
  /** Holds what is unsent and asks for corrections of what is sent. A failure keeps the fact as it was. */
  onFactChanged: (tx: Tx, scope: Scope, change: FactChange, now: Date) => Promise<void>
}

/** Enters a fact as its version 1. */
export async function createFact(deps: Pick<Deps, 'db' | 'now'>, scope: Scope, content: FactContent): Promise<Fact> {
  if (!mayWriteNarratives(scope)) throw new AppError('forbidden', 'fact.write_not_yours')
  return deps.db.transaction().execute(async (tx) => {
    const factId = newId()
    await insertFact(tx, scope, factId, deps.now())
    return write(tx, scope, { factId, version: 1, reason: '', isCorrection: false }, content, deps.now())
  })
}

/**
 * Changes a fact: its next version, with everything that used it told to whoever holds and corrects. The same content
 * again changes nothing.
 * @throws AppError `fact.changed_meanwhile` when somebody changed it since `version`.
 */
export async function changeFact(
  deps: Deps,
  scope: Scope,
  factId: string,
  change: FactContent & { version: number; reason: string; isCorrection: boolean },
): Promise<Fact> {
  if (!mayWriteNarratives(scope)) throw new AppError('forbidden', 'fact.write_not_yours')
  const { version, reason, isCorrection, ...content } = change
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const before = await lockFact(tx, scope, factId)
    if (!before) throw new AppError('not_found', 'fact.not_found')
    if (before.version !== version)
      throw new AppError('conflict', 'fact.changed_meanwhile', { theirs: before.version, yours: version })
    if (isSame(before, content)) return before
    const fact = await write(tx, scope, { factId, version: version + 1, reason, isCorrection }, content, now)
    const uses = await affectedByFact(tx, scope, factId)
    await deps.onFactChanged(tx, scope, { factId, version: fact.version, isCorrection, reason, uses }, now)
    return fact
  })
}

const isSame = (before: Fact, content: FactContent): boolean =>
  (Object.keys(content) as (keyof FactContent)[]).every((key) => isDeepStrictEqual(before[key], content[key]))

async function write(
  tx: Tx,
  scope: Scope,
  key: { factId: string; version: number; reason: string; isCorrection: boolean },
  content: FactContent,
  now: Date,
): Promise<Fact> {
  const changedBy = scope.kind === 'person' ? scope.personId : null
  await insertFactVersion(tx, scope, { ...key, changedBy }, content, now)
  await recordAudit(tx, now, {
    actor: actorOf(scope),
    action: key.version === 1 ? 'fact.entered' : 'fact.changed',
    subject: { kind: 'fact', id: key.factId },
    payload: { version: key.version, isCorrection: key.isCorrection },
  })
  const [fact] = await listFactVersions(tx, scope, key.factId)
  if (!fact) throw new AppError('not_found', 'fact.not_found')
  return fact
}
