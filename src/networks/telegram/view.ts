import { z } from 'zod'
import type { ObservedPost } from '../network.ts'

const entity = z.looseObject({ type: z.string(), offset: z.number(), length: z.number(), url: z.string().optional() })

/** A message as far as we read it. */
export const messageSchema = z.looseObject({
  message_id: z.int(),
  /** Seconds since 1970. */
  date: z.number(),
  chat: z.looseObject({ id: z.number(), username: z.string().optional() }),
  text: z.string().optional(),
  caption: z.string().optional(),
  entities: z.array(entity).catch([]).default([]),
  caption_entities: z.array(entity).catch([]).default([]),
  photo: z.array(z.unknown()).optional(),
  video: z.unknown().optional(),
  document: z.unknown().optional(),
  animation: z.unknown().optional(),
  forward_origin: z.unknown().optional(),
})
export type Message = z.infer<typeof messageSchema>

/** The public page of a message; a channel without a public name has one for its members only. */
export function messageUrl(chat: Message['chat'], messageId: number): string {
  const name = chat.username ?? `c/${String(chat.id).replace(/^-100/, '')}`
  return `https://t.me/${name}/${messageId}`
}

export function toObservedPost(message: Message): ObservedPost {
  const text = message.text ?? message.caption ?? ''
  const links = [...message.entities, ...message.caption_entities].flatMap(({ type, offset, length, url }) => {
    // Offsets count UTF-16 units, as JavaScript does.
    if (type === 'text_link') return url ?? []
    return type === 'url' ? text.slice(offset, offset + length) : []
  })
  return {
    remoteId: String(message.message_id),
    url: messageUrl(message.chat, message.message_id),
    text,
    languages: [],
    mediaKind: mediaKindOf(message, links),
    links,
    publishedAt: new Date(message.date * 1000).toISOString(),
    metrics: {},
  }
}

function mediaKindOf(message: Message, links: readonly string[]): ObservedPost['mediaKind'] {
  if (message.photo !== undefined) return 'image'
  if (message.video !== undefined || message.animation !== undefined) return 'video'
  if (message.document !== undefined) return 'other'
  return links.length > 0 ? 'link' : 'none'
}
