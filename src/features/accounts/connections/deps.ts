import type { Network } from '../../../networks/network.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { SecretBox } from '../../../platform/secrets.ts'

export type ConnectionDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly secrets: SecretBox
  readonly networks: ReadonlyMap<string, Network>
  /** How long connecting may take, in milliseconds. */
  readonly timeoutMs: number
  /** A sample installation connects to no network. */
  readonly isSample: () => Promise<boolean>
}

export type ConsentDeps = ConnectionDeps & {
  /** Public address without trailing slash: where people come back to after consent. */
  readonly url: string
}

/** Where networks send people back to; entered as it stands in their developer pages. */
export const redirectUriOf = (deps: Pick<ConsentDeps, 'url'>): string => `${deps.url}/sambungan/kembali`
