import { z } from 'zod'
import type { ObservedPost, PostMetrics } from '../network.ts'

const link = z.looseObject({
  url: z.string(),
  expanded_url: z.string().nullish(),
  media_key: z.string().nullish(),
})
const entities = z.looseObject({ urls: z.array(link).nullish() })

/** Names as in 2.167; what older answers called otherwise is taken too. */
export const postSchema = z.looseObject({
  id: z.string().regex(/^\d{1,19}$/),
  text: z.string(),
  author_id: z.string().optional(),
  created_at: z.string().optional(),
  lang: z.string().optional(),
  in_reply_to_user_id: z.string().optional(),
  entities: entities.optional().catch(undefined),
  note_post: z
    .looseObject({ text: z.string(), entities: entities.optional().catch(undefined) })
    .optional()
    .catch(undefined),
  attachments: z
    .looseObject({ media_keys: z.array(z.string()).nullish() })
    .optional()
    .catch(undefined),
  referenced_posts: z
    .array(z.looseObject({ type: z.string(), id: z.string() }))
    .optional()
    .catch(undefined),
  public_metrics: z.record(z.string(), z.number().nullish()).optional().catch(undefined),
})
export type XPost = z.infer<typeof postSchema>

export const postFields =
  'created_at,lang,entities,note_post,attachments,referenced_posts,in_reply_to_user_id,public_metrics'

export function postUrl(handle: string, id: string): string {
  return `https://x.com/${encodeURIComponent(handle)}/status/${id}`
}

/** `undefined` for a repost of somebody else's. */
export function toObservedPost(post: XPost, handle: string): ObservedPost | undefined {
  const publishedAt = new Date(post.created_at ?? '')
  if (Number.isNaN(publishedAt.getTime()) || post.referenced_posts?.some(({ type }) => type === 'retweeted') === true)
    return undefined
  const { text, links } = readText(post)
  return {
    remoteId: post.id,
    url: postUrl(handle, post.id),
    text,
    languages: post.lang === undefined || /^(?:und|zxx|q\w\w)$/.test(post.lang) ? [] : [post.lang],
    // Without asking for the media themselves (which costs), the key's first number tells their kind: 3 photo, 7 and 13 video, 16 GIF. [K]
    mediaKind: mediaKindOf(post, links),
    links,
    publishedAt: publishedAt.toISOString(),
    metrics: countsOf(post),
  }
}

/** The text as it was written: X escapes three characters, shortens every link, and adds one for pictures. */
export function readText(post: XPost): { readonly text: string; readonly links: readonly string[] } {
  const whole = post.note_post ?? post
  const urls = whole.entities?.urls ?? []
  const links: string[] = []
  let text = whole.text
  for (const { url, expanded_url: expanded, media_key: media } of urls) {
    const isMedia = (media !== undefined && media !== null) || /\/(?:photo|video)\/\d$/.test(expanded ?? '')
    if (!isMedia && expanded) links.push(expanded)
    text = text.replace(url, () => (isMedia ? '' : (expanded ?? url)))
  }
  const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  return { text: plain.trimEnd(), links }
}

export function countsOf(post: XPost): PostMetrics {
  const counts = post.public_metrics ?? {}
  const pick = (key: keyof PostMetrics, ...names: string[]) => {
    const value = names.map((name) => counts[name]).find((count) => typeof count === 'number')
    return typeof value === 'number' ? { [key]: value } : {}
  }
  return {
    ...pick('likes', 'like_count'),
    ...pick('reposts', 'repost_count', 'retweet_count'),
    ...pick('replies', 'reply_count'),
    ...pick('quotes', 'quote_count'),
    ...pick('views', 'impression_count'),
  }
}

function mediaKindOf(post: XPost, links: readonly string[]): ObservedPost['mediaKind'] {
  const [key] = post.attachments?.media_keys ?? []
  if (key !== undefined) return key.startsWith('3_') ? 'image' : /^(?:7|13|16)_/.test(key) ? 'video' : 'other'
  return links.length > 0 ? 'link' : 'none'
}
