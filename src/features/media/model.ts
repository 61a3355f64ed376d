import type { Media } from '../../contract/media.ts'

export type { Media } from '../../contract/media.ts'

export const maxMediaBytes = 2_097_152
/** Keeps one picture from filling the memory of a small machine while it is decoded. */
export const maxPixels = 40_000_000
/** Wider or higher pictures are scaled down to this, in pixels; no network shows more. */
export const maxEdge = 2560

export type ImageType = Media['contentType']
const formats: Readonly<Record<string, ImageType>> = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' }

/** MIME type of a decoder's format name; undefined for formats we do not take. */
export const typeOfFormat = (format: string | undefined): ImageType | undefined =>
  format === undefined ? undefined : formats[format]

export const mediaUrl = (id: string): string => `/api/v1/media/${id}`
