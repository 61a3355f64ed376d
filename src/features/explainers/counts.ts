import type { z } from 'zod'
import type { explainerCounts } from '../../contract/explainers.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'

export const feelings = ['clear', 'partly', 'unclear'] as const
export type CountKind = (typeof feelings)[number] | `answer_${number}_${'right' | 'wrong'}`

/** Adds one to a day's count; nothing of the reader is kept (PUB-07). */
export async function addCounts(
  db: Db,
  _scope: Scope,
  of: { explainerId: string; version: number; language: string; day: string },
  kinds: readonly CountKind[],
): Promise<void> {
  if (kinds.length === 0) return
  await db
    .insertInto('explainerCount')
    .values(kinds.map((kind) => ({ ...of, kind, count: 1 })))
    .onConflict((conflict) =>
      conflict
        .columns(['explainerId', 'version', 'language', 'day', 'kind'])
        .doUpdateSet((eb) => ({ count: eb('explainerCount.count', '+', 1) })),
    )
    .execute()
}

/** Answers to each version of an explainer, newest version first. */
export async function readCounts(
  db: Db,
  _scope: Scope,
  explainerId: string,
): Promise<z.output<typeof explainerCounts>[]> {
  const rows = await db
    .selectFrom('explainerCount')
    .select(['version', 'kind'])
    .select((eb) => eb.fn.sum<number>('count').as('count'))
    .where('explainerId', '=', explainerId)
    .groupBy(['version', 'kind'])
    .orderBy('version', 'desc')
    .execute()
  return [...Map.groupBy(rows, (row) => row.version)].map(([version, counts]) => {
    const of = (kind: CountKind) => Number(counts.find((row) => row.kind === kind)?.count ?? 0)
    const questions = [0, 1, 2]
      .map((n) => ({ right: of(`answer_${n}_right`), wrong: of(`answer_${n}_wrong`) }))
      .filter((one) => one.right + one.wrong > 0)
    return { version, clear: of('clear'), partly: of('partly'), unclear: of('unclear'), questions }
  })
}
