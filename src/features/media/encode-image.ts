import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import { AppError } from '../../platform/errors.ts'
import { type ImageType, maxEdge, maxMediaBytes, maxPixels, typeOfFormat } from './model.ts'

export type EncodedImage = {
  readonly bytes: Uint8Array
  readonly contentType: ImageType
  readonly width: number
  readonly height: number
  readonly sha256: string
}

const write: Readonly<Record<ImageType, (image: Sharp, quality: number) => Sharp>> = {
  'image/jpeg': (image, quality) => image.jpeg({ quality, mozjpeg: true }),
  'image/png': (image) => image.png({ compressionLevel: 9 }),
  'image/webp': (image, quality) => image.webp({ quality }),
}

/**
 * Decodes a picture by its content (the file's name and declared type are not believed) and writes it anew: turned
 * upright, sRGB, at most 2560 px, without place, camera or other metadata. Animated pictures keep their first frame.
 * @throws AppError `media.type` for anything but JPEG, PNG and WebP, `media.broken` when it cannot be decoded,
 * `media.too_large` when it stays over 2 MB.
 */
export async function encodeImage(input: Uint8Array): Promise<EncodedImage> {
  const contentType = typeOfFormat(await formatOf(input))
  if (!contentType) throw new AppError('unsupported', 'media.type')
  for (const quality of [88, 75]) {
    const { data, info } = await encode(input, contentType, quality)
    if (data.length > maxMediaBytes) continue
    const sha256 = createHash('sha256').update(data).digest('hex')
    return { bytes: data, contentType, width: info.width, height: info.height, sha256 }
  }
  throw new AppError('too_large', 'media.too_large')
}

async function formatOf(input: Uint8Array): Promise<string | undefined> {
  try {
    return (await sharp(input, { limitInputPixels: maxPixels }).metadata()).format
  } catch {
    // Not a picture that the decoder knows: the caller answers with the list of those we take.
    return undefined
  }
}

async function encode(input: Uint8Array, contentType: ImageType, quality: number) {
  try {
    const upright = sharp(input, { limitInputPixels: maxPixels, failOn: 'error' })
      .autoOrient()
      .resize({ width: maxEdge, height: maxEdge, fit: 'inside', withoutEnlargement: true })
      .toColorspace('srgb')
    return await write[contentType](upright, quality).toBuffer({ resolveWithObject: true })
  } catch (cause) {
    throw new AppError('unsupported', 'media.broken', {}, [], cause)
  }
}

const smallEdge = 480

/** A small WebP of a stored picture, some 10–30 kB. */
export async function shrinkImage(stored: Uint8Array): Promise<Uint8Array> {
  return sharp(stored, { limitInputPixels: maxPixels })
    .resize({ width: smallEdge, height: smallEdge, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 60 })
    .toBuffer()
}
