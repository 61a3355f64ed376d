import type { PlatformProfile } from '../contract/platform-profile.ts'

type Picture = {
  readonly contentType: string
  readonly bytes: number
  readonly width: number
  readonly height: number
}

/** How a picture must be written anew before a network takes it. */
export type FitPlan = {
  /** Names everything the result depends on besides the picture itself: one recipe, one result. */
  readonly recipe: string
  readonly contentType: 'image/jpeg' | 'image/png' | 'image/webp'
  /** The whole canvas, in pixels; where it has another shape than the picture, the picture stands whole in its middle. */
  readonly width: number
  readonly height: number
  readonly maxBytes: number | null
}

/** Part of every recipe: rises when the way of fitting changes, so that what was fitted before stays as it was. */
const method = 1
const writable = ['image/jpeg', 'image/png', 'image/webp'] as const

/**
 * What a network asks of this picture beyond what it is: another type, fewer bytes, another shape or size. Nothing is ever
 * cut off: a shape that the network refuses gets white borders. `undefined` = it is taken as it is, or nothing we can
 * write would be taken.
 */
export function planFit(limits: PlatformProfile['images'], picture: Picture): FitPlan | undefined {
  const isTaken = limits.types.length === 0 || limits.types.includes(picture.contentType)
  const contentType = writable.find((type) => (isTaken ? type === picture.contentType : limits.types.includes(type)))
  if (contentType === undefined) return undefined
  const { width, height } = canvasOf(limits, picture)
  const isHeavy = limits.maxBytes !== null && picture.bytes > limits.maxBytes
  if (isTaken && !isHeavy && width === picture.width && height === picture.height) return undefined
  // A PNG cannot be made lighter but by losing pixels; a JPEG can.
  const isStubborn = isHeavy && contentType === 'image/png' && isTypeTaken(limits, 'image/jpeg')
  const type = isStubborn ? 'image/jpeg' : contentType
  const { maxBytes } = limits
  return {
    recipe: `${method} ${type} ${width}x${height} ${maxBytes ?? '-'}`,
    contentType: type,
    width,
    height,
    maxBytes,
  }
}

const isTypeTaken = ({ types }: PlatformProfile['images'], type: string): boolean =>
  types.length === 0 || types.includes(type)

function canvasOf(limits: PlatformProfile['images'], picture: Picture): { width: number; height: number } {
  const { minRatio = 0, maxRatio = Number.POSITIVE_INFINITY, maxWidth, minWidth } = limits
  const ratio = picture.width / picture.height
  const shaped =
    ratio < minRatio
      ? { width: Math.ceil(picture.height * minRatio), height: picture.height }
      : { width: picture.width, height: Math.max(picture.height, Math.ceil(picture.width / maxRatio)) }
  const width = Math.max(Math.min(shaped.width, maxWidth ?? shaped.width), minWidth ?? 1)
  if (width === shaped.width) return shaped
  // Rounded to the side on which the shape stays within its limits.
  const height = Math.round((shaped.height * width) / shaped.width)
  const highest = minRatio === 0 ? height : Math.floor(width / minRatio)
  return { width, height: Math.max(1, Math.min(Math.max(height, Math.ceil(width / maxRatio)), highest)) }
}
