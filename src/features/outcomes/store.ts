import { type SqlBool, sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'

export type OutcomeKind = 'lead' | 'registration' | 'visit' | 'buyer'
export type ObjectiveOutcomes = { readonly objective: string; readonly openings: number } & Readonly<
  Record<OutcomeKind, number>
>

export type StoredOutcome = {
  readonly id: string
  readonly missionId: string
  readonly kind: OutcomeKind
  readonly amount: number
  readonly happenedOn: string
  readonly source: string
  readonly objective: string
  readonly code: string | null
  readonly createdAt: Date
}

/** Sums by objective over the missions that a scope reads, or one of them; objectives with nothing are left out. */
export async function sumByObjective(
  db: Db,
  scope: Scope,
  days: { readonly first: string; readonly last: string },
  missionId?: string,
): Promise<ObjectiveOutcomes[]> {
  const ofMission = (column: string) =>
    missionId === undefined ? sql<SqlBool>`true` : sql<SqlBool>`${sql.ref(column)} = ${missionId}`
  const told = await db
    .selectFrom('outcome')
    .select(['objectiveCode', 'kind'])
    .select((eb) => eb.fn.sum<number>('amount').as('amount'))
    .where('removedAt', 'is', null)
    .where('happenedOn', '>=', days.first)
    .where('happenedOn', '<=', days.last)
    .where(inScope(scope, 'outcome.missionId'))
    .where(ofMission('outcome.mission_id'))
    .groupBy(['objectiveCode', 'kind'])
    .execute()
  const opened = await db
    .selectFrom('outcomeOpening')
    .innerJoin('outcomeCode', 'outcomeCode.id', 'outcomeOpening.codeId')
    .select('outcomeCode.objectiveCode')
    .select((eb) => eb.fn.sum<number>('count').as('count'))
    .where('day', '>=', days.first)
    .where('day', '<=', days.last)
    .where(inScope(scope, 'outcomeOpening.missionId'))
    .where(ofMission('outcome_opening.mission_id'))
    .groupBy('outcomeCode.objectiveCode')
    .execute()
  const sums = new Map<string, Record<OutcomeKind | 'openings', number>>()
  const of = (objective: string) => {
    const known = sums.get(objective) ?? { lead: 0, registration: 0, visit: 0, buyer: 0, openings: 0 }
    sums.set(objective, known)
    return known
  }
  for (const { objectiveCode, kind, amount } of told) of(objectiveCode)[kind as OutcomeKind] = Number(amount)
  for (const { objectiveCode, count } of opened) of(objectiveCode).openings = Number(count)
  return [...sums]
    .map(([objective, sum]) => ({ objective, ...sum }))
    .sort((a, b) => (a.objective < b.objective ? -1 : 1))
}

const select = (db: Db) =>
  db
    .selectFrom('outcome')
    .leftJoin('outcomeCode', 'outcomeCode.id', 'outcome.codeId')
    .select([
      'outcome.id',
      'outcome.missionId',
      'outcome.kind',
      'outcome.amount',
      'outcome.happenedOn',
      'outcome.source',
    ])
    .select(['outcome.objectiveCode as objective', 'outcomeCode.code', 'outcome.createdAt'])

/** Outcomes of a mission in a span of days, newest first; at most `limit` (1–10,000). */
export async function listOutcomes(
  db: Db,
  scope: Scope,
  missionId: string,
  days: { readonly first: string; readonly last: string },
  limit: number,
): Promise<StoredOutcome[]> {
  const rows = await select(db)
    .where('outcome.missionId', '=', missionId)
    .where(inScope(scope, 'outcome.missionId'))
    .where('outcome.removedAt', 'is', null)
    .where('outcome.happenedOn', '>=', days.first)
    .where('outcome.happenedOn', '<=', days.last)
    .orderBy('outcome.happenedOn', 'desc')
    .orderBy('outcome.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as OutcomeKind }))
}

/** One outcome, taken back or not. */
export async function findOutcome(db: Db, scope: Scope, id: string): Promise<StoredOutcome | undefined> {
  const row = await select(db)
    .where('outcome.id', '=', id)
    .where(inScope(scope, 'outcome.missionId'))
    .executeTakeFirst()
  return row && { ...row, kind: row.kind as OutcomeKind }
}
