import type { Network } from '../../networks/network.ts'
import { AppError } from '../../platform/errors.ts'
import type { LockedDelivery } from './store.ts'

/** What reading a pasted link tells; the shape of `parseNetworkUrl` in the networks' face. */
export type PastedLink = {
  readonly network: string
  readonly kind: 'profile' | 'post' | 'short'
  readonly handle?: { readonly shown: string; readonly key: string; readonly opaque: boolean }
  readonly postId?: string
  readonly url: string
}

export type LinkDeps = {
  readonly networks: ReadonlyMap<string, Network>
  /** Null = no link to anything the house knows. */
  parseNetworkUrl(url: string): PastedLink | null
}

/**
 * The post that a pasted link names, checked against the delivery's account. Where the link does not say whose post it
 * is (instagram.com/p/…), the network alone is checked.
 * @throws AppError invalid naming what does not fit.
 */
export function readPastedLink(
  deps: LinkDeps,
  delivery: Pick<LockedDelivery, 'network' | 'handle' | 'handleKey' | 'remoteAccountId'>,
  pasted: string,
): { readonly remoteId: string; readonly url: string } {
  const link = deps.parseNetworkUrl(pasted)
  if (!link) throw new AppError('invalid', 'delivery.link_unreadable', { network: delivery.network })
  if (link.network !== delivery.network)
    throw new AppError('invalid', 'delivery.link_other_network', { network: delivery.network, found: link.network })
  if (link.kind === 'short') throw new AppError('invalid', 'delivery.link_short')
  if (link.kind === 'profile' || !link.postId) throw new AppError('invalid', 'delivery.link_profile')
  if (link.handle && !isOfAccount(link.handle, delivery))
    throw new AppError('invalid', 'delivery.link_other_account', { handle: delivery.handle, found: link.handle.shown })
  const remoteId = deps.networks.get(delivery.network)?.parsePostUrl(link.url)?.remoteId ?? link.postId
  return { remoteId, url: link.url }
}

function isOfAccount(
  handle: { readonly key: string; readonly opaque: boolean },
  account: { readonly handleKey: string; readonly remoteAccountId: string | null },
): boolean {
  if (handle.key === account.handleKey) return true
  return handle.opaque && (account.remoteAccountId === null || handle.key === account.remoteAccountId)
}
