import { sql } from 'kysely'
import { json, type Tx } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import type { Reading } from './reader/reader.ts'

/** A message whose text waits to be read. */
export type DueMessage = {
  readonly id: string
  readonly text: string
  readonly language: string
  /** Languages its accounts declare; they narrow the detection. */
  readonly accountLanguages: readonly string[]
}

/** Messages that nobody has read as they stand now, at most `limit` (1–1000); claimed until the transaction ends. */
export async function claimDueMessages(tx: Tx, _scope: Scope, limit: number): Promise<DueMessage[]> {
  return tx
    .selectFrom('message')
    .select(['message.id', 'message.text', 'message.language'])
    .select(
      sql<string[]>`coalesce((select array_agg(distinct tag) from post join account on account.id = post.account_id,
        unnest(account.languages) tag where post.message_id = message.id), '{}')`.as('accountLanguages'),
    )
    .where('readingDue', '=', true)
    .orderBy('message.id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Stores readings and takes their messages off the list. Demands the transaction that claimed them. */
export async function saveReadings(
  tx: Tx,
  _scope: Scope,
  now: Date,
  readings: readonly { readonly messageId: string; readonly reading: Reading }[],
): Promise<void> {
  if (readings.length === 0) return
  await tx
    .insertInto('reading')
    .values(
      readings.map(({ messageId, reading }) => ({
        messageId,
        modelVersion: reading.modelVersion,
        language: reading.language,
        objective: reading.objective,
        objectives: json(reading.objectives),
        purpose: reading.purpose,
        benefit: reading.benefit,
        cta: reading.cta,
        confidence: reading.confidence,
        abstained: reading.abstained,
        because: json(reading.because),
        readAt: now,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('messageId').doUpdateSet((eb) => ({
        modelVersion: eb.ref('excluded.modelVersion'),
        language: eb.ref('excluded.language'),
        objective: eb.ref('excluded.objective'),
        objectives: eb.ref('excluded.objectives'),
        purpose: eb.ref('excluded.purpose'),
        benefit: eb.ref('excluded.benefit'),
        cta: eb.ref('excluded.cta'),
        confidence: eb.ref('excluded.confidence'),
        abstained: eb.ref('excluded.abstained'),
        because: eb.ref('excluded.because'),
        readAt: eb.ref('excluded.readAt'),
      })),
    )
    .execute()
  await tx
    .updateTable('message')
    .set({ readingDue: false })
    .where(
      'id',
      'in',
      readings.map(({ messageId }) => messageId),
    )
    .execute()
}
