import sharp from 'sharp'
import type { PlatformProfile } from '../../contract/platform-profile.ts'
import { type FitPlan, planFit } from '../../networks/index.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Files } from '../../platform/files.ts'
import { type EncodedImage, hashOf, writeAs } from './encode-image.ts'
import { findFits, insertFit, type StoredFit, type StoredMedia } from './store.ts'

/** Tried in turn until the bytes fit: first a little less exact, then smaller. */
const tries = [
  { quality: 88, scale: 1 },
  { quality: 78, scale: 1 },
  { quality: 65, scale: 1 },
  { quality: 65, scale: 0.75 },
  { quality: 60, scale: 0.5 },
  { quality: 50, scale: 0.35 },
] as const

/**
 * The picture as a network takes it. The same bytes and plan give the same result.
 * @throws AppError `media.cannot_fit` when no try is light enough.
 */
export async function fitPicture(stored: Uint8Array, plan: FitPlan): Promise<EncodedImage> {
  for (const { quality, scale } of tries) {
    const { width, height } = scaled(plan, scale)
    const canvas = sharp(stored).flatten(plan.contentType === 'image/jpeg' ? { background: '#ffffff' } : false)
    const whole = canvas.resize({ width, height, fit: 'contain', background: '#ffffff' })
    const { data, info } = await writeAs[plan.contentType](whole, quality).toBuffer({ resolveWithObject: true })
    if (plan.maxBytes !== null && data.length > plan.maxBytes) continue
    return {
      bytes: data,
      contentType: plan.contentType,
      width: info.width,
      height: info.height,
      sha256: hashOf(data),
    }
  }
  throw new AppError('too_large', 'media.cannot_fit')
}

/** Rounded to the side on which the shape stays within limits that lie about 1:1. */
function scaled({ width, height }: FitPlan, scale: number): { width: number; height: number } {
  if (scale === 1) return { width, height }
  const narrow = Math.max(1, Math.round(width * scale))
  const exact = (narrow * height) / width
  return { width: narrow, height: Math.max(1, width < height ? Math.floor(exact) : Math.ceil(exact)) }
}

/**
 * What a network gets of this picture: made when first needed, then kept. `undefined` = the picture itself.
 * @throws AppError `media.cannot_fit`.
 */
export async function ensureFit(
  deps: { readonly db: Db; readonly files: Files; readonly now: () => Date },
  media: StoredMedia,
  limits: PlatformProfile['images'],
): Promise<StoredFit | undefined> {
  if (media.kind !== 'image') return undefined
  const plan = planFit(limits, media)
  if (plan === undefined) return undefined
  const key = { sourceSha256: media.sha256, recipe: plan.recipe }
  const [known] = await findFits(deps.db, [key])
  if (known) return known
  const { bytes, ...fit } = await fitPicture(await deps.files.get(media.fileKey), plan)
  const fileKey = `media/fit/${fit.sha256}.${fit.contentType.slice('image/'.length)}`
  // The bytes before the row, so that a row never points at nothing.
  await deps.files.put(fileKey, bytes)
  return insertFit(deps.db, { ...key, ...fit, bytes: bytes.length, fileKey, createdAt: deps.now() })
}
