import { type AppBskyFeedPost, BlobRef, type ComAtprotoRepoApplyWrites } from '@atproto/api'
import type { LexValue } from '@atproto/lex-cbor'
import type { Publication } from '../network.ts'
import { furtherRecordKey } from '../record-key.ts'
import { collection } from './compose-record.ts'
import { postUri } from './view.ts'

type Write = { $type: 'com.atproto.repo.applyWrites#create' } & ComAtprotoRepoApplyWrites.Create
type Reference = { readonly uri: string; readonly cid: string }

/** The one write of a thread: every record answers the one before and names the first. The same on every attempt. */
export async function composeThread(
  repo: string,
  publication: Pick<Publication, 'recordKey' | 'createdAt'>,
  records: readonly AppBskyFeedPost.Record[],
): Promise<Write[]> {
  // Loaded when the first thread goes out.
  const { cidForLex } = await import('@atproto/lex-cbor')
  const writes: Write[] = []
  let root: Reference | undefined
  let parent: Reference | undefined
  for (const [index, record] of records.entries()) {
    const rkey = index === 0 ? publication.recordKey : furtherRecordKey(publication.recordKey, index)
    // Readers sort by this time, so no two may be equal.
    const createdAt = new Date(Date.parse(publication.createdAt) + index).toISOString()
    const value = {
      ...record,
      createdAt: index === 0 ? record.createdAt : createdAt,
      ...(root === undefined || parent === undefined ? {} : { reply: { root, parent } }),
    }
    const own = { uri: postUri(repo, rkey), cid: (await cidForLex(toLex(value))).toString() }
    root ??= own
    parent = own
    writes.push({ $type: 'com.atproto.repo.applyWrites#create', collection, rkey, value })
  }
  return writes
}

/** The record in plain values, as it is hashed. */
export function toLex(value: unknown): LexValue {
  if (value instanceof BlobRef) {
    const { ref, mimeType, size } = value
    return { $type: 'blob', ref, mimeType, size } as unknown as LexValue
  }
  if (Array.isArray(value)) return value.map(toLex)
  if (typeof value !== 'object' || value === null) return value as LexValue
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return Object.fromEntries(entries.map(([key, inner]) => [key, toLex(inner)]))
}
