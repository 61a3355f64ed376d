import { countText } from '../measure-text.ts'
import type { Publication } from '../network.ts'

/**
 * Limits of Page posts (developers.facebook.com pages-api/posts, copy of 2026-09-11; the text's is [K], the photo's is
 * seen as 4 MB and elsewhere as 10 MB: the smaller is kept to).
 */
export const facebookLimits = { text: 63_206, images: 10, imageBytes: 4_000_000 } as const

/** Why Facebook would refuse this publication; `undefined` = it fits. */
export function findContentFault({ text, images, link, thread, video }: Publication): string | undefined {
  if (video !== undefined) return 'films are not published here yet'
  const length = countText(text, 'codepoints')
  if (length > facebookLimits.text) return `text has ${length} characters of ${facebookLimits.text}`
  if (images.length > facebookLimits.images) return `${images.length} images of ${facebookLimits.images}`
  const heavy = images.findIndex(({ bytes }) => bytes.byteLength > facebookLimits.imageBytes)
  if (heavy >= 0)
    return `image ${heavy + 1} has ${images[heavy]?.bytes.byteLength} bytes of ${facebookLimits.imageBytes}`
  const strange = images.findIndex(({ contentType }) => contentType === 'image/webp')
  if (strange >= 0) return `image ${strange + 1} is image/webp; Facebook takes JPEG and PNG`
  if (text.trim() === '' && images.length === 0 && link === undefined) return 'nothing to publish'
  if (thread !== undefined && thread.length > 0) return 'this network has no threads'
  return undefined
}
