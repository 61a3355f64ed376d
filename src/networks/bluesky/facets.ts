import type { AppBskyRichtextFacet } from '@atproto/api'
import twitterText from 'twitter-text'

type Facet = AppBskyRichtextFacet.Main

const encoder = new TextEncoder()
const byteLength = (text: string): number => encoder.encode(text).length
// The protocol's library strips one ASCII mark only; a comma of Arabic or a full stop of Chinese would stay in the link.
const trailingMarks = /(?:(?![/&#%*@\\])[\p{Po}\p{Pf}\p{Pi}」』】》〉])+$/u

/**
 * Where a text can be clicked: links, tags and mentions, in UTF-8 bytes with exclusive ends (docs.bsky.app
 * advanced-guides/post-richtext, read 2026-11-24). `resolve` answers the DID of a handle; `undefined` leaves the mention
 * as plain text.
 * @throws what `resolve` throws.
 */
export async function findFacets(
  text: string,
  resolve: (handle: string) => Promise<string | undefined>,
): Promise<Facet[]> {
  const { RichText } = await import('@atproto/api')
  const rich = new RichText({ text })
  rich.detectFacetsWithoutResolution()
  const found = (rich.facets ?? []).map((facet) => trimLink(facet))
  const facets: Facet[] = []
  for (const facet of [...found, ...linksAmidText(text, found)]) {
    const resolved = await resolveMention(facet, resolve)
    if (resolved !== undefined) facets.push(resolved)
  }
  return facets.sort((a, b) => a.index.byteStart - b.index.byteStart)
}

async function resolveMention(
  facet: Facet,
  resolve: (handle: string) => Promise<string | undefined>,
): Promise<Facet | undefined> {
  const feature = facet.features[0]
  if (feature?.$type !== 'app.bsky.richtext.facet#mention' || !('did' in feature)) return facet
  const did = await resolve(String(feature.did).toLowerCase())
  if (did === undefined) return undefined
  return { ...facet, features: [{ $type: 'app.bsky.richtext.facet#mention', did }] }
}

function trimLink(facet: Facet): Facet {
  const feature = facet.features[0]
  if (feature?.$type !== 'app.bsky.richtext.facet#link' || !('uri' in feature)) return facet
  const uri = String(feature.uri)
  const trimmed = trimUri(uri)
  const { byteStart, byteEnd } = facet.index
  return {
    ...facet,
    index: { byteStart, byteEnd: byteEnd - byteLength(uri) + byteLength(trimmed) },
    features: [{ $type: 'app.bsky.richtext.facet#link', uri: trimmed }],
  }
}

/** Without marks of the sentence at its end; a closing bracket stays if it was opened inside. */
function trimUri(uri: string): string {
  const trimmed = uri.replace(trailingMarks, '')
  const isUnopened = trimmed.endsWith(')') && trimmed.split(')').length > trimmed.split('(').length
  const shorter = isUnopened ? trimmed.slice(0, -1) : trimmed
  return shorter === uri ? uri : trimUri(shorter)
}

/** Links that follow a letter without a space, as in Chinese, Japanese and Thai; only with a scheme, so nothing is guessed. */
function linksAmidText(text: string, known: readonly Facet[]): Facet[] {
  return twitterText.extractUrlsWithIndices(text, { extractUrlsWithoutProtocol: false }).flatMap(({ url, indices }) => {
    const byteStart = byteLength(text.slice(0, indices[0]))
    const byteEnd = byteStart + byteLength(url)
    if (known.some(({ index }) => index.byteStart < byteEnd && byteStart < index.byteEnd)) return []
    return [{ index: { byteStart, byteEnd }, features: [{ $type: 'app.bsky.richtext.facet#link' as const, uri: url }] }]
  })
}
