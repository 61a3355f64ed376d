import type { Tx } from '../../platform/database/database.ts'

/** What recalls need of the rooms above, handed in by main. */
export type RecallPorts = {
  /** Holds what is surely not out of these items; answers by item what it found. Nothing of them starts after the commit. */
  holdItems(
    tx: Tx,
    itemIds: readonly string[],
    why: { readonly reason: string; readonly by: string | null },
    now: Date,
  ): Promise<ReadonlyMap<string, { readonly holdId: string | null; readonly held: number; readonly out: number }>>
  liftHolds(tx: Tx, holdIds: readonly string[], by: string | null, now: Date): Promise<void>
}
