import type { Readable } from 'node:stream'
import type { PlatformProfile } from '../../contract/platform-profile.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { ByteRange, Files } from '../../platform/files.ts'
import type { Scope } from '../missions/index.ts'
import { shrinkImage } from './encode-image.ts'
import { ensureFit } from './fit-picture.ts'
import { findMedia, type StoredMedia } from './store.ts'

export type MediaFile = {
  readonly contentType: string
  /** Of the whole file. */
  readonly bytes: number
  /** In pieces; `range` must lie within. */
  open(range?: ByteRange): Promise<Readable>
}

type Deps = { readonly db: Db; readonly files: Files; readonly now: () => Date }

/** The bytes of a picture or film in scope, as a network takes it where one is named. */
export async function readMedia(
  deps: Deps,
  scope: Scope,
  id: string,
  wanted: { readonly size: 'full' | 'small'; readonly limits?: PlatformProfile['images'] | undefined },
): Promise<MediaFile> {
  const [media] = await findMedia(deps.db, scope, [id])
  if (!media) throw new AppError('not_found', 'media.not_found')
  if (wanted.size === 'small') return readSmall(deps, media)
  const fit = wanted.limits && (await ensureFit(deps, media, wanted.limits))
  const { contentType, bytes, fileKey } = fit ?? media
  return { contentType, bytes, open: (range) => deps.files.open(fileKey, range) }
}

/** Made when first asked for and kept. A film has no small copy: the browser shows its first picture. */
async function readSmall({ files }: Deps, media: StoredMedia): Promise<MediaFile> {
  if (media.kind === 'video') throw new AppError('not_found', 'media.no_small_copy')
  const key = `media/small/${media.id}.webp`
  if (!(await files.has(key))) await files.put(key, await shrinkImage(await files.get(media.fileKey)))
  const small = Buffer.from(await files.get(key))
  const { Readable: stream } = await import('node:stream')
  return {
    contentType: 'image/webp',
    bytes: small.length,
    open: async (range) => stream.from([range ? small.subarray(range.start, range.end + 1) : small]),
  }
}
