import twitterText from 'twitter-text'
import { countText } from '../measure-text.ts'
import type { OutgoingImage, Publication } from '../network.ts'
import { findFilmFault } from '../wire/film.ts'

/** Limits of feed posts (developers.facebook.com content-publishing, copy of 2026-09-11, read 2026-11-24). */
export const instagramLimits = {
  caption: 2200,
  hashtags: 30,
  mentions: 20,
  images: 10,
  imageBytes: 8_000_000,
  minRatio: 0.8,
  maxRatio: 1.91,
  minWidth: 320,
  alt: 1000,
  film: { bytes: 300_000_000, minSeconds: 3, maxSeconds: 900, isFetched: true },
} as const

/** Why Instagram would refuse this publication; `undefined` = it fits. */
export function findContentFault(publication: Publication): string | undefined {
  const { text, images, thread, video } = publication
  const length = countText(text, 'codepoints')
  const hashtags = twitterText.extractHashtags(text).length
  const mentions = twitterText.extractMentions(text).length
  if (images.length === 0 && video === undefined) return 'Instagram takes no post without a picture or film'
  if (images.length > instagramLimits.images) return `${images.length} images of ${instagramLimits.images}`
  if (length > instagramLimits.caption) return `text has ${length} characters of ${instagramLimits.caption}`
  if (hashtags > instagramLimits.hashtags) return `${hashtags} hashtags of ${instagramLimits.hashtags}`
  if (mentions > instagramLimits.mentions) return `${mentions} mentions of ${instagramLimits.mentions}`
  if (thread !== undefined && thread.length > 0) return 'this network has no threads'
  const film = findFilmFault(publication, instagramLimits.film)
  if (film !== undefined) return film
  return images.map(findImageFault).find((fault) => fault !== undefined)
}

function findImageFault(image: OutgoingImage, index: number): string | undefined {
  const { bytes, contentType, width, height, alt, publicUrl } = image
  const name = `image ${index + 1}`
  const ratio = width / height
  if (contentType !== 'image/jpeg') return `${name} is ${contentType}; Instagram takes JPEG only`
  if (bytes.byteLength > instagramLimits.imageBytes)
    return `${name} has ${bytes.byteLength} bytes of ${instagramLimits.imageBytes}`
  if (ratio < instagramLimits.minRatio || ratio > instagramLimits.maxRatio)
    return `${name} is not between 4:5 and 1.91:1`
  if (width < instagramLimits.minWidth) return `${name} is narrower than ${instagramLimits.minWidth} pixels`
  if (alt.length > instagramLimits.alt) return `the alternative of ${name} is longer than ${instagramLimits.alt}`
  if (publicUrl === undefined) return `${name} has no public address from which Instagram could fetch it`
  return undefined
}
