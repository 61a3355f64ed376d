import type { PlatformProfile } from '../contract/platform-profile.ts'
import { type Page, pageKey, readPage } from './canonical-page.ts'
import { type Handle, opaqueHandle, readHandle } from './handle.ts'

/** What a pasted link points to. */
export type NetworkUrl = {
  /** Code of the network. */
  readonly network: string
  /** `short`: a shortened link; what it points to cannot be known without opening it, so ask for the full link. */
  readonly kind: 'profile' | 'post' | 'short'
  /** Absent where the link does not say whose it is (youtube.com/watch, instagram.com/p, x.com/i/status). */
  readonly handle?: Handle
  /** The network's id of the post as the link tells it (Bluesky: the record key). */
  readonly postId?: string
  /** The link in its canonical form. */
  readonly url: string
}

/**
 * Recognises links to profiles and posts of all networks in `profiles`. Networks with hosts of their own are asked
 * first, those that may live anywhere (Mastodon, website) after them, in the order of the list. `null` = no web
 * address, or a page of a known network that is neither profile nor post.
 */
export function parseNetworkUrl(raw: string, profiles: readonly PlatformProfile[]): NetworkUrl | null {
  const page = readPage(raw, new Set(profiles.flatMap((profile) => profile.hosts)))
  if (page === null) return null
  const owners = profiles.filter((profile) => profile.hosts.includes(page.host))
  const candidates = owners.length > 0 ? owners : profiles.filter((profile) => profile.hosts.length === 0)
  for (const profile of candidates) {
    const found = matchProfile(profile, page)
    if (found !== null) return found
  }
  return null
}

/**
 * Brings what a person typed for an account to one form: `@Kemlu_RI`, `Kemlu_RI`, `https://x.com/kemlu_ri?s=20` have
 * one key. `null` = cannot be an account there.
 */
export function normalizeHandle(profile: PlatformProfile, raw: string): Handle | null {
  const parsed = parseNetworkUrl(raw, [profile])
  if (parsed?.handle !== undefined) return parsed.handle
  return /[/\s]/.test(raw.trim().replace(/\/$/, '')) ? null : readHandle(profile, raw)
}

function matchProfile(profile: PlatformProfile, page: Page): NetworkUrl | null {
  const key = pageKey(page, profile.queryKeys ?? [])
  for (const source of profile.urlPatterns) {
    const groups = new RegExp(`^(?:${source})$`, 'iu').exec(key)?.groups
    const found = groups === undefined ? null : toNetworkUrl(profile, key, groups)
    if (found !== null) return found
  }
  return null
}

function toNetworkUrl(
  profile: PlatformProfile,
  key: string,
  groups: Readonly<Record<string, string | undefined>>,
): NetworkUrl | null {
  const handle = handleIn(profile, groups)
  if (handle === null) return null
  const kind = groups.short !== undefined ? 'short' : groups.post !== undefined ? 'post' : 'profile'
  const parts =
    handle?.opaque === true
      ? { account: handle.shown, post: groups.post }
      : { handle: handle?.shown, post: groups.post }
  const templates = kind === 'profile' ? profile.profileUrls : kind === 'post' ? profile.postUrls : []
  return {
    network: profile.code,
    kind,
    ...(handle === undefined ? {} : { handle }),
    ...(groups.post === undefined ? {} : { postId: groups.post }),
    url: fillTemplates(templates, parts) ?? `https://${key}`,
  }
}

function handleIn(
  profile: PlatformProfile,
  groups: Readonly<Record<string, string | undefined>>,
): Handle | undefined | null {
  if (groups.account !== undefined) return opaqueHandle(groups.account)
  if (groups.handle === undefined) return undefined
  return readHandle(profile, groups.host === undefined ? groups.handle : `${groups.handle}@${groups.host}`)
}

/** The first template all of whose parts are known. `{user}` and `{host}` are the halves of a handle with @ inside. */
function fillTemplates(
  templates: readonly string[],
  parts: {
    readonly handle?: string | undefined
    readonly account?: string | undefined
    readonly post?: string | undefined
  },
): string | undefined {
  const [user, host] = parts.handle?.split('@') ?? []
  const known: Readonly<Record<string, string | undefined>> = { ...parts, user, host }
  const fitting = templates.find((template) => namesIn(template).every((name) => known[name] !== undefined))
  return fitting?.replace(/\{(\w+)\}/g, (_, name: string) => encodeURI(known[name] ?? ''))
}

/**
 * The link that opens a network's own editor with text and link filled in. `handle`: of the account that will post,
 * needed where the editor lives on its server (Mastodon). `undefined` where there is no such link.
 */
export function composeLink(
  profile: PlatformProfile,
  content: { readonly text: string; readonly url?: string; readonly handle?: string },
): string | undefined {
  const host = content.handle?.split('@')[1]
  if (profile.composeUrl === undefined || (profile.composeUrl.includes('{host}') && host === undefined))
    return undefined
  return profile.composeUrl
    .replace('{host}', () => host ?? '')
    .replace('{text}', () => encodeURIComponent(content.text))
    .replace('{url}', () => encodeURIComponent(content.url ?? ''))
}

function namesIn(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
}
