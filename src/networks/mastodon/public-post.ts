import { statusSchema, toObservedPost } from './view.ts'

/** Address under which a server shows a public status to anybody (docs.joinmastodon.org/methods/statuses/#get, read 2026-11-24). */
export function publicStatusAddress(host: string, id: string): string {
  return `https://${host}/api/v1/statuses/${encodeURIComponent(id)}`
}

/** `undefined` = no status, or a repost. */
export function readPublicStatus(answer: unknown): { readonly text: string; readonly publishedAt: Date } | undefined {
  const status = statusSchema.safeParse(answer).data
  const post = status && toObservedPost(status)
  return post && { text: post.text, publishedAt: new Date(post.publishedAt) }
}
