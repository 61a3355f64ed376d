import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { json } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { inScope, type Scope } from '../missions/index.ts'
import { type AlertContent, type AlertRow, type AlertText, type AlertUpdate, type Hotline, isStale } from './model.ts'

export type StoredAlert = {
  readonly id: string
  readonly missionId: string
  readonly slug: string
  readonly isDrill: boolean
  readonly scenario: AlertRow['scenario']
  readonly countryIso2: string
  readonly status: AlertRow['status']
  readonly startsAt: Date
  readonly lastNumber: number
  readonly createdAt: Date
}

/** One alert within the scope. @throws AppError not_found, also where its mission is not read. */
export async function mustFindAlert(db: Db, scope: Scope, id: string, lock?: 'locked'): Promise<StoredAlert> {
  let query = db.selectFrom('alert').selectAll().where('id', '=', id).where(inScope(scope, 'missionId'))
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw new AppError('not_found', 'alert.not_found')
  return { ...row, scenario: row.scenario as StoredAlert['scenario'], status: row.status as StoredAlert['status'] }
}

type ListFilter = { readonly missionId?: string | undefined; readonly includeClosed: boolean }

/** Alerts and drills within the scope: those that run first, the gravest before the others; at most 200. */
export async function listAlerts(db: Db, scope: Scope, filter: ListFilter, now: Date): Promise<AlertRow[]> {
  let query = db
    .selectFrom('alert')
    .innerJoin('alertUpdate', (join) =>
      join.onRef('alertUpdate.alertId', '=', 'alert.id').onRef('alertUpdate.number', '=', 'alert.lastNumber'),
    )
    .selectAll('alert')
    .select(['level', 'areas', 'elsewhereLevel', 'texts', 'nextUpdateAt', 'decidedAt', 'number'])
    .where(inScope(scope, 'missionId'))
    .orderBy(sql`status <> 'open'`)
    .orderBy('isDrill')
    .orderBy('level')
    .orderBy('decidedAt', 'desc')
    .limit(200)
  if (filter.missionId !== undefined) query = query.where('missionId', '=', filter.missionId)
  if (!filter.includeClosed) query = query.where('status', '<>', 'closed')
  return (await query.execute()).map((row) => toRow(row, now))
}

export type RowParts = Omit<StoredAlert, 'scenario' | 'status' | 'createdAt' | 'lastNumber'> & {
  readonly scenario: string
  readonly status: string
  readonly level: number
  readonly areas: readonly string[]
  readonly elsewhereLevel: number | null
  readonly texts: unknown
  readonly nextUpdateAt: Date | null
  readonly decidedAt: Date
  readonly number: number
}

export function toRow(row: RowParts, now: Date): AlertRow {
  const texts = row.texts as readonly AlertText[]
  return {
    id: row.id,
    missionId: row.missionId,
    slug: row.slug,
    isDrill: row.isDrill,
    scenario: row.scenario as AlertRow['scenario'],
    countryIso2: row.countryIso2,
    status: row.status as AlertRow['status'],
    level: row.level as AlertRow['level'],
    areas: [...row.areas],
    elsewhereLevel: row.elsewhereLevel as AlertRow['elsewhereLevel'],
    title: texts[0]?.title ?? '',
    number: row.number,
    startsAt: row.startsAt.toISOString(),
    updatedAt: row.decidedAt.toISOString(),
    nextUpdateAt: row.nextUpdateAt?.toISOString() ?? null,
    isStale: isStale(row, row.status, now),
    page: row.isDrill ? null : pageOf(row.slug),
  }
}

export const pageOf = (slug: string): string => `/siaga/${slug}/`

/** Updates of an alert that the caller has read within its scope, newest first. */
export async function listUpdates(db: Db, _scope: Scope, alertId: string): Promise<AlertUpdate[]> {
  const rows = await db
    .selectFrom('alertUpdate')
    .innerJoin('person', 'person.id', 'alertUpdate.decidedBy')
    .leftJoin('alertPublication', (join) =>
      join
        .onRef('alertPublication.alertId', '=', 'alertUpdate.alertId')
        .onRef('alertPublication.number', '=', 'alertUpdate.number'),
    )
    .selectAll('alertUpdate')
    .select(['person.name', 'alertPublication.publicAt'])
    .where('alertUpdate.alertId', '=', alertId)
    .orderBy('alertUpdate.number', 'desc')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    kind: row.kind as AlertUpdate['kind'],
    level: row.level as AlertUpdate['level'],
    areas: row.areas,
    elsewhereLevel: row.elsewhereLevel as AlertUpdate['elsewhereLevel'],
    texts: row.texts as unknown as AlertText[],
    hotlines: row.hotlines as unknown as Hotline[],
    nextUpdateAt: row.nextUpdateAt?.toISOString() ?? null,
    knownAt: row.knownAt.toISOString(),
    decidedAt: row.decidedAt.toISOString(),
    decidedBy: { id: row.decidedBy, name: row.name },
    capacity: row.capacity,
    publicAt: row.publicAt?.toISOString() ?? null,
  }))
}

/** The next free name of a mission's alerts, such as `kbri-damascus-2026-1`; drills count apart. Held until the end of the transaction. */
export async function nextSlug(tx: Tx, missionId: string, year: number, isDrill: boolean): Promise<string> {
  const stem = `${isDrill ? 'latihan-' : ''}${missionId}-${year}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${`alert ${stem}`}, 0))`.execute(tx)
  const row = await tx
    .selectFrom('alert')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('slug', 'like', `${stem}-%`)
    .executeTakeFirstOrThrow()
  return `${stem}-${row.count + 1}`
}

export async function insertAlert(
  tx: Tx,
  _scope: Scope,
  row: Omit<StoredAlert, 'status' | 'lastNumber'> & { readonly createdBy: string },
): Promise<void> {
  await tx.insertInto('alert').values(row).execute()
}

type NewUpdate = {
  readonly alertId: string
  readonly number: number
  readonly kind: AlertUpdate['kind']
  readonly content: Omit<AlertContent, 'nextUpdateAt' | 'knownAt'> & {
    readonly nextUpdateAt: Date | null
    readonly knownAt: Date
  }
  readonly decidedAt: Date
  readonly decidedBy: string
  readonly capacity: string
}

/** Writes what is said. Where it is no drill, it stands on the public pages with the commit. */
export async function insertUpdate(tx: Tx, _scope: Scope, update: NewUpdate, isDrill: boolean): Promise<void> {
  const { content, alertId, number, kind, decidedAt, decidedBy, capacity } = update
  const { level, areas, nextUpdateAt, knownAt } = content
  await tx
    .insertInto('alertUpdate')
    .values({
      alertId,
      number,
      kind,
      level,
      areas: [...areas],
      // The rest of the country has a level of its own only where places are named.
      elsewhereLevel: areas.length > 0 ? content.elsewhereLevel : null,
      texts: json(content.texts),
      hotlines: json(content.hotlines),
      nextUpdateAt,
      knownAt,
      decidedAt,
      decidedBy,
      capacity,
    })
    .execute()
  if (isDrill) return
  await tx.insertInto('alertPublication').values({ alertId, number }).execute()
}

export async function setAlertState(
  tx: Tx,
  scope: Scope,
  id: string,
  change: {
    readonly status?: StoredAlert['status']
    readonly lastNumber?: number
    readonly stoodDownAt?: Date
    readonly closedAt?: Date
  },
): Promise<void> {
  await tx.updateTable('alert').set(change).where('id', '=', id).where(inScope(scope, 'missionId')).execute()
}

/** Holds that belong to an alert which the caller has read within its scope. */
export async function listAlertHolds(db: Db, _scope: Scope, alertId: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('alertHold').select('holdId').where('alertId', '=', alertId).execute()
  return rows.map((row) => row.holdId)
}

/** Where an alert went out to the mission's accounts, newest update first. */
export async function listSendings(db: Db, _scope: Scope, alertId: string) {
  const rows = await db
    .selectFrom('alertItem')
    .innerJoin('delivery', 'delivery.itemId', 'alertItem.itemId')
    .innerJoin('account', 'account.id', 'delivery.accountId')
    .select(['delivery.id as deliveryId', 'alertItem.number', 'delivery.network', 'account.handle'])
    .select(['delivery.state', 'delivery.sentAt', 'delivery.url'])
    .where('alertItem.alertId', '=', alertId)
    .orderBy('alertItem.number', 'desc')
    .orderBy('delivery.network')
    .orderBy('account.handle')
    .execute()
  return rows.map((row) => ({ ...row, sentAt: row.sentAt?.toISOString() ?? null }))
}

/** What the audit says of an alert, oldest first; at most 200. */
export async function listTimeline(db: Db, _scope: Scope, alertId: string) {
  const rows = await db
    .selectFrom('auditEvent')
    .leftJoin('person', 'person.id', 'auditEvent.actorId')
    .select(['auditEvent.at', 'auditEvent.action', 'person.name'])
    .where('subjectKind', '=', 'alert')
    .where('subjectId', '=', alertId)
    .orderBy('auditEvent.at')
    .orderBy('auditEvent.id')
    .limit(200)
    .execute()
  return rows.map(({ at, action, name }) => ({ at: at.toISOString(), action, by: name }))
}

export async function findAfterAction(db: Db, _scope: Scope, alertId: string) {
  const row = await db
    .selectFrom('afterAction')
    .innerJoin('person', 'person.id', 'afterAction.writtenBy')
    .selectAll('afterAction')
    .select('person.name')
    .where('alertId', '=', alertId)
    .executeTakeFirst()
  if (!row) return null
  const { worked, failed, actions, writtenBy, name, writtenAt } = row
  return { worked, failed, actions, writtenBy: { id: writtenBy, name }, writtenAt: writtenAt.toISOString() }
}
