import type { Db } from '../../../platform/database/database.ts'
import type { Log } from '../../../platform/log.ts'
import { recordAudit } from '../../audit/index.ts'
import type { DeliveryContent } from '../model.ts'

/** What went out, for whoever makes posts and messages of it. */
export type SentDelivery = {
  readonly id: string
  readonly itemId: string
  readonly missionId: string
  readonly accountId: string
  readonly network: string
  readonly remoteId: string
  readonly url: string
  readonly content: DeliveryContent
  readonly sentAt: Date
  /** Reported by a person with a link. */
  readonly isByHand: boolean
}

export type RecordSentDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly log: Log
  /** May run twice for one delivery: it makes its rows once. */
  onSent(delivery: SentDelivery): Promise<void>
}

const batch = 50

/**
 * Tells of deliveries that are out and not yet told of, oldest first, and writes that down with the audit row. Runs
 * apart from the record of the outcome, so that nothing here can touch it. @returns how many were told.
 */
export async function recordSent(deps: RecordSentDeps, waiting: Map<string, number>): Promise<number> {
  const rows = await deps.db
    .selectFrom('delivery')
    .select(['id', 'itemId', 'missionId', 'accountId', 'network', 'remoteId', 'url', 'content', 'sentAt', 'sentBy'])
    .where('state', '=', 'sent')
    .where('recordedAt', 'is', null)
    .orderBy('sentAt')
    .limit(batch + waiting.size)
    .execute()
  let told = 0
  for (const row of rows) {
    if ((waiting.get(row.id) ?? 0) > deps.now().getTime() || row.sentAt === null) continue
    const { sentBy, remoteId, url, content, sentAt, ...rest } = row
    const sent: SentDelivery = {
      ...rest,
      sentAt,
      remoteId: remoteId ?? row.id,
      url: url ?? '',
      content: content as DeliveryContent,
      isByHand: sentBy !== null,
    }
    try {
      await deps.onSent(sent)
      await markRecorded(deps, sent)
      waiting.delete(row.id)
      told += 1
    } catch (error) {
      // One that fails must not keep the others waiting; it is tried again in a minute.
      waiting.set(row.id, deps.now().getTime() + 60_000)
      deps.log.error({ err: error, delivery: row.id }, 'a sent delivery could not be recorded as a post')
    }
  }
  return told
}

async function markRecorded(deps: RecordSentDeps, sent: SentDelivery): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const marked = await tx
      .updateTable('delivery')
      .set({ recordedAt: now })
      .where('id', '=', sent.id)
      .where('state', '=', 'sent')
      .where('recordedAt', 'is', null)
      .executeTakeFirst()
    if (Number(marked.numUpdatedRows) === 0) return
    await recordAudit(tx, now, {
      actor: { kind: 'system' },
      action: 'delivery.sent',
      subject: { kind: 'delivery', id: sent.id },
      missionId: sent.missionId,
      payload: { item: sent.itemId, account: sent.accountId, remote: sent.remoteId },
    })
  })
}
