import type { Custodian, CustodyGap, HandoverStep } from '../../../contract/account-custody.ts'
import { addDays, type Day } from '../../../platform/calendar/zones.ts'

/** A handover opens so many days before the end of a posting (ACC-07). */
export const handoverDays = 60
/** What somebody vouched for is asked again after a year [P]. */
export const attestationDays = 365

export const handoverSteps: readonly HandoverStep[] = [
  'password_reset',
  'recovery_moved',
  'mfa_reenrolled',
  'sessions_revoked',
  'successor_confirmed',
]

/**
 * What is wrong with the custody of an account (ACC-05): two custodians, of whom one is no local short-term contract,
 * none of them gone; recovery and second factor vouched for within the year. Empty = in order.
 */
export function gapsOf(
  custody: {
    readonly custodians: readonly Pick<Custodian, 'isLocalShortTerm' | 'endsOn'>[]
    readonly attestations: readonly { readonly kind: string; readonly day: Day }[]
  },
  today: Day,
): CustodyGap[] {
  const { custodians, attestations } = custody
  const gaps: CustodyGap[] = []
  const staying = custodians.filter(({ endsOn }) => endsOn === null || endsOn >= today)
  if (staying.length === 0) gaps.push('no_custodian')
  else if (staying.length === 1) gaps.push('one_custodian')
  if (staying.length > 0 && staying.every((one) => one.isLocalShortTerm)) gaps.push('only_local_short_term')
  if (staying.length < custodians.length) gaps.push('custodian_left')
  if (staying.some(({ endsOn }) => endsOn !== null && endsOn <= addDays(today, handoverDays)))
    gaps.push('custodian_leaving')
  const dayOf = (kind: string) => attestations.find((one) => one.kind === kind)?.day
  const recovery = dayOf('recovery')
  const mfa = dayOf('mfa')
  if (recovery === undefined) gaps.push('recovery_not_attested')
  if (mfa === undefined) gaps.push('mfa_not_attested')
  const oldest = addDays(today, -attestationDays)
  if ([recovery, mfa].some((day) => day !== undefined && day < oldest)) gaps.push('attestation_old')
  return gaps
}
