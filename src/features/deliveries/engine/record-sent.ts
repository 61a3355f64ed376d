import type { Db } from '../../../platform/database/database.ts'
import type { Log } from '../../../platform/log.ts'
import { recordAudits } from '../../audit/index.ts'
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

/** Most told of in one go. */
export const sentBatch = 50

/**
 * Tells of deliveries that are out and not yet told of, oldest first, and writes that down with the audit rows, all in
 * one commit. Runs apart from the record of the outcome, so that nothing here can touch it. @returns how many were told.
 */
export async function recordSent(deps: RecordSentDeps, waiting: Map<string, number>): Promise<number> {
  const rows = await deps.db
    .selectFrom('delivery')
    .select(['id', 'itemId', 'missionId', 'accountId', 'network', 'remoteId', 'url', 'content', 'sentAt', 'sentBy'])
    .where('state', '=', 'sent')
    .where('recordedAt', 'is', null)
    .orderBy('sentAt')
    .limit(sentBatch + waiting.size)
    .execute()
  const told: SentDelivery[] = []
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
      waiting.delete(row.id)
      told.push(sent)
    } catch (error) {
      // One that fails must not keep the others waiting; it is tried again in a minute.
      waiting.set(row.id, deps.now().getTime() + 60_000)
      deps.log.error({ err: error, delivery: row.id }, 'a sent delivery could not be recorded as a post')
    }
  }
  await markRecorded(deps, told)
  return told.length
}

/** One that another process marked meanwhile gets no second audit row. */
async function markRecorded(deps: RecordSentDeps, told: readonly SentDelivery[]): Promise<void> {
  if (told.length === 0) return
  const ids = told.map((one) => one.id)
  await deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const marked = await tx
      .with('open', (with_) =>
        with_
          .selectFrom('delivery')
          .select('id')
          .where('id', 'in', ids)
          .where('state', '=', 'sent')
          .where('recordedAt', 'is', null)
          // One order for everybody, so that two who mark the same do not wait for one another.
          .orderBy('id')
          .forUpdate(),
      )
      .updateTable('delivery')
      .set({ recordedAt: now })
      .where('id', 'in', (eb) => eb.selectFrom('open').select('open.id'))
      .returning('id')
      .execute()
    const isMarked = new Set(marked.map((row) => row.id))
    await recordAudits(
      tx,
      told.filter((sent) => isMarked.has(sent.id)).map((sent) => [now, sentEvent(sent)] as const),
    )
  })
}

const sentEvent = (sent: SentDelivery) => ({
  actor: { kind: 'system' as const },
  action: 'delivery.sent',
  subject: { kind: 'delivery', id: sent.id },
  missionId: sent.missionId,
  payload: { item: sent.itemId, account: sent.accountId, remote: sent.remoteId },
})
