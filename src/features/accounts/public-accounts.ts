import type { AccountAnswer } from '../../contract/accounts.ts'
import type { Db } from '../../platform/database/database.ts'
import { type Scope, shortNameOf } from '../missions/index.ts'
import { isInUse } from './model.ts'
import { listRegisteredHandles } from './store.ts'

export type PublicAccount = {
  readonly network: string
  readonly handle: string
  readonly url: string
  readonly missionId: string
  readonly missionName: string
  /** As Cek Akun Resmi would answer; only what a mission verified is ever `official`. */
  readonly state: AccountAnswer['answer']
}

/** Accounts that anybody may list, by mission, network and handle; closed ones are left out. */
export async function listPublicAccounts(db: Db, scope: Scope): Promise<PublicAccount[]> {
  const rows = await listRegisteredHandles(db, scope)
  return rows
    .filter((row) => row.status !== 'closed' && row.status !== 'archived')
    .map(({ network, handle, url, missionId, status, verified, ...mission }) => ({
      network,
      handle,
      url,
      missionId,
      missionName: shortNameOf(mission),
      state: stateOf(status, verified),
    }))
    .sort(
      (a, b) =>
        a.missionName.localeCompare(b.missionName, 'id') ||
        a.network.localeCompare(b.network) ||
        a.handle.localeCompare(b.handle),
    )
}

function stateOf(status: Parameters<typeof isInUse>[0], verified: boolean): AccountAnswer['answer'] {
  if (status === 'taken_over' || status === 'suspended') return 'in_trouble'
  return verified && isInUse(status) ? 'official' : 'recorded_unverified'
}
