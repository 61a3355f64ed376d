import type { Alert } from '../../contract/alerts.ts'
import type { Db } from '../../platform/database/database.ts'
import { findEmergencyCapacity } from '../approvals/index.ts'
import type { Scope } from '../missions/index.ts'
import { listHeld } from './exceptions.ts'
import { mayTend } from './policy.ts'
import {
  findAfterAction,
  listAlertHolds,
  listSendings,
  listTimeline,
  listUpdates,
  mustFindAlert,
  toRow,
} from './store.ts'

/** One alert whole, for those who read its mission. */
export async function viewAlert(deps: { db: Db; now: () => Date }, scope: Scope, id: string): Promise<Alert> {
  const { db } = deps
  const now = deps.now()
  const alert = await mustFindAlert(db, scope, id)
  const updates = await listUpdates(db, scope, id)
  const [last] = updates
  if (!last) throw new Error(`alert ${id} has no update`)
  const row = toRow(
    {
      ...alert,
      ...last,
      nextUpdateAt: last.nextUpdateAt === null ? null : new Date(last.nextUpdateAt),
      decidedAt: new Date(last.decidedAt),
    },
    now,
  )
  const holds = await listAlertHolds(db, scope, id)
  const maySpeak = (await findEmergencyCapacity(db, scope, alert.missionId, now)) !== undefined
  const isOpen = alert.status === 'open'
  return {
    ...row,
    now: now.toISOString(),
    updates,
    held: isOpen ? await listHeld(db, scope, holds) : [],
    sendings: await listSendings(db, scope, id),
    afterAction: await findAfterAction(db, scope, id),
    timeline: await listTimeline(db, scope, id),
    can: {
      update: isOpen && maySpeak,
      standDown: isOpen && maySpeak,
      close: alert.status === 'stood_down' && mayTend(scope, alert.missionId),
    },
  }
}
