import { isDeepStrictEqual } from 'node:util'
import { addDays, localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, holdsEverywhere, type Scope } from '../missions/index.ts'
import type { Objective, ObjectiveContent } from './model.ts'
import { endObjective, insertObjective, listObjectives, lockObjective } from './store.ts'

/**
 * Adds an objective or changes one. Any difference makes the next version, which holds from today in the home zone;
 * items keep the version they were written under (STR-01). The same content again changes nothing.
 */
export async function changeObjective(
  deps: { db: Db; now: () => Date; homeZone: string },
  scope: Scope,
  code: string,
  content: ObjectiveContent,
): Promise<Objective> {
  if (!holdsEverywhere(scope, ['strategist'])) throw new AppError('forbidden', 'objective.change_not_yours')
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const today = localDayOf(now, deps.homeZone)
    await refuseStrayParent(tx, scope, code, content.parentCode, today)
    const before = await lockObjective(tx, scope, code)
    if (before && isSame(before, content)) return before
    const version = (before?.version ?? 0) + 1
    if (before) await endObjective(tx, scope, code, before.version, addDays(today, -1))
    await insertObjective(tx, scope, { code, version, validFrom: today }, content, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'objective.changed',
      subject: { kind: 'objective', id: code },
      payload: { version },
    })
    return { ...content, code, version, validFrom: today, validTo: null }
  })
}

function isSame(before: Objective, content: ObjectiveContent): boolean {
  const { code: _code, version: _version, validFrom: _from, validTo, ...old } = before
  return validTo === null && isDeepStrictEqual(old, { ...content })
}

async function refuseStrayParent(db: Db, scope: Scope, code: string, parentCode: string | null, today: string) {
  if (parentCode === null) return
  const parents = new Map((await listObjectives(db, scope, today)).map((o) => [o.code, o.parentCode]))
  for (let at: string | null | undefined = parentCode; at !== null; at = parents.get(at))
    if (at === undefined || at === code || !parents.has(at))
      throw new AppError('invalid', 'objective.stray_parent', { parent: parentCode })
}
