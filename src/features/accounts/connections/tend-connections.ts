import type { Log } from '../../../platform/log.ts'
import { askNetwork } from './connect-account.ts'
import type { ConnectionDeps } from './deps.ts'
import { noteRenewal } from './store.ts'

type Deps = Pick<ConnectionDeps, 'db' | 'now' | 'secrets' | 'networks' | 'timeoutMs'> & { readonly log: Log }

/**
 * Asks networks about connections that are due, at most `limit` of them, one after another. Claims each by moving its due
 * time on first, so that two workers do not ask twice. Answers how many it asked.
 */
export async function tendConnections(
  deps: Deps,
  limit: number,
  isStopped: () => boolean = () => false,
): Promise<number> {
  const asking = [...deps.networks.values()].filter((network) => network.auth?.renew).map((network) => network.code)
  let asked = 0
  while (asking.length > 0 && asked < limit && !isStopped()) {
    const claimed = await claimDue(deps, asking)
    if (!claimed) break
    asked++
    try {
      await askNetwork(deps, claimed.id, claimed.network)
    } catch (error) {
      // A connector that throws says nothing about the connection: it stays, and is asked again.
      deps.log.error({ err: error, accountId: claimed.id }, 'a connection could not be asked about')
      await noteRenewal(deps, claimed.id, { kind: 'later', why: 'network', detail: 'no answer' })
    }
  }
  return asked
}

async function claimDue(deps: Deps, networks: readonly string[]) {
  const now = deps.now()
  return deps.db
    .updateTable('account')
    .set({ connectionCheckDueAt: new Date(now.getTime() + 15 * 60_000) })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('account')
        .select('id')
        .where('connectionState', '<>', 'none')
        .where('network', 'in', [...networks])
        .where((or) => or.or([or('connectionCheckDueAt', 'is', null), or('connectionCheckDueAt', '<=', now)]))
        .orderBy('connectionCheckDueAt')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'network'])
    .executeTakeFirst()
}
