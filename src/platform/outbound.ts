import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { Agent } from 'undici'

const inner = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  // Unspecified, loopback, and the old form of an IPv4 address.
  ['::', 96],
  // Roads to IPv4 addresses: translators, 6to4, Teredo.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['100::', 64],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const)
  inner.addSubnet(network, bits, 'ipv6')

const isInner = (address: string): boolean => inner.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

export type OutboundSettings = {
  /** Hosts on private addresses that may be called, as `host` or `host:port`. */
  readonly allowedPrivateHosts: readonly string[]
  /** How names become addresses. Default: the system's resolver. */
  readonly lookup?: LookupFunction
}

/**
 * A `fetch` for calls to networks: refuses addresses inside one's own network (unless their host is named in
 * `allowedPrivateHosts`), addresses that are not http(s), and redirects, which could lead there. A name is looked up once,
 * and the line goes to the very address that was checked: an answer that changes in between gains nothing.
 * The refusal is a TypeError before anything is sent; it or its cause has the code `ERR_OUTBOUND_REFUSED`.
 */
export function createOutboundFetch(settings: OutboundSettings): typeof fetch {
  const resolve = settings.lookup ?? lookup
  let agents: Promise<{ guarded: Agent; open: Agent }> | undefined
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refusal(`not a web address: ${url.protocol}`)
    const isNamed = settings.allowedPrivateHosts.some((host) => host === url.host || host === url.hostname)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // An address written out is never looked up.
    if (!isNamed && isIP(host) !== 0 && isInner(host)) throw refusal(insideWords(host))
    agents ??= openAgents(resolve)
    const dispatcher = (await agents)[isNamed ? 'open' : 'guarded']
    // The types of `fetch` know another copy of the library.
    return fetch(input, { ...init, redirect: 'error', dispatcher } as unknown as RequestInit)
  }
}

/** Loaded with the first call: a start that reaches nobody does not pay for it. */
async function openAgents(resolve: LookupFunction): Promise<{ guarded: Agent; open: Agent }> {
  const { Agent: OwnAgent } = await import('undici')
  return {
    guarded: new OwnAgent({ connect: { lookup: outerOnly(resolve) } }),
    open: new OwnAgent({ connect: { lookup: resolve } }),
  }
}

/** One inner address among those of a name refuses the name: nobody mixes them by accident. */
function outerOnly(resolve: LookupFunction): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0)
      const addresses = (typeof found === 'string' ? [] : found).filter(({ address }) => isIP(address) !== 0)
      const first = addresses[0]
      if (first === undefined || addresses.some(({ address }) => isInner(address)))
        return done(refusal(insideWords(host)), '', 0)
      if (options.all === true) return done(null, addresses)
      return done(null, first.address, first.family)
    })
  }
}

const insideWords = (host: string): string => `${host} is an address inside a private network`

function refusal(words: string): TypeError & { code: string } {
  return Object.assign(new TypeError(words), { code: 'ERR_OUTBOUND_REFUSED' })
}
