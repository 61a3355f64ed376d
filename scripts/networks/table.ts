import type { PlatformProfile } from '../../src/contract/platform-profile.ts'
import { createNetworks } from '../../src/networks/index.ts'
import type { Network } from '../../src/networks/network.ts'

/** Tests that passed and failed, by `network: part`. */
export type SuiteResults = ReadonlyMap<string, { readonly passed: number; readonly failed: number }>

/** What each connector was held against. Whoever is not named here was tried against a fake alone, from written pages. */
const checkedAgainst: Readonly<Record<string, string>> = {
  bluesky: 'its own server software on loopback (@atproto/dev-env 0.6.7), and a fake; never bsky.social',
  mastodon: 'hanya tiruan; every call and answer held against the API description 4.7.0',
  x: 'hanya tiruan; every call and answer held against the API description 2.167',
  telegram: 'hanya tiruan; every call and answer held against the Bot API description 10.1',
}

type Part = {
  readonly head: string
  has(network: Network, profile: PlatformProfile): boolean
  /** Names of the suite's parts. */
  readonly suite: readonly string[]
}

const parts: readonly Part[] = [
  { head: 'publishes', has: (n) => n.publisher !== undefined, suite: ['publishing', 'limits of content'] },
  { head: 'films', has: (_, { video }) => video !== undefined && video.connected !== false, suite: ['films'] },
  { head: 'after a doubt', has: (n) => n.publisher !== undefined, suite: ['after doubt'] },
  { head: 'reads back', has: (n) => n.reader !== undefined, suite: ['reading back'] },
  { head: 'deletions', has: (n) => n.reader !== undefined, suite: ['deletions'] },
  { head: 'numbers', has: (n) => n.metrics !== undefined, suite: ['numbers'] },
  { head: 'what others write', has: (n) => n.inbox !== undefined, suite: ['what others write'] },
  { head: 'audience', has: (n) => n.audience !== undefined, suite: ['audience'] },
  {
    head: 'connecting',
    has: (n) => n.auth !== undefined,
    suite: ['connecting', 'grants', 'tokens that run out'],
  },
]

export function connectedNetworks(profiles: readonly PlatformProfile[]) {
  const networks = createNetworks({ fetch, now: () => new Date(), timeoutMs: 30_000 }, profiles)
  return profiles.flatMap((profile) => {
    const network = networks.get(profile.code)
    return network?.publisher === undefined ? [] : [{ profile, network }]
  })
}

/** The tables of docs/NETWORKS.md in Markdown. */
export function writeTables(profiles: readonly PlatformProfile[], results: SuiteResults): string {
  const connected = connectedNetworks(profiles)
  const works = connected.map(({ profile, network }) => [
    profile.name,
    ...parts.map(({ has, suite }) => (has(network, profile) ? cellOf(profile.code, suite, results, network) : '–')),
    checkedAgainst[profile.code] ?? 'hanya tiruan, from the pages each file names with their dates',
  ])
  const asks = connected.map(({ profile, network }) => [
    profile.name,
    connectsBy(network),
    limitsOf(profile, network),
    profile.access?.apply ?? '',
    profile.access?.cost ?? '',
  ])
  const byHand = profiles.filter(({ code }) => !connected.some(({ profile }) => profile.code === code))
  const hand = byHand.map((profile) => [
    profile.name,
    editorOf(profile),
    contentOf(profile),
    profile.byHand?.notes ?? '',
    profile.byHand?.api ?? '',
    unsureOf(profile),
  ])
  return [
    table(['network', ...parts.map(({ head }) => head), 'checked against'], works),
    table(['network', 'connects by', 'limits kept to', 'what a ministry applies for', 'cost'], asks),
    table(
      ['by hand', 'editor opens', 'limits', 'for whoever publishes', 'by a programme', 'from memory, check first'],
      hand,
    ),
  ].join('\n\n')
}

function cellOf(code: string, suite: readonly string[], results: SuiteResults, network: Network): string {
  const found = suite.map((part) => results.get(`${code}: ${part}`)).filter((one) => one !== undefined)
  const passed = found.reduce((sum, one) => sum + one.passed, 0)
  const failed = found.reduce((sum, one) => sum + one.failed, 0)
  if (passed + failed === 0) return 'not told'
  const way = suite.includes('after doubt') ? ` ${doubtOf(network)}` : ''
  return `${failed === 0 ? '✓' : `✗ ${failed} of`} ${passed + failed}${way}`
}

function doubtOf({ publisher }: Network): string {
  if (publisher?.lookUp === undefined) return '(a person decides)'
  if (publisher.nativeIdempotency)
    return publisher.idempotencyMs === undefined
      ? '(own key)'
      : `(key for ${publisher.idempotencyMs / 3_600_000} h, then content)`
  if (publisher.poll !== undefined) return '(ticket, then content)'
  return '(content)'
}

function connectsBy({ auth }: Network): string {
  if (auth?.oauth?.begin !== undefined && auth.connect !== undefined) return 'OAuth 2.1 (pushed, DPoP), or app password'
  if (auth?.oauth?.register !== undefined) return 'OAuth 2 with PKCE, registers itself'
  if (auth?.oauth !== undefined) return 'OAuth 2, the ministry’s registration'
  return auth?.secretKind === 'bot_token' ? 'bot token' : 'app password'
}

function limitsOf(profile: PlatformProfile, { limits }: Network): string {
  const { count, windowMs } = limits.publications
  return `${contentOf(profile)}; ${count} posts in ${windowMs / 60_000} min and account`
}

function contentOf({ text, title, images, video, hashtagsMax, linksMax }: PlatformProfile): string {
  const words = text.max === null ? 'text without a known limit' : `${text.max} ${text.unit}`
  return [
    title === undefined || title.max === null ? undefined : `title ${title.max}`,
    text.secondLimit === undefined ? words : `${words} and ${text.secondLimit.max} ${text.secondLimit.unit}`,
    text.maxWithMedia === undefined ? undefined : `${text.maxWithMedia} under pictures and films`,
    images.max === 0
      ? 'no pictures'
      : `${images.max} pictures${images.maxBytes === null ? '' : ` of ${images.maxBytes / 1e6} MB`}`,
    images.altText ? undefined : 'keeps no text alternative',
    video?.maxBytes ? `film up to ${video.maxBytes / 1e6} MB` : undefined,
    hashtagsMax === undefined ? undefined : `${hashtagsMax} hashtags`,
    linksMax === undefined ? undefined : `${linksMax} links`,
  ]
    .filter((part) => part !== undefined)
    .join(', ')
}

function editorOf({ composeUrl = '' }: PlatformProfile): string {
  if (composeUrl === '') return 'the app; no link'
  const filled = ['text', 'url'].filter((part) => composeUrl.includes(`{${part}}`))
  return `${new URL(composeUrl.replaceAll(/[{}]/g, '')).host}${filled.length === 0 ? '' : `, with ${filled.join(' and ')}`}`
}

const unsureOf = ({ unconfirmed = [] }: PlatformProfile): string =>
  unconfirmed.length === 0 ? '–' : unconfirmed.join(', ')

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
