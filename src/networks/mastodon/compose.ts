import { measureText } from '../measure-text.ts'
import type { OutgoingImage, Publication } from '../network.ts'
import { findFilmFault } from '../wire/film.ts'
import type { ServerLimits } from './server-limits.ts'

/** Why this server would refuse the publication; `undefined` = it fits. */
export function findContentFault(publication: Publication, limits: ServerLimits): string | undefined {
  const { text, images, thread, video } = publication
  const length = countCharacters(text, limits)
  if (length > limits.characters) return `text has ${length} characters of ${limits.characters}`
  if (images.length > limits.media) return `${images.length} images of ${limits.media}`
  if (text.trim() === '' && images.length === 0 && video === undefined) return 'nothing to publish'
  if (thread !== undefined && thread.length > 0) return 'threads are not published here yet'
  const film = findFilmFault(publication, { bytes: limits.videoBytes, alt: limits.altCharacters })
  if (film !== undefined) return film
  if (video !== undefined && limits.mimeTypes.length > 0 && !limits.mimeTypes.includes(video.contentType))
    return `this server takes no ${video.contentType}`
  return images.map((image, index) => findImageFault(image, index, limits)).find((fault) => fault !== undefined)
}

function findImageFault(
  { bytes, contentType, width, height, alt }: OutgoingImage,
  index: number,
  limits: ServerLimits,
): string | undefined {
  const name = `image ${index + 1}`
  if (limits.mimeTypes.length > 0 && !limits.mimeTypes.includes(contentType)) return `${name} is ${contentType}`
  if (bytes.byteLength > limits.imageBytes) return `${name} has ${bytes.byteLength} bytes of ${limits.imageBytes}`
  if (width * height > limits.imagePixels) return `${name} has ${width * height} pixels of ${limits.imagePixels}`
  if ([...alt].length > limits.altCharacters) return `the alternative of ${name} is longer than ${limits.altCharacters}`
  return undefined
}

/** Every URL counts the same, a mention only without its server (docs.joinmastodon.org/user/posting, read 2026-11-24 as [K]). */
function countCharacters(text: string, limits: ServerLimits): number {
  const unit = { max: null, unit: 'graphemes' as const, urlWeight: limits.charactersPerUrl }
  return measureText(withoutServers(text), { text: unit }).used
}

/** `@nama@server` → `@nama`, as it is counted and shown. */
export function withoutServers(text: string): string {
  return text.replace(/(@[\w.-]*\w)@[\w-]+(?:\.[\w-]+)+/g, '$1')
}

/** What is posted. The same for the same publication on every attempt. */
export function composeStatus(
  publication: Publication,
  mediaIds: readonly string[],
): Readonly<Record<string, unknown>> {
  const language = /^[a-z]{2,3}(?=-|$)/i.exec(publication.languages[0] ?? '')?.[0].toLowerCase()
  return {
    status: publication.text,
    visibility: 'public',
    ...(language === undefined ? {} : { language }),
    ...(mediaIds.length === 0 ? {} : { media_ids: mediaIds }),
  }
}
