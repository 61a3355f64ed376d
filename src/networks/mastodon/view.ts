import { z } from 'zod'
import type { ObservedPost, PostMetrics } from '../network.ts'

export const statusSchema = z.looseObject({
  id: z.string().min(1),
  uri: z.string(),
  url: z.string().nullish(),
  created_at: z.string(),
  content: z.string(),
  language: z.string().nullish(),
  reblog: z.unknown().optional(),
  in_reply_to_id: z.string().nullish(),
  in_reply_to_account_id: z.string().nullish(),
  favourites_count: z.number().optional(),
  reblogs_count: z.number().optional(),
  replies_count: z.number().optional(),
  quotes_count: z.number().optional(),
  media_attachments: z.array(z.looseObject({ type: z.string() })).catch([]),
  card: z.looseObject({ url: z.string() }).nullish().catch(undefined),
})
export type Status = z.infer<typeof statusSchema>

export function statusUrl({ url, uri }: Pick<Status, 'url' | 'uri'>): string {
  return url ?? uri
}

/** `undefined` for a repost of somebody else's. */
export function toObservedPost(status: Status): ObservedPost | undefined {
  const publishedAt = new Date(status.created_at)
  if ((status.reblog !== undefined && status.reblog !== null) || Number.isNaN(publishedAt.getTime())) return undefined
  const links = linksIn(status.content)
  return {
    remoteId: status.id,
    url: statusUrl(status),
    text: textOf(status.content),
    languages: status.language === undefined || status.language === null ? [] : [status.language],
    mediaKind: mediaKindOf(status, links),
    links,
    publishedAt: publishedAt.toISOString(),
    metrics: countsOf(status),
  }
}

/** Counts as this server knows them; other servers may know more. */
export function countsOf(status: Status): PostMetrics {
  const { favourites_count: likes, reblogs_count: reposts, replies_count: replies, quotes_count: quotes } = status
  return {
    ...(likes === undefined ? {} : { likes }),
    ...(reposts === undefined ? {} : { reposts }),
    ...(replies === undefined ? {} : { replies }),
    ...(quotes === undefined ? {} : { quotes }),
  }
}

function mediaKindOf(status: Status, links: readonly string[]): ObservedPost['mediaKind'] {
  const [first] = status.media_attachments
  if (first?.type === 'image') return 'image'
  if (first?.type === 'video' || first?.type === 'gifv') return 'video'
  if (first !== undefined) return 'other'
  return links.length > 0 || (status.card !== undefined && status.card !== null) ? 'link' : 'none'
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** The text of a status: servers send it as HTML of a few known tags (docs.joinmastodon.org/spec/activitypub#sanitization). */
export function textOf(html: string): string {
  const lines = html
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/p>\s*<p[^>]*>/gi, '\n\n')
    .replace(/<[^>]*>/g, '')
  return decodeEntities(lines)
}

/** Links of the text itself; mentions and hashtags are links too, told by their class. */
function linksIn(html: string): string[] {
  const tags = html.match(/<a\b[^>]*>/gi) ?? []
  return tags.flatMap((tag) => {
    const href = /href="([^"]*)"/i.exec(tag)?.[1]
    return href === undefined || /class="[^"]*\b(?:mention|hashtag)\b/i.test(tag) ? [] : decodeEntities(href)
  })
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}
