import { createHash } from 'node:crypto'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { AppError } from '../../platform/errors.ts'
import { type ImageType, maxEdge, maxPixels, typeOfFormat } from './model.ts'

export type EncodedImage = {
  readonly bytes: Uint8Array
  readonly contentType: ImageType
  readonly width: number
  readonly height: number
  readonly sha256: string
}

export const writeAs: Readonly<Record<ImageType, (image: Sharp, quality: number) => Sharp>> = {
  'image/jpeg': (image, quality) => image.jpeg({ quality, mozjpeg: true }),
  'image/png': (image) => image.png({ compressionLevel: 9 }),
  'image/webp': (image, quality) => image.webp({ quality }),
}

const storedQuality = 88

/** The decoder's name for what these bytes are; undefined when it knows no such picture. Reads the head only. */
export async function readHead(path: string): Promise<Metadata | undefined> {
  try {
    return await sharp(path, { limitInputPixels: false }).metadata()
  } catch {
    // Not a picture that the decoder knows: the caller answers with the list of those we take.
    return undefined
  }
}

/**
 * Writes a picture anew: turned upright, sRGB, at most 2560 px, without place, camera or other metadata. Animated pictures
 * keep their first frame. The file is read in strips; what comes out is at most a few MB.
 * @throws AppError `media.type` for anything but JPEG, PNG and WebP, `media.too_many_pixels` before anything is decoded,
 * `media.broken` when it cannot be.
 */
export async function encodeImage(path: string, head: Metadata): Promise<EncodedImage> {
  const contentType = typeOfFormat(head.format)
  if (!contentType) throw new AppError('unsupported', 'media.type')
  if (head.width * head.height > maxPixels)
    throw new AppError('too_large', 'media.too_many_pixels', { width: head.width, height: head.height })
  try {
    const upright = sharp(path, { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true })
      .autoOrient()
      .resize({ width: maxEdge, height: maxEdge, fit: 'inside', withoutEnlargement: true })
      .toColorspace('srgb')
    const { data, info } = await writeAs[contentType](upright, storedQuality).toBuffer({ resolveWithObject: true })
    return { bytes: data, contentType, width: info.width, height: info.height, sha256: hashOf(data) }
  } catch (cause) {
    throw new AppError('unsupported', 'media.broken', {}, [], cause)
  }
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const smallEdge = 480

/** A small WebP of a stored picture, some 10–30 kB. */
export async function shrinkImage(stored: Uint8Array): Promise<Uint8Array> {
  return sharp(stored, { limitInputPixels: maxPixels })
    .resize({ width: smallEdge, height: smallEdge, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 60 })
    .toBuffer()
}
