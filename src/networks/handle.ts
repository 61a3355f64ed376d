import type { PlatformProfile } from '../contract/platform-profile.ts'
import { stripInvisible } from './canonical-page.ts'

export type Handle = {
  /** As people write it, without @. */
  readonly shown: string
  /** Two handles are the same account exactly when their keys are equal. */
  readonly key: string
  /** The network's own id of the account (YouTube UC…, Bluesky did:…) rather than a name; compared letter by letter. */
  readonly opaque: boolean
}

/** Reads a handle or id as it stands in a link, a file or a form; `null` = cannot be one there. */
export function readHandle(profile: Pick<PlatformProfile, 'handle'>, raw: string): Handle | null {
  const rules = profile.handle
  // NFKC: a full-width ＠ or Ｋ from an East Asian keyboard is meant as the plain one.
  const bare = stripInvisible(raw).normalize('NFKC').replace(/^@/, '').replace(/\/$/, '')
  if (rules.idPattern !== undefined && new RegExp(`^(?:${rules.idPattern})$`, 'u').test(bare)) return opaqueHandle(bare)
  const shown = rules.defaultDomain !== undefined && !bare.includes('.') ? `${bare}.${rules.defaultDomain}` : bare
  if (bare === '' || !new RegExp(`^(?:${rules.pattern})$`, 'iu').test(shown)) return null
  const folded = rules.caseSensitive ? shown : shown.toLowerCase()
  const key = [...folded].filter((character) => !(rules.ignores ?? '').includes(character)).join('')
  return (rules.reserved ?? []).includes(folded) ? null : { shown, key, opaque: false }
}

/** The handle of an account that is known by its id only. */
export function opaqueHandle(id: string): Handle {
  return { shown: id, key: id, opaque: true }
}
