import twitterText from 'twitter-text'
import { countText } from '../measure-text.ts'
import type { OutgoingImage, Publication } from '../network.ts'
import { findFilmFault } from '../wire/film.ts'

/** Limits of posts (developers.facebook.com threads/posts, 2026-04-14, and overview, 2025-12-22; read 2026-11-24). */
export const threadsLimits = {
  text: 500,
  links: 5,
  images: 20,
  imageBytes: 8_000_000,
  ratio: 10,
  minWidth: 320,
  alt: 1000,
  film: { bytes: 1_000_000_000, maxSeconds: 300, alt: 1000, isFetched: true },
} as const

/** Why Threads would refuse this publication; `undefined` = it fits. */
export function findContentFault(publication: Publication): string | undefined {
  const { text, images, link, thread, video } = publication
  const length = countText(text, 'threads-emoji-bytes')
  const links = new Set([...twitterText.extractUrls(text), ...(link === undefined ? [] : [link.url])]).size
  if (length > threadsLimits.text)
    return `text has ${length} characters of ${threadsLimits.text}, an emoji counted by its bytes`
  if (links > threadsLimits.links) return `${links} links of ${threadsLimits.links}`
  if (images.length > threadsLimits.images) return `${images.length} images of ${threadsLimits.images}`
  if (text.trim() === '' && images.length === 0 && video === undefined) return 'nothing to publish'
  if (thread !== undefined && thread.length > 0) return 'threads are not published here yet'
  const film = findFilmFault(publication, threadsLimits.film)
  if (film !== undefined) return film
  return images.map(findImageFault).find((fault) => fault !== undefined)
}

function findImageFault(image: OutgoingImage, index: number): string | undefined {
  const { bytes, contentType, width, height, alt, publicUrl } = image
  const name = `image ${index + 1}`
  if (contentType !== 'image/jpeg' && contentType !== 'image/png')
    return `${name} is ${contentType}; JPEG and PNG are taken`
  if (bytes.byteLength > threadsLimits.imageBytes)
    return `${name} has ${bytes.byteLength} bytes of ${threadsLimits.imageBytes}`
  if (Math.max(width / height, height / width) > threadsLimits.ratio) return `${name} is narrower than 1:10`
  if (width < threadsLimits.minWidth) return `${name} is narrower than ${threadsLimits.minWidth} pixels`
  if (alt.length > threadsLimits.alt) return `the alternative of ${name} is longer than ${threadsLimits.alt}`
  if (publicUrl === undefined) return `${name} has no public address from which Threads could fetch it`
  return undefined
}
