import { z } from 'zod'
import { toObservedPost } from './view.ts'

// The AppView answers without sign-in (docs.bsky.app/docs/advanced-guides/api-directory, read 2026-11-24).
const publicService = 'https://public.api.bsky.app'
const threadSchema = z.looseObject({
  thread: z.looseObject({ post: z.looseObject({ uri: z.string(), record: z.unknown() }) }),
})

/** Address under which a public post is asked for; `account` is a handle or a DID. */
export function publicPostAddress(account: string, recordKey: string): string {
  const query = new URLSearchParams({
    uri: `at://${account}/app.bsky.feed.post/${recordKey}`,
    depth: '0',
    parentHeight: '0',
  })
  return `${publicService}/xrpc/app.bsky.feed.getPostThread?${query}`
}

/** `undefined` = no post, or one that its author shows to nobody who is signed out. */
export function readPublicPost(answer: unknown): { readonly text: string; readonly publishedAt: Date } | undefined {
  const found = threadSchema.safeParse(answer).data
  const post = found && toObservedPost({ uri: found.thread.post.uri, value: found.thread.post.record })
  return post && { text: post.text, publishedAt: new Date(post.publishedAt) }
}
