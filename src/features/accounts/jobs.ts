import { startLoop } from '../../jobs/start-loop.ts'
import type { Network } from '../../networks/network.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Log } from '../../platform/log.ts'
import type { SecretBox } from '../../platform/secrets.ts'
import { tendConnections } from './connections/tend-connections.ts'
import { openDueHandovers } from './custody/open-handovers.ts'

const everyMs = 300_000
/** At most so many networks are asked in one round, so that a full register is spread over the day. */
const perRound = 50

type Deps = {
  readonly db: Db
  readonly now: () => Date
  readonly homeZone: string
  readonly log: Log
  readonly secrets: SecretBox
  readonly networks: ReadonlyMap<string, Network>
  readonly timeoutMs: number
  /** A sample asks no network. Asked each time: it may end while this process runs. */
  readonly isSample: () => Promise<boolean>
}

/** Renews and checks connections that are due, opens handovers that are due, clears consent that ran out. */
export function startAccountUpkeep(deps: Deps): { stop(): Promise<void> } {
  return startLoop({ everyMs, log: deps.log, failure: 'account upkeep failed' }, async (isStopped) => {
    await openDueHandovers(deps)
    await deps.db.deleteFrom('consent').where('expiresAt', '<=', deps.now()).execute()
    if (!(await deps.isSample())) await tendConnections(deps, perRound, isStopped)
  })
}
