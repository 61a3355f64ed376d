import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

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
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(network, bits, 'ipv6')

/**
 * A `fetch` for calls to networks: refuses addresses inside one's own network (unless their host is named in
 * `allowedPrivateHosts`, as `host` or `host:port`), addresses that are not http(s), and redirects, which could lead there.
 * The refusal is a TypeError before anything is sent, with a code that says so.
 */
export function createOutboundFetch(settings: { readonly allowedPrivateHosts: readonly string[] }): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refusal(`not a web address: ${url.protocol}`)
    const named = settings.allowedPrivateHosts.some((host) => host === url.host || host === url.hostname)
    if (!named) await refuseInner(url.hostname.replace(/^\[|\]$/g, ''))
    return fetch(input, { ...init, redirect: 'error' })
  }
}

async function refuseInner(host: string): Promise<void> {
  const addresses = isIP(host) ? [{ address: host, family: isIP(host) }] : await lookup(host, { all: true })
  for (const { address, family } of addresses) {
    const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
    const isInner = mapped ? inner.check(mapped, 'ipv4') : inner.check(address, family === 6 ? 'ipv6' : 'ipv4')
    if (isInner) throw refusal(`${host} is an address inside a private network`)
  }
}

function refusal(words: string): TypeError {
  return Object.assign(new TypeError(words), { code: 'ERR_OUTBOUND_REFUSED' })
}
