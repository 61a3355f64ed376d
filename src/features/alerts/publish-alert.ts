import type { Alert, AlertContent, Scenario } from '../../contract/alerts.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { findEmergencyCapacity } from '../approvals/index.ts'
import { recordAudit } from '../audit/index.ts'
import { layHold } from '../deliveries/index.ts'
import { actorOf, canRead, findMission, isOpenOn, listMissions, type Mission, type Scope } from '../missions/index.ts'
import { announce } from './announce.ts'
import { findFault, masterFirst, neighboursOf, safeKinds } from './model.ts'
import { insertAlert, insertUpdate, mustFindAlert, nextSlug, pageOf, setAlertState } from './store.ts'
import { tellOfAlert } from './tell.ts'
import { viewAlert } from './view-alert.ts'
import { levelMark } from './words.ts'

export type AlertDeps = {
  readonly db: Db
  readonly now: () => Date
  /** Public address without trailing slash. */
  readonly url: string
  readonly homeLanguage: string
  /** Writes the public pages as files, after the act has been committed. */
  writePages(): Promise<void>
}

export type NewAlert = AlertContent & {
  readonly scenario: Scenario
  readonly isDrill: boolean
  readonly startsAt?: string | undefined
}

type Publisher = { readonly mission: Mission; readonly personId: string; readonly capacity: string }

/**
 * Raises an alert of a mission, without ordinary review (CRI-02). One transaction: what is said, the hold on promotion
 * in scope, the deliveries to the mission's own accounts, the notices, the audit. Then the public pages are written.
 * A drill says and holds nothing outside; the database refuses it a publication, an item and a hold.
 * @throws AppError `alert.publish_not_yours`, and a key of `findFault` where the content cannot stand.
 */
export async function raiseAlert(deps: AlertDeps, scope: Scope, missionId: string, given: NewAlert): Promise<Alert> {
  const now = deps.now()
  const id = newId()
  await deps.db.transaction().execute(async (tx) => {
    const by = await demandPublisher(tx, scope, missionId, now)
    const { scenario, isDrill, startsAt, ...content } = given
    demandSound(deps, content, now)
    const slug = await nextSlug(tx, missionId, now.getUTCFullYear(), isDrill)
    await insertAlert(tx, scope, {
      id,
      missionId,
      slug,
      isDrill,
      scenario,
      countryIso2: by.mission.countryIso2,
      startsAt: startsAt ? new Date(startsAt) : now,
      createdBy: by.personId,
      createdAt: now,
    })
    await say(deps, tx, scope, by, { id, slug, isDrill, kind: 'raised', number: 1, content }, now)
    if (!isDrill) await holdPromotion(tx, scope, by, id, content, now)
  })
  await deps.writePages()
  return viewAlert(deps, scope, id)
}

/** Publishes the next numbered update over the one the caller saw. @throws AppError `alert.changed_meanwhile`, `alert.is_over`. */
export async function updateAlert(
  deps: AlertDeps,
  scope: Scope,
  id: string,
  { after, ...content }: AlertContent & { readonly after: number },
): Promise<Alert> {
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const alert = await mustFindAlert(tx, scope, id, 'locked')
    const by = await demandPublisher(tx, scope, alert.missionId, now)
    if (alert.status !== 'open') throw new AppError('conflict', 'alert.is_over')
    if (alert.lastNumber !== after)
      throw new AppError('conflict', 'alert.changed_meanwhile', { number: alert.lastNumber })
    demandSound(deps, content, now)
    const number = after + 1
    await say(deps, tx, scope, by, { ...alert, kind: 'update', number, content }, now)
    await setAlertState(tx, scope, id, { lastNumber: number })
    // One that grows holds more; one that shrinks frees nothing by itself: a person lets items through.
    if (!alert.isDrill) await holdPromotion(tx, scope, by, alert.id, content, now)
  })
  await deps.writePages()
  return viewAlert(deps, scope, id)
}

/** Who may publish for a mission now, and in which capacity. @throws AppError not_found outside the scope, forbidden. */
export async function demandPublisher(db: Db, scope: Scope, missionId: string, now: Date): Promise<Publisher> {
  const mission = canRead(scope, missionId) ? await findMission(db, scope, missionId) : undefined
  if (!mission || scope.kind !== 'person') throw new AppError('not_found', 'mission.not_found')
  const capacity = await findEmergencyCapacity(db, scope, missionId, now)
  if (capacity === undefined) throw new AppError('forbidden', 'alert.publish_not_yours')
  return { mission, personId: scope.personId, capacity }
}

function demandSound(deps: AlertDeps, content: AlertContent, now: Date): void {
  const fault = findFault(content, deps.homeLanguage, now)
  if (fault !== undefined) throw new AppError('invalid', fault)
}

type Saying = {
  readonly id: string
  readonly slug: string
  readonly isDrill: boolean
  readonly kind: 'raised' | 'update'
  readonly number: number
  readonly content: AlertContent
}

async function say(deps: AlertDeps, tx: Tx, scope: Scope, by: Publisher, saying: Saying, now: Date): Promise<void> {
  const { id, isDrill, kind, number, content } = saying
  const { mission, personId, capacity } = by
  const texts = masterFirst(content.texts, deps.homeLanguage)
  // A clock that runs ahead must not keep an alert from being published.
  const knownAt = new Date(Math.min(Date.parse(content.knownAt), now.getTime()))
  const nextUpdateAt = new Date(content.nextUpdateAt)
  await insertUpdate(
    tx,
    scope,
    {
      alertId: id,
      number,
      kind,
      content: { ...content, texts, knownAt, nextUpdateAt },
      decidedAt: now,
      decidedBy: personId,
      capacity,
    },
    isDrill,
  )
  await recordAudit(tx, now, {
    actor: actorOf(scope),
    action: isDrill ? `alert.drill_${kind}` : `alert.${kind}`,
    subject: { kind: 'alert', id },
    missionId: mission.id,
    payload: { number, level: content.level, capacity, knownAt: knownAt.toISOString() },
  })
  if (!isDrill) {
    const itemId = await announce(
      tx,
      scope,
      {
        mission,
        texts,
        mark: levelMark(content.level),
        areas: content.areas,
        hotline: hotlineLine(content),
        url: `${deps.url}${pageOf(saying.slug)}`,
        author: personId,
        capacity,
        because: { kind: 'alert', id },
      },
      now,
    )
    if (itemId !== undefined) await tx.insertInto('alertItem').values({ alertId: id, number, itemId }).execute()
  }
  const title = texts[0]?.title ?? ''
  const near = isDrill ? [] : neighboursOf(mission, await listMissions(tx, scope, now.toISOString().slice(0, 10)))
  await tellOfAlert(tx, scope, now, mission, near, {
    alertId: id,
    number,
    isDrill,
    kind,
    level: content.level,
    title,
    nextUpdateAt,
  })
}

export const hotlineLine = ({ hotlines }: Pick<AlertContent, 'hotlines'>): string => {
  const first = hotlines.find((one) => one.kind !== 'link') ?? hotlines[0]
  return first ? `${first.label}: ${first.number}` : ''
}

/** Promotion stops at once: of the mission always, of the whole country where the alert is for all of it (CRI-04). */
async function holdPromotion(
  tx: Tx,
  scope: Scope,
  { mission, personId }: Publisher,
  alertId: string,
  content: AlertContent,
  now: Date,
): Promise<void> {
  const today = now.toISOString().slice(0, 10)
  const missions = await listMissions(tx, scope, today)
  const inCountry = missions.filter((one) => one.countryIso2 === mission.countryIso2 && isOpenOn(one, today))
  const wanted = content.areas.length === 0 ? [mission.id, ...inCountry.map((one) => one.id)] : [mission.id]
  const held = await tx
    .selectFrom('alertHold')
    .innerJoin('hold', 'hold.id', 'alertHold.holdId')
    .select('scopeValue')
    .where('alertId', '=', alertId)
    .where('liftedAt', 'is', null)
    .execute()
  const already = new Set(held.map((row) => row.scopeValue))
  for (const missionId of new Set(wanted)) {
    if (already.has(missionId)) continue
    const laid = await layHold(
      tx,
      {
        kind: 'alert',
        scopeKind: 'mission',
        scopeValue: missionId,
        reason: `Siaga ${content.level} ${mission.shortName}: ${content.texts[0]?.title ?? ''}`.slice(0, 500),
        startsAt: now,
        endsAt: null,
        exemptKinds: safeKinds,
        by: personId,
      },
      now,
    )
    await tx.insertInto('alertHold').values({ alertId, holdId: laid.holdId }).execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'alert.promotion_held',
      subject: { kind: 'alert', id: alertId },
      missionId,
      payload: { hold: laid.holdId, held: laid.held },
    })
  }
}
