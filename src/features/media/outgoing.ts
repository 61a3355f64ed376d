import { openAsBlob } from 'node:fs'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files.ts'
import { systemScope } from '../missions/index.ts'
import { hashOf } from './encode-image.ts'
import { hashFile } from './film.ts'
import { forbiddenUse, type ImageType } from './model.ts'
import { findFitByHash, findMedia, type StoredMedia } from './store.ts'

/** What was approved to go out: which asset, and the hash of the very bytes. */
export type ApprovedMedia = { readonly mediaId: string; readonly sha256?: string | undefined }

/** Why nothing may go out with it: `changed` = the bytes kept are not those approved. */
export type Withheld = { readonly withheld: 'gone' | 'expired' | 'withdrawn' | 'changed' }

export type OutgoingPicture = {
  readonly bytes: Uint8Array
  readonly contentType: ImageType
  readonly width: number
  readonly height: number
  readonly sha256: string
}
export type OutgoingFilm = {
  /**
   * Runs `work` with the film as a file on this machine's disk, read in pieces; what had to be fetched for it is removed
   * afterwards. @throws Error where its bytes are not those approved.
   */
  withFile<T>(work: (file: Blob) => Promise<T>): Promise<T>
  readonly contentType: 'video/mp4'
  readonly bytes: number
  readonly width: number
  readonly height: number
  readonly durationMs: number
  readonly sha256: string
}

type Deps = { readonly db: Db; readonly files: Files; readonly now: () => Date }

/** The picture whose bytes an approval promised, with its rights looked at on the day it goes out (CON-09). */
export async function loadPicture(deps: Deps, approved: ApprovedMedia): Promise<OutgoingPicture | Withheld> {
  const media = await findUsable(deps, approved.mediaId)
  if ('withheld' in media) return media
  const wanted = approved.sha256 ?? media.sha256
  const part = wanted === media.sha256 ? media : await findFitByHash(deps.db, media.sha256, wanted)
  if (!part) return { withheld: 'changed' }
  const bytes = await deps.files.get(part.fileKey)
  if (hashOf(bytes) !== wanted) return { withheld: 'changed' }
  const { width, height } = part
  return { bytes, contentType: part.contentType as ImageType, width, height, sha256: wanted }
}

/** The film that an approval promised; its bytes are looked at when they are asked for. */
export async function findFilm(deps: Deps, approved: ApprovedMedia): Promise<OutgoingFilm | Withheld> {
  const media = await findUsable(deps, approved.mediaId)
  if ('withheld' in media) return media
  const { width, height, bytes, sha256, durationMs, fileKey } = media
  if (approved.sha256 !== undefined && approved.sha256 !== sha256) return { withheld: 'changed' }
  return {
    contentType: 'video/mp4',
    bytes,
    width,
    height,
    sha256,
    durationMs: durationMs ?? 0,
    withFile: (work) =>
      deps.files.withPath(fileKey, async (path) => {
        if ((await hashFile(path)) !== sha256) throw new Error(`the bytes of film ${media.id} are not those approved`)
        return work(await openAsBlob(path, { type: 'video/mp4' }))
      }),
  }
}

async function findUsable(deps: Deps, mediaId: string): Promise<StoredMedia | Withheld> {
  const [media] = await findMedia(deps.db, systemScope('delivering'), [mediaId])
  if (!media) return { withheld: 'gone' }
  const forbidden = forbiddenUse(media, localDayOf(deps.now(), media.timezone))
  return forbidden === undefined ? media : { withheld: forbidden }
}
