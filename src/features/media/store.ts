import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'
import { type ImageType, type Media, mediaUrl } from './model.ts'

export type StoredMedia = Media & {
  readonly fileKey: string
  readonly consentNote: string
  readonly retiredAt: Date | null
  /** IANA zone of its mission, in which its days are counted. */
  readonly timezone: string
}

export async function insertMedia(
  tx: Tx,
  _scope: Scope,
  row: Omit<StoredMedia, 'createdAt' | 'url' | 'retiredAt' | 'timezone'> & {
    readonly codecs: string
    readonly createdBy: string
    readonly createdAt: Date
  },
): Promise<void> {
  await tx.insertInto('media').values(row).execute()
}

/** Pictures and films by id that the scope may see: its missions' own, and headquarters' (they come with kits). */
export async function findMedia(db: Db, scope: Scope, ids: readonly string[]): Promise<StoredMedia[]> {
  if (ids.length === 0) return []
  const rows = await visible(db, scope).where('media.id', 'in', ids).execute()
  return rows.map(toStored)
}

/** What the scope may see, its mission's zone beside it. */
export const visible = (db: Db, scope: Scope) =>
  db
    .selectFrom('media')
    .innerJoin('mission', 'mission.id', 'media.missionId')
    .selectAll('media')
    .select('mission.timezone')
    .where((eb) =>
      scope.kind === 'public'
        ? eb.val(false)
        : eb.or([inScope(scope, 'media.missionId'), eb('mission.isHeadquarters', '=', true)]),
    )

type Row = Awaited<ReturnType<ReturnType<typeof visible>['execute']>>[number]

export function toStored(row: Row): StoredMedia {
  const { createdBy: _c, updatedAt: _u, codecs: _o, createdAt, ...rest } = row
  return {
    ...rest,
    kind: row.kind as Media['kind'],
    contentType: row.contentType as Media['contentType'],
    consent: row.consent as Media['consent'],
    createdAt: createdAt.toISOString(),
    url: mediaUrl(row.id),
  }
}

/** Without what only the house itself needs. */
export function toMedia({ fileKey: _f, consentNote: _c, retiredAt: _r, timezone: _t, ...media }: StoredMedia): Media {
  return media
}

export type StoredFit = {
  readonly sourceSha256: string
  readonly recipe: string
  readonly sha256: string
  readonly contentType: ImageType
  readonly bytes: number
  readonly width: number
  readonly height: number
  readonly fileKey: string
}
type FitKey = Pick<StoredFit, 'sourceSha256' | 'recipe'>

/** Those of these that were made already. */
export async function findFits(db: Db, keys: readonly FitKey[]): Promise<StoredFit[]> {
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom('mediaFit')
    .select(['sourceSha256', 'recipe', 'sha256', 'contentType', 'bytes', 'width', 'height', 'fileKey'])
    .where((eb) =>
      eb.or(keys.map((key) => eb.and([eb('sourceSha256', '=', key.sourceSha256), eb('recipe', '=', key.recipe)]))),
    )
    .execute()
  return rows.map((row) => ({ ...row, contentType: row.contentType as ImageType }))
}

/** Keeps a fitted picture; where another process was faster, its bytes are the ones that count. */
export async function insertFit(db: Db, fit: StoredFit & { readonly createdAt: Date }): Promise<StoredFit> {
  await db
    .insertInto('mediaFit')
    .values(fit)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const [kept = fit] = await findFits(db, [fit])
  return kept
}

/** The fitted picture with these very bytes, made of that source. */
export async function findFitByHash(db: Db, sourceSha256: string, sha256: string): Promise<StoredFit | undefined> {
  const row = await db
    .selectFrom('mediaFit')
    .select(['sourceSha256', 'recipe', 'sha256', 'contentType', 'bytes', 'width', 'height', 'fileKey'])
    .where('sourceSha256', '=', sourceSha256)
    .where('sha256', '=', sha256)
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, contentType: row.contentType as ImageType }
}

/** How many items hold each of these. */
export async function countUses(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('itemMedia')
    .select(['mediaId', sql<number>`count(*)::int`.as('uses')])
    .where('mediaId', 'in', ids)
    .groupBy('mediaId')
    .execute()
  return new Map(rows.map((row) => [row.mediaId, row.uses]))
}
