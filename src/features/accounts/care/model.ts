import type { CareFinding, CareKind, CustodyGap } from '../../../contract/account-custody.ts'
import { type AccountStatus, isInUse } from '../model.ts'

/** An account in use without a post for so many days is dormant [P] (ACC-11). */
export const dormantDays = 45
/** Expiry of a connection is told so many days before. */
export const expiryNoticeDays = 14
const dayMs = 86_400_000

export type CaredAccount = {
  readonly id: string
  readonly missionId: string
  readonly network: string
  readonly handle: string
  readonly status: AccountStatus
  readonly statusChangedAt: Date
  readonly languages: readonly string[]
  readonly verifiedAt: Date | null
  readonly connectionState: string
  readonly connectionDetail: string | null
  readonly connectionExpiresAt: Date | null
  readonly connectionRefusals: number
  readonly connectionRefusedAt: Date | null
  readonly closingReason: string | null
  readonly closingProposedAt: Date | null
  /** Last answer of its mission. */
  readonly lastAnswer: string | null
  readonly lastAnswerAt: Date | null
  readonly lastNote: string | null
  /** Newest post known; null where none is. */
  readonly lastPostAt: Date | null
  readonly gaps: readonly CustodyGap[]
}

/** What these accounts need somebody to do, most pressing first. Overlaps are looked for within each mission. */
export function findingsOf(accounts: readonly CaredAccount[], now: Date): CareFinding[] {
  const found = accounts.flatMap((account) => [
    ...connectionFindings(account, now),
    ...decisionFindings(account),
    ...(isInUse(account.status) ? lifeFindings(account, accounts, now) : []),
  ])
  return found.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

const order: readonly CareKind[] = [
  'connection_refused',
  'connection_expired',
  'denied',
  'connection_failing',
  'connection_expires',
  'custody',
  'proposed',
  'approved_not_active',
  'closing_proposed',
  'unconfirmed',
  'dormant',
  'overlapping',
]

function finding(
  { id, missionId, network, handle }: CaredAccount,
  kind: CareKind,
  at: Date | null,
  detail: string | null = null,
  gaps: readonly CustodyGap[] = [],
): CareFinding {
  return { accountId: id, missionId, network, handle, kind, detail, gaps: [...gaps], at: at?.toISOString() ?? null }
}

function connectionFindings(account: CaredAccount, now: Date): CareFinding[] {
  const { connectionState, connectionExpiresAt: ends, connectionDetail: detail } = account
  if (connectionState === 'refused')
    return [finding(account, 'connection_refused', account.connectionRefusedAt, detail)]
  if (connectionState !== 'connected') return []
  if (ends !== null && ends <= now) return [finding(account, 'connection_expired', ends)]
  if (account.connectionRefusals > 0)
    return [finding(account, 'connection_failing', account.connectionRefusedAt, detail)]
  const isNear = ends !== null && ends.getTime() - now.getTime() <= expiryNoticeDays * dayMs
  return isNear ? [finding(account, 'connection_expires', ends)] : []
}

function decisionFindings(account: CaredAccount): CareFinding[] {
  const { status, statusChangedAt: since } = account
  const found: CareFinding[] = []
  if (status === 'proposed') found.push(finding(account, 'proposed', since))
  if (status === 'approved') found.push(finding(account, 'approved_not_active', since))
  if (account.closingReason !== null)
    found.push(finding(account, 'closing_proposed', account.closingProposedAt, account.closingReason))
  if (account.lastAnswer === 'not_ours' || account.lastAnswer === 'unsure')
    found.push(finding(account, 'denied', account.lastAnswerAt, account.lastNote))
  return found
}

function lifeFindings(account: CaredAccount, all: readonly CaredAccount[], now: Date): CareFinding[] {
  const found: CareFinding[] = []
  const isDenied = account.lastAnswer === 'not_ours' || account.lastAnswer === 'unsure'
  if (account.verifiedAt === null && !isDenied) found.push(finding(account, 'unconfirmed', null))
  if (account.gaps.length > 0) found.push(finding(account, 'custody', null, null, account.gaps))
  const quietSince = account.lastPostAt ?? account.statusChangedAt
  const quietDays = Math.floor((now.getTime() - quietSince.getTime()) / dayMs)
  if (quietDays >= dormantDays) found.push(finding(account, 'dormant', account.lastPostAt, String(quietDays)))
  const twin = all.find((other) => overlaps(account, other))
  if (twin) found.push(finding(account, 'overlapping', null, twin.handle))
  return found
}

/** Two accounts in use of one mission on one network for the same readers: told of the younger in the alphabet, once. */
function overlaps(account: CaredAccount, other: CaredAccount): boolean {
  if (other.id === account.id || other.missionId !== account.missionId || other.network !== account.network)
    return false
  if (!isInUse(other.status) || other.handle.localeCompare(account.handle) >= 0) return false
  const { languages } = account
  const anyone = languages.length === 0 || other.languages.length === 0
  return anyone || languages.some((language) => other.languages.includes(language))
}
