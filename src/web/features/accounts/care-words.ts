import type { CareFinding, CareKind } from '../../../contract/account-custody.ts'

export type CareGroup = 'connection' | 'custody' | 'decision' | 'life'
export const careGroups: readonly CareGroup[] = ['connection', 'custody', 'decision', 'life']

const groups: Readonly<Record<CareKind, CareGroup>> = {
  connection_refused: 'connection',
  connection_expired: 'connection',
  connection_expires: 'connection',
  connection_failing: 'connection',
  proposed: 'decision',
  approved_not_active: 'decision',
  closing_proposed: 'decision',
  denied: 'decision',
  unconfirmed: 'decision',
  custody: 'custody',
  dormant: 'life',
  overlapping: 'life',
}
const pressing: ReadonlySet<CareKind> = new Set(['connection_refused', 'connection_expired', 'denied'])

export const groupOf = ({ kind }: CareFinding): CareGroup => groups[kind]
export const isPressing = ({ kind }: CareFinding): boolean => pressing.has(kind)
