import { sql } from 'kysely'
import type { z } from 'zod'
import type { mediaEndpoints } from '../../contract/media.ts'
import { addDays, localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, canRead, findMission, type Scope } from '../missions/index.ts'
import { endingDays, type LibraryEntry, type MediaAbout, stateOf } from './model.ts'
import { mayKeepMedia } from './policy.ts'
import { countUses, toMedia, toStored, visible } from './store.ts'

type Query = z.output<typeof mediaEndpoints.list.query>
type Deps = { readonly db: Db; readonly now: () => Date }

/** A mission's library, newest first; states are those of today at the mission that asks. */
export async function listLibrary(deps: Deps, scope: Scope, missionId: string, query: Query) {
  const mission = canRead(scope, missionId) ? await findMission(deps.db, scope, missionId) : undefined
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  const today = localDayOf(deps.now(), mission.timezone)
  const rows = await entries(deps.db, scope)
    .where((eb) =>
      query.shared
        ? eb.or([eb('media.missionId', '=', missionId), eb('mission.isHeadquarters', '=', true)])
        : eb('media.missionId', '=', missionId),
    )
    .where('media.retiredAt', query.retired ? 'is not' : 'is', null)
    .$if(query.kind !== undefined, (q) => q.where('media.kind', '=', query.kind ?? 'image'))
    .$if(query.search !== '', (q) => q.where(matches(query.search)))
    .$if(query.state !== undefined, (q) => q.where(isInState(query.state ?? 'usable', today)))
    .$if(query.after !== undefined && isId(query.after), (q) => q.where('media.id', '<', query.after ?? ''))
    // Ids are made in the order of time.
    .orderBy('media.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const shown = await present(deps, scope, rows.slice(0, query.limit))
  const last = shown.at(-1)
  return { rows: shown, ...(rows.length > query.limit && last ? { next: last.id } : {}) }
}

const entries = (db: Db, scope: Scope) =>
  visible(db, scope)
    .leftJoin('person', 'person.id', 'media.createdBy')
    .select(['mission.isHeadquarters', 'person.name as uploadedBy'])

function matches(search: string) {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return sql<boolean>`concat_ws(' ', media.title, media.alt_text, media.credit, media.licence) ilike ${pattern}`
}

/** The same as `stateOf`, for a filter; a test holds the two against each other. */
function isInState(state: LibraryEntry['state'], today: string) {
  const ending = addDays(today, endingDays)
  const open = sql`(btrim(credit) = '' or btrim(licence) = '' or consent = 'unknown')`
  const lasting = sql`(consent <> 'withdrawn' and (media.expires_on is null or media.expires_on > ${ending}))`
  const conditions = {
    withdrawn: sql<boolean>`consent = 'withdrawn'`,
    expired: sql<boolean>`(consent <> 'withdrawn' and media.expires_on < ${today})`,
    ending: sql<boolean>`(consent <> 'withdrawn' and media.expires_on between ${today} and ${ending})`,
    open: sql<boolean>`(${lasting} and ${open})`,
    usable: sql<boolean>`(${lasting} and not ${open})`,
  }
  return conditions[state]
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof entries>['execute']>>[number]

async function present(deps: Deps, scope: Scope, rows: readonly EntryRow[]): Promise<LibraryEntry[]> {
  const uses = await countUses(
    deps.db,
    rows.map((row) => row.id),
  )
  return rows.map(({ isHeadquarters, uploadedBy, ...row }) => {
    const stored = toStored(row)
    return {
      ...toMedia(stored),
      state: stateOf(stored, localDayOf(deps.now(), stored.timezone)),
      consentNote: mayKeepMedia(scope, stored.missionId) ? stored.consentNote : '',
      isShared: isHeadquarters,
      isRetired: stored.retiredAt !== null,
      uses: uses.get(stored.id) ?? 0,
      uploadedBy: uploadedBy ?? '',
      mayEdit: mayKeepMedia(scope, stored.missionId),
    }
  })
}

/** @throws AppError `media.not_found` */
export async function viewMedia(deps: Deps, scope: Scope, id: string): Promise<LibraryEntry> {
  const row = await entries(deps.db, scope).where('media.id', '=', id).executeTakeFirst()
  const [entry] = row ? await present(deps, scope, [row]) : []
  if (!entry) throw new AppError('not_found', 'media.not_found')
  return entry
}

/** Changes what is said about an asset. @throws AppError `media.not_found`, `media.edit_not_yours`. */
export async function updateMedia(
  deps: Deps,
  scope: Scope,
  id: string,
  about: Partial<MediaAbout>,
): Promise<LibraryEntry> {
  await change(deps, scope, id, about, 'media.updated', Object.keys(about).sort().join(' '))
  return viewMedia(deps, scope, id)
}

/** Takes it out of the library or brings it back. What uses it already keeps it. */
export async function retireMedia(deps: Deps, scope: Scope, id: string, isRetired: boolean): Promise<LibraryEntry> {
  const retiredAt = isRetired ? deps.now() : null
  await change(deps, scope, id, { retiredAt }, isRetired ? 'media.retired' : 'media.brought_back', '')
  return viewMedia(deps, scope, id)
}

async function change(
  deps: Deps,
  scope: Scope,
  id: string,
  values: Partial<MediaAbout> & { retiredAt?: Date | null },
  action: string,
  fields: string,
): Promise<void> {
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const row = await visible(tx, scope).where('media.id', '=', id).forUpdate('media').executeTakeFirst()
    if (!row) throw new AppError('not_found', 'media.not_found')
    if (!mayKeepMedia(scope, row.missionId)) throw new AppError('forbidden', 'media.edit_not_yours')
    await tx
      .updateTable('media')
      .set({ ...values, updatedAt: now })
      .where('id', '=', id)
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action,
      subject: { kind: 'media', id },
      missionId: row.missionId,
      ...(fields === '' ? {} : { payload: { fields } }),
    })
  })
}
