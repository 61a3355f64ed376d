import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { listPlatforms } from '../accounts/index.ts'
import { findEmergencyCapacity } from '../approvals/index.ts'
import { findMission, type Scope } from '../missions/index.ts'
import { announce } from './announce.ts'
import type { AlertText } from './model.ts'
import { warningMark } from './words.ts'

export type LostAccount = {
  readonly takeoverId: string
  readonly accountId: string
  readonly missionId: string
  readonly network: string
  readonly handle: string
}

/**
 * Warns on a mission's other accounts that one of them is in foreign hands (ACC-09), before everything else.
 * @throws AppError `alert.publish_not_yours` for whoever may not publish emergencies, `takeover.no_other_account`.
 */
export async function warnOfAccount(
  deps: { readonly url: string },
  tx: Tx,
  scope: Scope,
  lost: LostAccount,
  now: Date,
): Promise<void> {
  const { takeoverId, accountId, missionId, network, handle } = lost
  const mission = await findMission(tx, scope, missionId)
  const capacity = await findEmergencyCapacity(tx, scope, missionId, now)
  if (!mission || scope.kind !== 'person' || capacity === undefined)
    throw new AppError('forbidden', 'alert.publish_not_yours')
  const platform = (await listPlatforms(tx)).find((known) => known.code === network)
  const itemId = await announce(
    tx,
    scope,
    {
      mission,
      texts: wordsOf(handle, platform?.name ?? network),
      mark: warningMark,
      areas: [],
      hotline: '',
      url: `${deps.url}/cek-akun`,
      author: scope.personId,
      capacity,
      because: { kind: 'takeover', id: takeoverId },
      exceptAccountId: accountId,
    },
    now,
  )
  if (itemId === undefined) throw new AppError('conflict', 'takeover.no_other_account')
}

const wordsOf = (handle: string, network: string): AlertText[] => [
  {
    language: 'id',
    title: `akun ${network} kami ${handle} sedang tidak kami kendalikan`,
    situation: '',
    instructions: [
      'Jangan buka tautan dari akun itu.',
      'Jangan kirim uang atau data pribadi.',
      'Cek akun resmi di sini:',
    ],
  },
  {
    language: 'en',
    title: `our ${network} account ${handle} is not in our hands`,
    situation: '',
    instructions: [
      'Open no link of that account.',
      'Send no money and no personal data.',
      'Check official accounts here:',
    ],
  },
]
