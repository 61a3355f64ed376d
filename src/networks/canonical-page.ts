/** A page address stripped of everything that differs between two people who copy the same link. */
export type Page = {
  /** Lower case, without www. or m.; with a port only where one was given. */
  readonly host: string
  /** Percent-decoded, without a slash at the end; '' for the front page. */
  readonly path: string
  readonly query: URLSearchParams
}

const maxUrlLength = 4096
// Spellings of one site: desktop, mobile, light, and by language or country (id-id.facebook.com, id.linkedin.com).
const siteVariants = /^(?:www|m|mobile|web|touch|mbasic|[a-z]{2}|[a-z]{2}-[a-z]{2})\./
const wwwOrMobile = /^(?:www|m|mobile)\./
const tracking = /^(?:utm_\w+|fbclid|gclid|igsh|igshid|mibextid)$/i

/**
 * Reads what a person pasted: with or without scheme, with invisible characters from a chat. `knownHosts` are the hosts
 * of all networks. `null` = not a web address; a bare word such as `KBRI.Manila` is none.
 */
export function readPage(raw: string, knownHosts: ReadonlySet<string>): Page | null {
  const text = stripInvisible(raw)
  if (text === '' || text.length > maxUrlLength || /\s/.test(text)) return null
  if (text.startsWith('at://')) return { host: 'at:', path: text.slice('at:/'.length), query: new URLSearchParams() }
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const url = URL.parse(hasScheme ? text : `https://${text}`)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null
  const host = siteOf(url.host.replace(/\.$/, ''), knownHosts)
  const looksLikeAddress = hasScheme || knownHosts.has(host) || /^www\./i.test(text) || /^[^/@]+\.[^/@]+\/./.test(text)
  return looksLikeAddress && host.includes('.')
    ? { host, path: decodePath(url.pathname), query: url.searchParams }
    : null
}

/** `host/path?kept=…` with only the named parameters, in that order; `'*'` keeps all but the tracking ones. */
export function pageKey(page: Page, queryKeys: readonly string[]): string {
  const kept = queryKeys.includes('*')
    ? [...page.query].filter(([name]) => !tracking.test(name))
    : queryKeys.flatMap((name) =>
        page.query
          .getAll(name)
          .slice(0, 1)
          .map((value): [string, string] => [name, value]),
      )
  const query = kept.map(([name, value]) => `${name}=${value}`).join('&')
  return `${page.host}${page.path}${query === '' ? '' : `?${query}`}`
}

/** Without characters that cannot be seen (zero width, direction marks, soft hyphen) and without space around. */
export function stripInvisible(text: string): string {
  return text.replace(/\p{Cf}/gu, '').trim()
}

function siteOf(host: string, knownHosts: ReadonlySet<string>): string {
  let site = host
  while (!knownHosts.has(site) && siteVariants.test(site)) {
    const shorter = site.replace(siteVariants, '')
    // Only a site we know is cut by language: id.example.org and example.org may be two sites.
    if (!knownHosts.has(shorter) && !siteVariants.test(shorter)) return host.replace(wwwOrMobile, '')
    site = shorter
  }
  return site
}

function decodePath(pathname: string): string {
  const segments = pathname.split('/').filter((segment) => segment !== '')
  return segments.map((segment) => `/${decodeSegment(segment)}`).join('')
}

function decodeSegment(segment: string): string {
  try {
    const decoded = decodeURIComponent(segment)
    return /[/?#]/.test(decoded) ? segment : decoded
  } catch {
    return segment
  }
}
