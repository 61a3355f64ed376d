import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Files } from '../../platform/files.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { encodeImage, readHead } from './encode-image.ts'
import { takeFilm } from './film.ts'
import { type Media, type MediaAbout, maxFilmBytes, maxPictureBytes, mediaUrl, noAbout } from './model.ts'
import { demandUploader } from './policy.ts'
import { insertMedia } from './store.ts'

export type MediaDeps = { readonly db: Db; readonly now: () => Date; readonly files: Files }

/**
 * Takes a picture or film into a mission's library. What it is, its content says; its name and declared type are not
 * believed. The bytes are kept before the row, so that a row never points at nothing. `path` is read in pieces and left.
 * @throws AppError `media.type`, `media.too_large`, `media.film_too_large`, and those of `encodeImage` and `takeFilm`.
 */
export async function takeMedia(
  deps: MediaDeps,
  scope: Scope,
  missionId: string,
  path: string,
  about: Partial<MediaAbout> = {},
): Promise<Media> {
  const personId = demandUploader(scope, missionId)
  const folder = await mkdtemp(join(tmpdir(), 'selaras-media-'))
  try {
    const taken = await writeAnew(path, folder)
    const id = newId()
    const now = deps.now()
    const fileKey = `media/${id}.${taken.contentType.slice(taken.contentType.indexOf('/') + 1)}`
    await deps.files.putFile(fileKey, taken.path)
    const { path: _path, ...what } = taken
    const row = { id, missionId, ...noAbout, ...about, ...what, fileKey }
    await deps.db.transaction().execute(async (tx) => {
      await insertMedia(tx, scope, { ...row, createdBy: personId, createdAt: now })
      await recordAudit(tx, now, {
        actor: actorOf(scope),
        action: 'media.uploaded',
        subject: { kind: 'media', id },
        missionId,
        payload: { sha256: what.sha256 },
      })
    })
    const { fileKey: _fileKey, consentNote: _note, codecs: _codecs, ...media } = row
    return { ...media, createdAt: now.toISOString(), url: mediaUrl(id) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function writeAnew(path: string, folder: string) {
  const { size } = await stat(path)
  if (size === 0) throw new AppError('invalid', 'media.no_file')
  const target = join(folder, 'anew')
  const head = await readHead(path)
  if (head !== undefined) {
    if (size > maxPictureBytes) throw new AppError('too_large', 'media.too_large')
    const { bytes, ...image } = await encodeImage(path, head)
    await writeFile(target, bytes)
    return { ...image, kind: 'image' as const, durationMs: null, codecs: '', bytes: bytes.length, path: target }
  }
  if (size > maxFilmBytes) throw new AppError('too_large', 'media.film_too_large')
  const film = await takeFilm(path, target)
  if (film === undefined) throw new AppError('unsupported', 'media.type')
  return { ...film, kind: 'video' as const, path: target }
}
