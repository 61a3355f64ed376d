import type { Tx } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { tellWaiting } from './notices.ts'
import { hasFreeApprover } from './policy.ts'
import type { ReviewCase } from './read-case.ts'
import { openWait } from './review-wait.ts'

/** Starts the clock of the step that has to be decided now and tells whose turn it is; nothing where none is left. */
export async function openStep(tx: Tx, scope: Scope, found: ReviewCase, now: Date): Promise<void> {
  if (found.open === undefined) return
  const wait = await openWait(
    tx,
    scope,
    {
      itemId: found.view.item.id,
      mission: found.mission,
      step: found.open,
      isEmergency: found.view.item.kind === 'emergency',
      isRemote: !found.about.isHeadquarters && !hasFreeApprover(found.about),
    },
    now,
  )
  await tellWaiting(tx, scope, found, found.open, wait, now)
}
