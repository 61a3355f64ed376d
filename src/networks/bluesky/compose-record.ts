import type { Agent, AppBskyEmbedExternal, AppBskyEmbedImages, AppBskyFeedPost, BlobRef } from '@atproto/api'
import { countText } from '../measure-text.ts'
import type { OutgoingImage, OutgoingVideo, Publication } from '../network.ts'
import { findFilmFault } from '../wire/film.ts'
import { filmLimits } from './film.ts'

export const collection = 'app.bsky.feed.post'

/** Limits of app.bsky.feed.post and its embeds (@atproto/api 0.21.0 lexicons, read 2026-11-24). */
export const postLimits = {
  graphemes: 300,
  utf8Bytes: 3000,
  images: 4,
  imageBytes: 2_000_000,
  languages: 3,
} as const

/** A thread goes out in one write of at most 200 records; nobody reads that far. */
export const maxThreadParts = 24

/** Why Bluesky would refuse this publication, in words for a log and a person; `undefined` = it fits. */
export function findContentFault(publication: Publication): string | undefined {
  const further = publication.thread ?? []
  if (further.length > maxThreadParts)
    return `a thread of ${further.length + 1} posts; ${maxThreadParts + 1} are allowed`
  const faults = further.map((part, index) => {
    const fault = findPostFault({ ...part, link: undefined })
    return fault === undefined ? undefined : `post ${index + 2} of the thread: ${fault}`
  })
  return (
    findFilmFault(publication, filmLimits) ?? findPostFault(publication) ?? faults.find((fault) => fault !== undefined)
  )
}

type Content = Pick<Publication, 'text' | 'images' | 'video'> & { readonly link?: Publication['link'] | undefined }

function findPostFault({ text, images, link, video }: Content): string | undefined {
  const graphemes = countText(text, 'graphemes')
  const bytes = countText(text, 'utf8-bytes')
  const heavy = images.findIndex((image) => image.bytes.byteLength > postLimits.imageBytes)
  if (graphemes > postLimits.graphemes) return `text has ${graphemes} characters of ${postLimits.graphemes}`
  if (bytes > postLimits.utf8Bytes) return `text has ${bytes} bytes of ${postLimits.utf8Bytes}`
  if (images.length > postLimits.images) return `${images.length} images of ${postLimits.images}`
  if (heavy >= 0) return `image ${heavy + 1} has ${images[heavy]?.bytes.byteLength} bytes of ${postLimits.imageBytes}`
  if (text.trim() === '' && images.length === 0 && link === undefined && video === undefined)
    return 'nothing to publish'
  return undefined
}

/**
 * The record, the same for the same publication on every attempt (a repeat is told from another post by this). Pictures
 * and a card exclude each other on Bluesky: pictures win, the link stays clickable where it stands in the text.
 */
export function composeRecord(
  publication: Publication,
  facets: AppBskyFeedPost.Record['facets'],
  blobs: readonly BlobRef[],
  film?: BlobRef,
): AppBskyFeedPost.Record {
  const embed =
    filmEmbed(publication.video, film) ??
    (blobs.length > 0 ? imagesEmbed(publication.images, blobs) : cardEmbed(publication.link))
  return {
    $type: collection,
    text: publication.text,
    createdAt: publication.createdAt,
    langs: publication.languages.slice(0, postLimits.languages),
    ...(facets === undefined || facets.length === 0 ? {} : { facets }),
    ...(embed === undefined ? {} : { embed }),
  }
}

/** Uploads in order. Repeating it is harmless: the same bytes are the same blob. @throws what the call threw. */
export async function uploadImages(
  agent: Agent,
  images: readonly OutgoingImage[],
  signal: () => AbortSignal,
): Promise<BlobRef[]> {
  const blobs: BlobRef[] = []
  for (const image of images) {
    const answer = await agent.com.atproto.repo.uploadBlob(image.bytes, {
      encoding: image.contentType,
      signal: signal(),
    })
    blobs.push(answer.data.blob)
  }
  return blobs
}

function imagesEmbed(images: readonly OutgoingImage[], blobs: readonly BlobRef[]) {
  return {
    $type: 'app.bsky.embed.images' as const,
    images: images.flatMap((image, index): AppBskyEmbedImages.Image[] => {
      const blob = blobs[index]
      if (blob === undefined) return []
      return [{ image: blob, alt: image.alt, aspectRatio: { width: image.width, height: image.height } }]
    }),
  }
}

function filmEmbed(video: OutgoingVideo | undefined, film: BlobRef | undefined) {
  if (video === undefined || film === undefined) return undefined
  const aspectRatio = { width: video.width, height: video.height }
  return { $type: 'app.bsky.embed.video' as const, video: film, alt: video.alt, aspectRatio }
}

function cardEmbed(link: Publication['link']) {
  if (link === undefined) return undefined
  const external: AppBskyEmbedExternal.External = { uri: link.url, title: link.title, description: link.description }
  return { $type: 'app.bsky.embed.external' as const, external }
}
