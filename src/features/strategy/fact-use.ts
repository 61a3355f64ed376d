import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { listFacts } from './fact-store.ts'

/** What leans on a fact. `missionId` is null for what belongs to the whole ministry. */
export type FactUserRef = {
  readonly kind: 'item' | 'kit' | 'narrative' | 'explainer'
  readonly id: string
  readonly missionId: string | null
}

/** One user of a fact. `isFormer`: it has let go of it since, but what it sent before carries it. */
export type FactUse = FactUserRef & { readonly version: number; readonly isFormer: boolean }

/**
 * Says which facts something leans on now, in their newest versions; call it in the transaction that saves the text. A
 * fact that is no longer named is let go of, and stays in the list of former users.
 * @throws AppError `fact.not_found` for an id that is no fact.
 */
export async function registerFactUse(
  tx: Tx,
  scope: Scope,
  user: FactUserRef,
  factIds: readonly string[],
  now: Date,
): Promise<void> {
  const wanted = [...new Set(factIds)]
  const facts = await listFacts(tx, scope, wanted)
  const unknown = wanted.find((id) => !facts.some((fact) => fact.id === id))
  if (unknown) throw new AppError('invalid', 'fact.not_found', { id: unknown })
  await tx
    .updateTable('factUse')
    .set({ endedAt: now })
    .where('userKind', '=', user.kind)
    .where('userId', '=', user.id)
    .where('endedAt', 'is', null)
    .execute()
  if (facts.length === 0) return
  await tx
    .insertInto('factUse')
    .values(
      facts.map((fact) => ({
        factId: fact.id,
        version: fact.version,
        userKind: user.kind,
        userId: user.id,
        missionId: user.missionId,
        since: now,
        endedAt: null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['factId', 'version', 'userKind', 'userId']).doUpdateSet({ endedAt: null }),
    )
    .execute()
}

/** Facts that something leans on now, by id. */
export async function factIdsOf(
  db: Db,
  _scope: Scope,
  kind: FactUserRef['kind'],
  userIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (userIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('factUse')
    .select(['userId', 'factId'])
    .distinct()
    .where('userKind', '=', kind)
    .where('userId', 'in', [...userIds])
    .where('endedAt', 'is', null)
    .orderBy('factId')
    .execute()
  const grouped = Map.groupBy(rows, (row) => row.userId)
  return new Map([...grouped].map(([userId, uses]) => [userId, uses.map((use) => use.factId)]))
}

/** Something to look at in a fact that somebody leans on. `value` is what stands in the register now. */
export type FactConcern = {
  readonly factId: string
  /** `changed`: a newer version than the one taken over. `expired`: past its last day. */
  readonly kind: 'changed' | 'expired'
  readonly name: string
  readonly value: string
}

/** Facts that one user leans on and that have changed or expired since; `today` by the home zone's calendar. */
export async function factConcerns(
  db: Db,
  scope: Scope,
  user: Pick<FactUserRef, 'kind' | 'id'>,
  today: string,
): Promise<FactConcern[]> {
  const uses = await db
    .selectFrom('factUse')
    .select('factId')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('userKind', '=', user.kind)
    .where('userId', '=', user.id)
    .where('endedAt', 'is', null)
    .groupBy('factId')
    .execute()
  const taken = new Map(uses.map((use) => [use.factId, use.version]))
  return (await listFacts(db, scope, [...taken.keys()])).flatMap((fact): FactConcern[] => {
    const isExpired = fact.validUntil !== null && fact.validUntil < today
    const isChanged = fact.version > (taken.get(fact.id) ?? fact.version)
    if (!isExpired && !isChanged) return []
    const value = [fact.value, fact.unit].filter(Boolean).join(' ')
    return [{ factId: fact.id, kind: isChanged ? 'changed' : 'expired', name: fact.nameId, value }]
  })
}

/**
 * Everything that uses or ever used a fact, each once, with the newest version it took over. Whoever holds or corrects
 * what the fact touched starts here, for the whole ministry: the caller answers for who may see it.
 */
export async function affectedByFact(db: Db, _scope: Scope, factId: string): Promise<FactUse[]> {
  const rows = await db
    .selectFrom('factUse')
    .select(['userKind', 'userId', 'missionId'])
    .select((eb) => [
      eb.fn.max('version').as('version'),
      eb.fn.agg<boolean>('bool_and', [eb('endedAt', 'is not', null)]).as('isFormer'),
    ])
    .where('factId', '=', factId)
    .groupBy(['userKind', 'userId', 'missionId'])
    .orderBy('userKind')
    .orderBy('userId')
    .execute()
  return rows.map(({ userKind, userId, ...use }) => ({ ...use, kind: userKind as FactUserRef['kind'], id: userId }))
}
