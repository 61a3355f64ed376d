import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Files } from '../../platform/files.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, canRead, holds, type Scope } from '../missions/index.ts'
import { encodeImage } from './encode-image.ts'
import { type Media, maxMediaBytes, mediaUrl } from './model.ts'
import { insertMedia } from './store.ts'

export type MediaAbout = { readonly credit: string; readonly licence: string; readonly expiresOn: string | null }

/** Stores a picture for a mission. The bytes are written before the row, so that a row never points at nothing. */
export async function uploadMedia(
  deps: { db: Db; now: () => Date; files: Files },
  scope: Scope,
  missionId: string,
  input: Uint8Array,
  about: MediaAbout,
): Promise<Media> {
  if (!canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
  if (!holds(scope, ['mission_officer', 'head_of_mission', 'editor', 'strategist'], missionId))
    throw new AppError('forbidden', 'media.upload_not_yours')
  if (scope.kind !== 'person') throw new AppError('unauthenticated', 'unauthenticated')
  if (input.length > maxMediaBytes) throw new AppError('too_large', 'media.too_large')
  const { bytes, ...image } = await encodeImage(input)
  const id = newId()
  const now = deps.now()
  const fileKey = `media/${id}.${image.contentType.slice('image/'.length)}`
  await deps.files.put(fileKey, bytes)
  const row = { ...image, ...about, id, missionId, bytes: bytes.length, fileKey }
  await deps.db.transaction().execute(async (tx) => {
    await insertMedia(tx, scope, { ...row, createdBy: scope.personId, createdAt: now })
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'media.uploaded',
      subject: { kind: 'media', id },
      missionId,
      payload: { sha256: image.sha256 },
    })
  })
  const { fileKey: _fileKey, ...media } = row
  return { ...media, createdAt: now.toISOString(), url: mediaUrl(id) }
}
