import type { Account } from '../../../contract/accounts.ts'
import type { ChipState } from '../../ui/state-chip.tsx'

export const isInUse = ({ status }: Pick<Account, 'status'>): boolean => status === 'active' || status === 'restored'

/** Official is only what is in use and confirmed by an officer of the mission. */
export function chipOf(account: Pick<Account, 'status' | 'verifiedAt'>): ChipState {
  const { status, verifiedAt } = account
  if (status === 'active' || status === 'restored') return verifiedAt === null ? 'unverified' : 'official'
  return status === 'archived' ? 'closed' : status
}

export const isLink = (url: string): boolean => /^https?:\/\//i.test(url)
