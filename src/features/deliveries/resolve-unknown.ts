import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { never } from './model.ts'
import { type LinkDeps, readPastedLink } from './pasted-link.ts'
import {
  auditDelivery,
  isPostTaken,
  type LockedDelivery,
  lockDelivery,
  recordPersonAttempt,
  saveChange,
} from './store.ts'
import { wakeDispatchers } from './wake.ts'

export type Answer =
  | { readonly answer: 'it_is_this'; readonly url: string; readonly remoteId?: string | undefined }
  | { readonly answer: 'look_again'; readonly afterMinutes: number }
  | { readonly answer: 'not_out' }

type Deps = LinkDeps & { readonly db: Db; readonly now: () => Date }

/**
 * A person settles an outcome that Selaras cannot prove: it is this post; look again later; it is not out, send it.
 * The last is refused while a call that was cut may still arrive.
 */
export function resolveUnknown(deps: Deps, scope: Scope, id: string, answer: Answer): Promise<void> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const delivery = await lockDelivery(tx, scope, id)
    if (delivery.state !== 'unknown') throw new AppError('conflict', 'delivery.not_unknown', { state: delivery.state })
    if (answer.answer === 'it_is_this') {
      const post = readPastedLink(deps, delivery, answer.url)
      if (await isPostTaken(tx, delivery.accountId, post.remoteId, delivery.id))
        throw new AppError('conflict', 'delivery.link_used')
      const sentBy = scope.kind === 'person' ? scope.personId : null
      const sent = { ...post, sentAt: now, sentBy, recordedAt: null } as const
      await saveChange(tx, delivery, { ...sent, state: 'sent', reason: null, nextAt: never }, now)
      await recordPersonAttempt(tx, scope, delivery, 'it_is_this', post.url, now)
    } else if (answer.answer === 'look_again') {
      const nextAt = new Date(now.getTime() + answer.afterMinutes * 60_000)
      await saveChange(tx, delivery, { nextAt }, now)
      await recordPersonAttempt(tx, scope, delivery, 'look_again', null, now)
    } else {
      demandSettled(deps, delivery, now)
      await saveChange(
        tx,
        delivery,
        { state: 'scheduled', reason: 'scheduled.person_says_absent', nextAt: now, confirmedAt: now },
        now,
      )
      await recordPersonAttempt(tx, scope, delivery, 'not_out', null, now)
    }
    await auditDelivery(tx, scope, 'resolved', delivery, now, { answer: answer.answer })
    await wakeDispatchers(tx)
  })
}

function demandSettled(deps: Deps, delivery: LockedDelivery, now: Date): void {
  const timeoutMs = deps.networks.get(delivery.network)?.limits.timeoutMs ?? 0
  const waitMs = delivery.stateChangedAt.getTime() + timeoutMs - now.getTime()
  if (delivery.isLeased || waitMs > 0)
    throw new AppError('conflict', 'delivery.too_early', { seconds: Math.max(1, Math.ceil(waitMs / 1000)) })
}
