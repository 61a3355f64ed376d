import { z } from 'zod'
import type { ObservedPost } from '../network.ts'
import { timeOfRecordKey } from '../record-key.ts'
import { collection } from './compose-record.ts'

export function postUri(did: string, recordKey: string): string {
  return `at://${did}/${collection}/${recordKey}`
}

/** Parts of a post's at-uri; `undefined` for any other. */
export function readPostUri(uri: string): { readonly repo: string; readonly rkey: string } | undefined {
  const match = /^at:\/\/([^/]+)\/app\.bsky\.feed\.post\/([^/?#]+)$/.exec(uri)
  return match?.[1] === undefined || match[2] === undefined ? undefined : { repo: match[1], rkey: match[2] }
}

/** The public page of a post. It stands on the DID, so it outlives a change of handle. */
export function postUrl(uri: string): string {
  const parts = readPostUri(uri)
  return parts === undefined ? uri : `https://bsky.app/profile/${parts.repo}/post/${parts.rkey}`
}

const feature = z.looseObject({ $type: z.string(), uri: z.string().optional() })
const embedSchema = z.looseObject({
  $type: z.string(),
  media: z.looseObject({ $type: z.string() }).optional(),
  external: z.looseObject({ uri: z.string() }).optional(),
})
const postSchema = z.looseObject({
  text: z.string(),
  createdAt: z.string().catch(''),
  langs: z.array(z.string()).catch([]),
  facets: z.array(z.looseObject({ features: z.array(feature) })).catch([]),
  embed: embedSchema.optional().catch(undefined),
})

const mediaKinds: Readonly<Record<string, ObservedPost['mediaKind']>> = {
  'app.bsky.embed.images': 'image',
  'app.bsky.embed.gallery': 'image',
  'app.bsky.embed.video': 'video',
  'app.bsky.embed.external': 'link',
}

/** Reads a post record leniently, as other programs wrote it; `undefined` when it has no text or no time at all. */
export function toObservedPost(record: { readonly uri: string; readonly value: unknown }): ObservedPost | undefined {
  const parts = readPostUri(record.uri)
  const post = postSchema.safeParse(record.value).data
  // createdAt is what the author's program claims; where it is no time, the key tells when it was made.
  const publishedAt = Number.isNaN(Date.parse(post?.createdAt ?? ''))
    ? timeOfRecordKey(parts?.rkey ?? '')
    : new Date(post?.createdAt ?? '')
  if (parts === undefined || post === undefined || publishedAt === undefined) return undefined
  const inText = post.facets.flatMap((facet) => facet.features.flatMap((f) => (f.uri === undefined ? [] : [f.uri])))
  const card = post.embed?.external?.uri
  return {
    remoteId: record.uri,
    url: postUrl(record.uri),
    text: post.text,
    languages: post.langs,
    mediaKind: mediaKindOf(post.embed),
    links: [...new Set(card === undefined ? inText : [...inText, card])],
    publishedAt: publishedAt.toISOString(),
    metrics: {},
  }
}

function mediaKindOf(embed: z.infer<typeof embedSchema> | undefined): ObservedPost['mediaKind'] {
  if (embed === undefined) return 'none'
  return mediaKinds[embed.media?.$type ?? embed.$type] ?? 'other'
}
