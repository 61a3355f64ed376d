import type { Handover, HandoverStep } from '../../../contract/account-custody.ts'

export const handoverSteps: readonly HandoverStep[] = [
  'password_reset',
  'recovery_moved',
  'mfa_reenrolled',
  'sessions_revoked',
  'successor_confirmed',
]

export const openSteps = ({ accounts }: Pick<Handover, 'accounts'>): number =>
  accounts.reduce((sum, account) => sum + handoverSteps.length - account.steps.length, 0)
