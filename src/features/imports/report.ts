import { writeCsv } from '../../platform/csv.ts'
import type { Db } from '../../platform/database/database.ts'
import type { SayRefusal } from './present.ts'

export type SaidRow = {
  readonly line: number
  readonly column: string | null
  readonly value: string
  readonly why: string
  readonly todo: string
}

/** Rows that were left out, by line, in words; `limit` 1–1000, after a line. */
export async function readBadRows(
  db: Db,
  runId: string,
  after: number,
  limit: number,
  say: SayRefusal,
): Promise<SaidRow[]> {
  const rows = await db
    .selectFrom('importBadRow')
    .select(['line', 'column', 'value', 'why', 'params'])
    .where('runId', '=', runId)
    .where('line', '>', after)
    .orderBy('line')
    .limit(limit)
    .execute()
  return rows.map(({ line, column, value, why, params }) => {
    const gaps = { value, column: column ?? '', ...(params as Record<string, string | number>) }
    return { line, column, value, why: say(`import.row.${why}`, gaps), todo: say(`import.todo.${why}`, gaps) }
  })
}

/**
 * The whole report as CSV, piece by piece. A cell that a spreadsheet would run as a formula is made text (OWASP, CSV
 * injection). Begins with the mark by which Excel knows UTF-8.
 */
export async function* reportCsv(
  db: Db,
  runId: string,
  say: SayRefusal,
  head: readonly string[],
): AsyncGenerator<string> {
  yield `\ufeff${line(head)}`
  let after = 0
  for (;;) {
    const rows = await readBadRows(db, runId, after, 1_000, say)
    if (rows.length === 0) return
    yield rows.map((row) => line([row.line, row.column ?? '', row.value, row.why, row.todo])).join('')
    after = rows.at(-1)?.line ?? after
  }
}

const line = (cells: readonly (string | number)[]): string => writeCsv([cells])
