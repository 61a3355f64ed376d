import type { Db, Tx } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'
import { type Media, mediaUrl } from './model.ts'

export type StoredMedia = Media & { readonly fileKey: string }

export async function insertMedia(
  tx: Tx,
  _scope: Scope,
  row: Omit<StoredMedia, 'createdAt' | 'url'> & { createdBy: string; createdAt: Date },
): Promise<void> {
  await tx.insertInto('media').values(row).execute()
}

/** Pictures by id that the scope may see: its missions' own, and headquarters' (they come with kits). */
export async function findMedia(db: Db, scope: Scope, ids: readonly string[]): Promise<StoredMedia[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('media')
    .innerJoin('mission', 'mission.id', 'media.missionId')
    .selectAll('media')
    .where('media.id', 'in', ids)
    .where((eb) =>
      scope.kind === 'public'
        ? eb.val(false)
        : eb.or([inScope(scope, 'media.missionId'), eb('mission.isHeadquarters', '=', true)]),
    )
    .execute()
  return rows.map(({ createdBy: _createdBy, createdAt, contentType, ...row }) => ({
    ...row,
    contentType: contentType as Media['contentType'],
    createdAt: createdAt.toISOString(),
    url: mediaUrl(row.id),
  }))
}
