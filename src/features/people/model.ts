import type { Day } from '../../platform/calendar/zones.ts'

export type PersonId = string
export type Locale = 'id' | 'en'

/** What a grant names; `value` is `*` for the ministry, else the code or id of a region, mission, objective or account. */
export type GrantScope = {
  readonly kind: 'ministry' | 'region' | 'mission' | 'objective' | 'account'
  readonly value: string
}

export const wholeMinistry: readonly GrantScope[] = [{ kind: 'ministry', value: '*' }]

/** May sign in on a day of the ministry's home zone. The leaving date itself is still a working day (SEC-09). */
export function isPresentOn(person: { leavesOn: Day | null; disabledAt: Date | null }, day: Day): boolean {
  return person.disabledAt === null && (person.leavesOn === null || person.leavesOn >= day)
}

/** How an address is stored and compared. */
export const emailKey = (email: string): string => email.trim().toLowerCase()
