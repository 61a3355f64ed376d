import { isIP } from 'node:net'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Files } from '../../platform/files.ts'
import type { SecretBox } from '../../platform/secrets.ts'
import { systemScope } from '../missions/index.ts'
import { findMedia } from './store.ts'

const lastsMs = 24 * 3_600_000
const context = 'media.public-picture'

/**
 * An address under which anybody sees one picture for a day, for networks that fetch pictures themselves. It is sealed:
 * nobody can make one, nor read from it what it points to. `undefined` where the installation has no address that the
 * outside could reach over https.
 */
export function publicPictureUrl(box: SecretBox, url: string, mediaId: string, now: Date): string | undefined {
  const base = new URL(url)
  const isInner = isIP(base.hostname.replace(/^\[|\]$/g, '')) !== 0 || !base.hostname.includes('.')
  if (base.protocol !== 'https:' || isInner) return undefined
  const until = String(now.getTime() + lastsMs)
  return `${url}/gambar/${box.seal({ mediaId, until }, context).toString('base64url')}`
}

/** @throws AppError not_found for an address that is not ours, or whose day is over. */
export async function readPublicPicture(
  deps: { readonly db: Db; readonly files: Files; readonly secrets: SecretBox; readonly now: () => Date },
  ticket: string,
): Promise<{ readonly bytes: Uint8Array; readonly contentType: string }> {
  const { mediaId, until } = openTicket(deps.secrets, ticket)
  if (mediaId === undefined || Number(until) < deps.now().getTime()) throw new AppError('not_found', 'media.not_found')
  const [media] = await findMedia(deps.db, systemScope('delivering'), [mediaId])
  if (!media) throw new AppError('not_found', 'media.not_found')
  return { bytes: await deps.files.get(media.fileKey), contentType: media.contentType }
}

function openTicket(box: SecretBox, ticket: string): Record<string, string | undefined> {
  try {
    return box.open(Buffer.from(ticket, 'base64url'), context)
  } catch {
    // Whatever is wrong with it, it is no address of ours.
    return {}
  }
}
