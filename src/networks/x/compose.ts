import { z } from 'zod'
import { countText } from '../measure-text.ts'
import type { Publication } from '../network.ts'
import { type CallX, requireData } from './call.ts'

/**
 * Weighted characters by twitter-text 3.1.0 (docs.x.com counting-characters), pictures (docs.x.com media best practices),
 * alternatives (2.167: maxLength 1000); read 2026-11-24.
 */
export const xLimits = { weight: 280, images: 4, imageBytes: 5_000_000, alt: 1000 } as const

/** Why X would refuse this publication; `undefined` = it fits. */
export function findContentFault({ text, images, thread, video }: Publication): string | undefined {
  if (video !== undefined) return 'films are not published here yet'
  const weight = countText(text.normalize('NFC'), 'x-weighted')
  if (weight > xLimits.weight) return `text weighs ${weight} of ${xLimits.weight}`
  if (images.length > xLimits.images) return `${images.length} images of ${xLimits.images}`
  const heavy = images.findIndex(({ bytes }) => bytes.byteLength > xLimits.imageBytes)
  if (heavy >= 0) return `image ${heavy + 1} has ${images[heavy]?.bytes.byteLength} bytes of ${xLimits.imageBytes}`
  const wordy = images.findIndex(({ alt }) => alt.length > xLimits.alt)
  if (wordy >= 0) return `the alternative of image ${wordy + 1} is longer than ${xLimits.alt}`
  if (text.trim() === '' && images.length === 0) return 'nothing to publish'
  if (thread !== undefined && thread.length > 0) return 'threads are not published here yet'
  return undefined
}

const uploadedSchema = z.looseObject({ data: z.looseObject({ id: z.string().regex(/^\d{1,19}$/) }).optional() })

/** Uploads pictures in order, each with its alternative (0.005 USD each). Repeating it publishes nothing. @throws CallFailed */
export async function uploadImages(
  callX: CallX,
  grant: { readonly service?: string | undefined; readonly token: string },
  images: Publication['images'],
  signal: AbortSignal,
): Promise<string[]> {
  const ids: string[] = []
  for (const { bytes, contentType, alt } of images) {
    const form = new FormData()
    form.set('media', new Blob([new Uint8Array(bytes)], { type: contentType }), 'picture')
    form.set('media_category', 'tweet_image')
    const call = { method: 'POST' as const, path: '/2/media/upload', body: form, ...grant, signal }
    const { id } = requireData((await callX(call, uploadedSchema)).data.data)
    const body = { id, metadata: { alt_text: { text: alt } } }
    await callX({ method: 'POST', path: '/2/media/metadata', body, ...grant, signal }, z.looseObject({}))
    ids.push(id)
  }
  return ids
}
