import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { changeObjective } from './change-objective.ts'
import type { Objective } from './model.ts'
import { listObjectives, sortObjectives } from './objective-store.ts'
import { mayChangeObjectives } from './policy.ts'

/**
 * Moves an objective below a parent and behind one of its children, to the front when `after` is null. Another parent
 * makes a new version, for it changes what mixes add up to; another place among the same siblings does not.
 */
export async function placeObjective(
  deps: { db: Db; now: () => Date; homeZone: string },
  scope: Scope,
  code: string,
  place: { parentCode: string | null; after: string | null },
): Promise<Objective> {
  if (!mayChangeObjectives(scope)) throw new AppError('forbidden', 'objective.change_not_yours')
  const today = localDayOf(deps.now(), deps.homeZone)
  const now = (await listObjectives(deps.db, scope, today)).find((one) => one.code === code)
  if (!now) throw new AppError('not_found', 'objective.not_found')
  if (now.parentCode !== place.parentCode) {
    const { code: _code, version: _version, validFrom: _from, validTo: _to, changedBy: _by, ...content } = now
    await changeObjective(deps, scope, code, { ...content, parentCode: place.parentCode })
  }
  return deps.db.transaction().execute(async (tx) => {
    const tree = await listObjectives(tx, scope, today)
    const ordered = order(tree, code, place)
    await sortObjectives(tx, scope, ordered, 0)
    const placed = (await listObjectives(tx, scope, today)).find((one) => one.code === code)
    if (!placed) throw new AppError('not_found', 'objective.not_found')
    return placed
  })
}

/** All codes in the order of the tree, parents before their children, with one of them put elsewhere. */
function order(
  tree: readonly Objective[],
  moved: string,
  { parentCode, after }: { parentCode: string | null; after: string | null },
): string[] {
  const below = (parent: string | null): string[] => {
    const siblings = tree.filter((one) => one.parentCode === parent && one.code !== moved).map((one) => one.code)
    if (parent === parentCode) siblings.splice(after === null ? 0 : siblings.indexOf(after) + 1, 0, moved)
    return siblings.flatMap((code) => [code, ...below(code)])
  }
  return below(null)
}
