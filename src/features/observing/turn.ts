import type { Connection, Network, ReaderPart } from '../../networks/network.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { Budget } from './budget.ts'
import type { ClaimedAccount } from './observation-store.ts'

export type ObserveDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly networks: ReadonlyMap<string, Network>
  /** Opens the connection of an account; undefined where none is kept. */
  openConnection(accountId: string): Promise<Connection | undefined>
  /** Told in the posts' transaction which posts appeared, changed or vanished; makes messages of them. */
  onPosts(tx: Tx, now: Date, postIds: readonly string[]): Promise<void>
}

/** One account's turn to be read: its parts share a budget of calls and one instant. */
export type Turn = {
  readonly deps: ObserveDeps
  readonly account: ClaimedAccount
  readonly network: Network
  readonly reader: ReaderPart
  readonly connection: Connection
  readonly budget: Budget
  readonly startedAt: Date
  /** Cuts one call off after the network's time. */
  signal(): AbortSignal
}
