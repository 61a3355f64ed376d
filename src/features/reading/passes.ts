import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'

/** How far one version of the reader has come. Counts are of the messages in scope. */
export type ReadingProgress = {
  readonly modelVersion: string
  readonly messages: number
  readonly read: number
  readonly waiting: number
  readonly beganAt: Date | null
  readonly finishedAt: Date | null
}

/**
 * Puts every message that another version read back on the list and remembers the pass; answers how many this call put
 * back. Safe to call again: what was read meanwhile stays read, so a pass that was cut off goes on where it stood.
 */
export async function beginPass(db: Db, _scope: Scope, now: Date, modelVersion: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const put = await tx
      .updateTable('message')
      .from('reading')
      .set({ readingDue: true })
      .whereRef('reading.messageId', '=', 'message.id')
      .where('reading.modelVersion', '!=', modelVersion)
      .where('message.readingDue', '=', false)
      .executeTakeFirst()
    const messages = Number(put.numUpdatedRows)
    if (messages > 0) {
      await tx
        .insertInto('readingPass')
        .values({ modelVersion, beganAt: now, messages, finishedAt: null })
        .onConflict((conflict) =>
          conflict.column('modelVersion').doUpdateSet((eb) => ({
            messages: eb('readingPass.messages', '+', messages),
            finishedAt: null,
          })),
        )
        .execute()
    }
    return messages
  })
}

/** Marks the pass as ended where nothing of it waits any more. */
export async function endPass(db: Db, _scope: Scope, now: Date, modelVersion: string): Promise<void> {
  await db
    .updateTable('readingPass')
    .set({ finishedAt: now })
    .where('modelVersion', '=', modelVersion)
    .where('finishedAt', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('message').select('message.id').where('message.readingDue', '=', true))),
    )
    .execute()
}

export async function findReadingProgress(db: Db, scope: Scope, modelVersion: string): Promise<ReadingProgress> {
  const counts = await db
    .selectFrom('message')
    .leftJoin('reading', 'reading.messageId', 'message.id')
    .select([
      sql<number>`count(*)`.as('messages'),
      sql<number>`count(*) filter (where message.reading_due)`.as('waiting'),
      sql<number>`count(*) filter (where not message.reading_due and reading.model_version = ${modelVersion})`.as(
        'read',
      ),
    ])
    .where(inScope(scope, 'message.missionId'))
    .executeTakeFirstOrThrow()
  const pass = await db
    .selectFrom('readingPass')
    .select(['beganAt', 'finishedAt'])
    .where('modelVersion', '=', modelVersion)
    .executeTakeFirst()
  return {
    modelVersion,
    messages: Number(counts.messages),
    read: Number(counts.read),
    waiting: Number(counts.waiting),
    beganAt: pass?.beganAt ?? null,
    finishedAt: pass?.finishedAt ?? null,
  }
}
