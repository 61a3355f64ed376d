import { isDeepStrictEqual } from 'node:util'
import { addDays, localDayOf } from '../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import type { Objective, ObjectiveContent } from './model.ts'
import { endObjective, insertObjective, listObjectives, lockObjective } from './objective-store.ts'
import { mayChangeObjectives } from './policy.ts'

type Deps = { db: Db; now: () => Date; homeZone: string }

/**
 * Adds an objective or changes one. Any difference makes the next version, which holds from today in the home zone or
 * from the later day given; items keep the version they were written under (STR-01). The same content again changes
 * nothing.
 */
export async function changeObjective(
  deps: Deps,
  scope: Scope,
  code: string,
  content: ObjectiveContent,
  validFrom?: string,
): Promise<Objective> {
  if (!mayChangeObjectives(scope)) throw new AppError('forbidden', 'objective.change_not_yours')
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const today = localDayOf(now, deps.homeZone)
    const from = validFrom ?? today
    if (from < today) throw new AppError('invalid', 'objective.from_past', { day: from })
    await refuseStrayParent(tx, scope, code, content.parentCode, from)
    const before = await lockObjective(tx, scope, code)
    return writeVersion(tx, scope, { code, before, content, from }, now)
  })
}

/** Writes the next version from a day, and ends the one before on the eve. Part of a transaction that holds the lock. */
export async function writeVersion(
  tx: Tx,
  scope: Scope,
  change: { code: string; before: Objective | undefined; content: ObjectiveContent; from: string },
  now: Date,
): Promise<Objective> {
  const { code, before, content, from } = change
  if (before && isSame(before, content)) return before
  // Two futures of one objective would be two trees; the announced one is changed instead, from its own day on.
  if (before && before.validFrom > from)
    throw new AppError('conflict', 'objective.announced', { day: before.validFrom, name: before.nameId })
  const version = (before?.version ?? 0) + 1
  if (before) await endObjective(tx, scope, code, addDays(from, -1))
  const changedBy = scope.kind === 'person' ? scope.personId : null
  await insertObjective(tx, scope, { code, version, validFrom: from, changedBy }, content, now)
  await recordAudit(tx, now, {
    actor: actorOf(scope),
    action: 'objective.changed',
    subject: { kind: 'objective', id: code },
    payload: { version, validFrom: from },
  })
  return (await lockObjective(tx, scope, code)) as Objective
}

function isSame(before: Objective, content: ObjectiveContent): boolean {
  const { code: _code, version: _version, validFrom: _from, validTo, changedBy: _by, ...old } = before
  return validTo === null && isDeepStrictEqual(old, { ...content })
}

async function refuseStrayParent(db: Db, scope: Scope, code: string, parentCode: string | null, on: string) {
  if (parentCode === null) return
  const parents = new Map((await listObjectives(db, scope, on)).map((o) => [o.code, o.parentCode]))
  for (let at: string | null | undefined = parentCode; at !== null; at = parents.get(at))
    if (at === undefined || at === code || !parents.has(at))
      throw new AppError('invalid', 'objective.stray_parent', { parent: parentCode })
}
