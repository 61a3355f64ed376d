import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Files } from '../../platform/files.ts'
import type { Scope } from '../missions/index.ts'
import { shrinkImage } from './encode-image.ts'
import { findMedia } from './store.ts'

/** The bytes of a picture in scope; its small copy is made when first asked for and kept. */
export async function readMedia(
  deps: { db: Db; files: Files },
  scope: Scope,
  id: string,
  size: 'full' | 'small',
): Promise<{ bytes: Uint8Array; contentType: string }> {
  const [media] = await findMedia(deps.db, scope, [id])
  if (!media) throw new AppError('not_found', 'media.not_found')
  if (size === 'full') return { bytes: await deps.files.get(media.fileKey), contentType: media.contentType }
  const key = `media/small/${id}.webp`
  if (!(await deps.files.has(key))) await deps.files.put(key, await shrinkImage(await deps.files.get(media.fileKey)))
  return { bytes: await deps.files.get(key), contentType: 'image/webp' }
}
