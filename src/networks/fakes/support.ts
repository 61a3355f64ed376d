import type { Network } from '../network.ts'
import { loadPlatformProfiles } from '../profiles.ts'
import { createNetworks } from '../registry.ts'
import type { WireCheck } from './check-wire.ts'
import type { FakeAnswer, FakeCall } from './fake-server.ts'

const profiles = loadPlatformProfiles(new URL('../../../data/platforms.json', import.meta.url))

/**
 * The connector of a network, made as main makes it. `hosts`: calls to these origins go to a fake instead, so that a
 * connector whose address is fixed is tried with its own.
 */
export function networkFor(
  code: string,
  settings: {
    readonly timeoutMs: number
    readonly hosts?: Readonly<Record<string, string>>
    readonly now?: () => Date
  },
): Network {
  const { timeoutMs, hosts = {}, now = () => new Date() } = settings
  const rerouted: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const target = hosts[url.origin]
    return fetch(target === undefined ? url : new URL(`${url.pathname}${url.search}`, target), init)
  }
  const network = createNetworks({ fetch: rerouted, now, timeoutMs }, profiles).get(code)
  if (network === undefined) throw new Error(`no profile ${code}`)
  return network
}

/** Collects what exchanges do not keep to. They are looked at when asked for: no test's clock pays for it. */
export function createWireLog(check: WireCheck) {
  const exchanges: { readonly call: FakeCall; readonly answer: FakeAnswer }[] = []
  return {
    onExchange: (call: FakeCall, answer: FakeAnswer): void => void exchanges.push({ call, answer }),
    faults: async (): Promise<readonly string[]> =>
      (await Promise.all(exchanges.map(({ call, answer }) => check(call, answer)))).flat(),
  }
}
