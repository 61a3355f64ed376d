import type { ChipState } from '../../ui/state-chip.tsx'
import type { Entry } from './entry.ts'

/** The chip that names where an entry stands. */
export const chipOf = (stage: Entry['stage']): ChipState =>
  stage === 'returned' ? 'changes_requested' : stage === 'withdrawn' ? 'cancelled' : stage
