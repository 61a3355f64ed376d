import type { Db, Tx } from '../../platform/database/database.ts'
import { systemScope } from '../missions/index.ts'
import { findObservedAccount, savePost } from './store.ts'
import type { ObserveDeps } from './turn.ts'

/** What went out, as deliveries tell it. */
export type Delivered = {
  readonly id: string
  readonly accountId: string
  readonly remoteId: string
  readonly url: string
  readonly sentAt: Date
  readonly content: {
    readonly text: string
    readonly languages?: readonly string[]
    readonly images?: readonly unknown[]
  }
}

const scope = systemScope('recording deliveries')

/** Records a delivered post before anybody reads it back, so that what is sent by hand counts too. May run twice. */
export async function recordDelivered(
  deps: { db: Db; now: () => Date } & Pick<ObserveDeps, 'onPosts'>,
  delivered: Delivered,
): Promise<void> {
  const now = deps.now()
  const account = await findObservedAccount(deps.db, scope, delivered.accountId)
  if (!account) return
  await deps.db.transaction().execute(async (tx) => {
    const saved = await savePost(
      tx,
      account,
      {
        remoteId: delivered.remoteId,
        url: delivered.url,
        text: delivered.content.text,
        language: delivered.content.languages?.[0] ?? 'und',
        mediaKind: (delivered.content.images?.length ?? 0) > 0 ? 'image' : 'none',
        publishedAt: delivered.sentAt,
        metrics: {},
        source: 'delivery',
        deliveryId: delivered.id,
      },
      now,
    )
    await deps.onPosts(tx, now, [saved.id])
  })
}

/**
 * Takes back, in the transaction of the undoing, the record of a delivery that turned out not to be out (a wrong link).
 * A post that was read on the network itself stays: it exists.
 */
export async function forgetDelivered(
  deps: { now: () => Date } & Pick<ObserveDeps, 'onPosts'>,
  tx: Tx,
  delivery: { readonly id: string },
): Promise<void> {
  const posts = await tx
    .selectFrom('post')
    .select(['id', 'messageId', 'source'])
    .where('deliveryId', '=', delivery.id)
    .execute()
  for (const { id, messageId, source } of posts) {
    await tx.updateTable('post').set({ deliveryId: null }).where('id', '=', id).execute()
    if (source !== 'delivery') continue
    await tx.deleteFrom('post').where('id', '=', id).execute()
    if (!messageId) continue
    const rest = await tx.selectFrom('post').select('id').where('messageId', '=', messageId).execute()
    if (rest.length === 0) await tx.deleteFrom('message').where('id', '=', messageId).execute()
    else
      await deps.onPosts(
        tx,
        deps.now(),
        rest.map((post) => post.id),
      )
  }
}
