import type { Db, Tx } from '../../../platform/database/database.ts'
import type { Scope } from '../../missions/index.ts'
import type { Playbooks } from './playbook.ts'

/** What a takeover needs of rooms that stand to the right, handed in by main. */
export type TakeoverPorts = {
  /** Holds everything of the account; posts since then are not ours. @returns the hold. */
  holdAccount(
    tx: Tx,
    hold: { readonly accountId: string; readonly since: Date; readonly reason: string; readonly by: string | null },
    now: Date,
  ): Promise<string>
  releaseAccount(tx: Tx, holdId: string, by: string | null, now: Date): Promise<void>
  /** Looks again at what the account published since then, now that it is not ours. */
  excludeSince(tx: Tx, accountId: string, since: Date, now: Date): Promise<void>
  /** Warns on the mission's other accounts. @throws AppError forbidden for whoever may not publish emergencies. */
  warnElsewhere(
    tx: Tx,
    scope: Scope,
    about: {
      readonly takeoverId: string
      readonly accountId: string
      readonly missionId: string
      readonly network: string
      readonly handle: string
    },
    now: Date,
  ): Promise<void>
  /** Writes the public pages with their warnings, after the act has been committed. */
  writePages(): Promise<void>
}

export type TakeoverDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly playbooks: Playbooks
  readonly takeovers: TakeoverPorts
}
