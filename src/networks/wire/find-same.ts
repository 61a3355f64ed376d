import type { LookUp, ObservedPost, Publication } from '../network.ts'

export type PostsPage = { readonly posts: readonly ObservedPost[]; readonly cursor?: string }

/** Clocks differ: a post may carry a time this much before the publication's own. */
const slackMs = 10 * 60_000
const maxPages = 10
/** From this share of common words on, a post may be ours with a detail changed: a person decides. */
const alikeShare = 0.6

/**
 * Looks for a publication among the account's own posts, newest first, where the network knows no key of ours. Proof of
 * `found`: exactly one post since the first try whose text is ours, letter by letter, spaces and links aside. Proof of
 * `absent`: every post since then was seen and none is even alike.
 * @throws what `readPage` throws.
 */
export async function findSame(
  publication: Publication,
  readPage: (cursor: string | undefined) => Promise<PostsPage>,
): Promise<LookUp> {
  const since = Date.parse(publication.firstTriedAt ?? publication.createdAt) - slackMs
  const candidates: ObservedPost[] = []
  let cursor: string | undefined
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await readPage(cursor)
    candidates.push(...answer.posts.filter((post) => Date.parse(post.publishedAt) >= since))
    const reachedPast = answer.posts.some((post) => Date.parse(post.publishedAt) < since)
    cursor = answer.cursor
    if (cursor === undefined || reachedPast) return judge(publication, candidates)
  }
  return { kind: 'unsure', detail: 'too many posts since then to see them all', candidates: candidates.slice(0, 5) }
}

function judge(publication: Publication, posts: readonly ObservedPost[]): LookUp {
  const wanted = skeleton(publication.text)
  // Without letters there is nothing to compare: every post with the same media is a candidate.
  if (wanted === '') return judgeWordless(publication, posts)
  const same = posts.filter((post) => skeleton(post.text) === wanted)
  const [only, ...others] = same
  if (only !== undefined && others.length === 0) return { kind: 'found', remoteId: only.remoteId, url: only.url }
  if (only !== undefined)
    return { kind: 'unsure', detail: 'several posts carry this text', candidates: same.slice(0, 5) }
  const alike = posts.filter((post) => likeness(publication.text, post.text) >= alikeShare)
  if (alike.length > 0) return { kind: 'unsure', detail: 'a similar post is out', candidates: alike.slice(0, 5) }
  return { kind: 'absent' }
}

function judgeWordless(publication: Publication, posts: readonly ObservedPost[]): LookUp {
  const raw = publication.text.trim()
  const alike = posts.filter((post) => skeleton(post.text) === '' && (raw === '' || post.text.trim() === raw))
  if (alike.length === 0) return { kind: 'absent' }
  return { kind: 'unsure', detail: 'posts without words cannot be told apart', candidates: alike.slice(0, 5) }
}

/** Letters, marks and digits only: networks change spaces, quotes and links, not words. */
export function skeleton(text: string): string {
  return withoutLinks(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}

function withoutLinks(text: string): string {
  return text.replace(/https?:\/\/[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。]+/giu, ' ')
}

/** Share of words two texts have in common, 0 to 1. Scripts without spaces are cut in pairs of letters. */
function likeness(a: string, b: string): number {
  const left = wordsOf(a)
  const right = wordsOf(b)
  const common = [...left].filter((word) => right.has(word)).length
  return left.size + right.size === 0 ? 0 : (2 * common) / (left.size + right.size)
}

function wordsOf(text: string): Set<string> {
  const letters = withoutLinks(text).normalize('NFKC').toLowerCase()
  const words = letters.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return new Set(
    words.flatMap((word) =>
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word)
        ? [...word].slice(1).map((letter, index) => `${[...word][index]}${letter}`)
        : [word],
    ),
  )
}
