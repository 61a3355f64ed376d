import { isIP } from 'node:net'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Files } from '../../platform/files.ts'
import type { SecretBox } from '../../platform/secrets.ts'
import { systemScope } from '../missions/index.ts'
import type { MediaFile } from './read-media.ts'
import { findFitByHash, findMedia } from './store.ts'

const lastsMs = 24 * 3_600_000
const context = 'media.public-picture'

/**
 * An address under which anybody sees one picture or film for a day, for networks that fetch them themselves. It is
 * sealed: nobody can make one, nor read from it what it points to. `sha256`: of the very bytes to show. `undefined` where
 * the installation has no address that the outside could reach over https.
 */
export function publicMediaUrl(
  box: SecretBox,
  url: string,
  shown: { readonly mediaId: string; readonly sha256: string },
  now: Date,
): string | undefined {
  const base = new URL(url)
  const isInner = isIP(base.hostname.replace(/^\[|\]$/g, '')) !== 0 || !base.hostname.includes('.')
  if (base.protocol !== 'https:' || isInner) return undefined
  const until = String(now.getTime() + lastsMs)
  return `${url}/gambar/${box.seal({ ...shown, until }, context).toString('base64url')}`
}

/** @throws AppError not_found for an address that is not ours, or whose day is over. */
export async function readPublicMedia(
  deps: { readonly db: Db; readonly files: Files; readonly secrets: SecretBox; readonly now: () => Date },
  ticket: string,
): Promise<MediaFile> {
  const { mediaId, sha256, until } = openTicket(deps.secrets, ticket)
  if (mediaId === undefined || Number(until) < deps.now().getTime()) throw new AppError('not_found', 'media.not_found')
  const [media] = await findMedia(deps.db, systemScope('delivering'), [mediaId])
  if (!media) throw new AppError('not_found', 'media.not_found')
  const fit = sha256 && sha256 !== media.sha256 ? await findFitByHash(deps.db, media.sha256, sha256) : media
  if (!fit) throw new AppError('not_found', 'media.not_found')
  const { contentType, bytes, fileKey } = fit
  return { contentType, bytes, open: (range) => deps.files.open(fileKey, range) }
}

function openTicket(box: SecretBox, ticket: string): Record<string, string | undefined> {
  try {
    return box.open(Buffer.from(ticket, 'base64url'), context)
  } catch {
    // Whatever is wrong with it, it is no address of ours.
    return {}
  }
}
