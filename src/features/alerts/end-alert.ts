import type { z } from 'zod'
import type { Alert, AlertText, afterAction } from '../../contract/alerts.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { endHolds } from '../deliveries/index.ts'
import { actorOf, listMissions, type Scope } from '../missions/index.ts'
import { announce } from './announce.ts'
import { masterFirst, neighboursOf } from './model.ts'
import { mayTend } from './policy.ts'
import { type AlertDeps, demandPublisher, hotlineLine } from './publish-alert.ts'
import { insertUpdate, listAlertHolds, listUpdates, mustFindAlert, pageOf, setAlertState } from './store.ts'
import { tellOfAlert } from './tell.ts'
import { viewAlert } from './view-alert.ts'
import { endMark } from './words.ts'

/**
 * Says that an alert is over, as its last numbered update; the hold on promotion ends, and what it stopped waits for a
 * person's word. The alert stays unfinished until its after-action record is written (CRI-08).
 */
export async function standDown(
  deps: AlertDeps,
  scope: Scope,
  id: string,
  input: { readonly after: number; readonly texts: readonly AlertText[] },
): Promise<Alert> {
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const alert = await mustFindAlert(tx, scope, id, 'locked')
    const by = await demandPublisher(tx, scope, alert.missionId, now)
    if (alert.status !== 'open') throw new AppError('conflict', 'alert.is_over')
    if (alert.lastNumber !== input.after)
      throw new AppError('conflict', 'alert.changed_meanwhile', { number: alert.lastNumber })
    const texts = masterFirst(input.texts, deps.homeLanguage)
    if (texts[0]?.language !== deps.homeLanguage) throw new AppError('invalid', 'alert.no_home_language')
    const [before] = await listUpdates(tx, scope, id)
    if (!before) throw new Error(`alert ${id} has no update`)
    const number = alert.lastNumber + 1
    const { level, areas, elsewhereLevel, hotlines } = before
    const content = { level, areas, elsewhereLevel, hotlines, texts, nextUpdateAt: null, knownAt: now }
    const { personId, capacity, mission } = by
    await insertUpdate(
      tx,
      scope,
      { alertId: id, number, kind: 'stand_down', content, decidedAt: now, decidedBy: personId, capacity },
      alert.isDrill,
    )
    await setAlertState(tx, scope, id, { status: 'stood_down', lastNumber: number, stoodDownAt: now })
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: alert.isDrill ? 'alert.drill_stand_down' : 'alert.stand_down',
      subject: { kind: 'alert', id },
      missionId: mission.id,
      payload: { number, capacity },
    })
    const said = { alertId: id, number, isDrill: alert.isDrill, kind: 'stand_down' as const, level, nextUpdateAt: null }
    const missions = alert.isDrill ? [] : await listMissions(tx, scope, now.toISOString().slice(0, 10))
    const near = neighboursOf(mission, missions)
    await tellOfAlert(tx, scope, now, mission, near, { ...said, title: texts[0]?.title ?? '' })
    if (alert.isDrill) return
    await endHolds(tx, await listAlertHolds(tx, scope, id), personId, now)
    const itemId = await announce(
      tx,
      scope,
      {
        mission,
        texts,
        mark: endMark,
        areas,
        hotline: hotlineLine(before),
        url: `${deps.url}${pageOf(alert.slug)}`,
        author: personId,
        capacity,
        because: { kind: 'alert', id },
      },
      now,
    )
    if (itemId !== undefined) await tx.insertInto('alertItem').values({ alertId: id, number, itemId }).execute()
  })
  await deps.writePages()
  return viewAlert(deps, scope, id)
}

/** Keeps what was learned and closes the alert. @throws AppError `alert.still_open`, `alert.closed_already`. */
export async function closeAlert(
  deps: AlertDeps,
  scope: Scope,
  id: string,
  record: z.output<typeof afterAction>,
): Promise<Alert> {
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const alert = await mustFindAlert(tx, scope, id, 'locked')
    if (scope.kind !== 'person' || !mayTend(scope, alert.missionId)) throw new AppError('forbidden', 'alert.not_yours')
    if (alert.status === 'open') throw new AppError('conflict', 'alert.still_open')
    if (alert.status === 'closed') throw new AppError('conflict', 'alert.closed_already')
    await tx
      .insertInto('afterAction')
      .values({ alertId: id, ...record, writtenBy: scope.personId, writtenAt: now })
      .execute()
    await setAlertState(tx, scope, id, { status: 'closed', closedAt: now })
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'alert.closed',
      subject: { kind: 'alert', id },
      missionId: alert.missionId,
      payload: { drill: alert.isDrill },
    })
  })
  return viewAlert(deps, scope, id)
}
