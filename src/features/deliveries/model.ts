import type { DeliveryContent, DeliveryState } from '../../contract/deliveries.ts'
import type { ItemKind } from '../../contract/items.ts'

export type { DeliveryContent, DeliveryState } from '../../contract/deliveries.ts'

/** `next_at` of what no clock brings on: only a person does. */
export const never = new Date('9999-12-31T00:00:00Z')

export const isNever = (instant: Date): boolean => instant.getTime() >= never.getTime()

/** How long an officer keeps a delivery to publish by hand. */
export const claimMs = 30 * 60_000
/** How long a report by hand may be taken back. */
export const undoMs = 10 * 60_000

/** Surely not out and in nobody's hands: these may be cancelled, moved, or given new content. */
export const restingStates: readonly DeliveryState[] = [
  'scheduled',
  'held',
  'needs_confirmation',
  'awaiting_person',
  'refused',
]
/** Out, or perhaps out. */
export const outStates: readonly DeliveryState[] = ['sending', 'pending', 'sent', 'unknown']
/** Only a person brings these on. */
export const personStates: readonly DeliveryState[] = ['needs_confirmation', 'awaiting_person', 'refused', 'unknown']

/**
 * `state_reason`: a key of `texts.ts`, and after a bar what a person or network said about it.
 */
export const reasonOf = (key: string, words?: string): string => (words ? `${key}|${words}` : key)

export function readReason(stored: string): { key: string; words: string } {
  const bar = stored.indexOf('|')
  return bar < 0 ? { key: stored, words: '' } : { key: stored.slice(0, bar), words: stored.slice(bar + 1) }
}

/** What one approved variant becomes on one account. */
export type PlannedVariant = {
  readonly variantId: string
  readonly accountId: string
  readonly network: string
  readonly content: DeliveryContent
}

/** What approval hands over: exactly what was approved and when it is meant to go out. */
export type DeliveryPlan = {
  readonly item: { readonly id: string; readonly missionId: string; readonly kind: ItemKind }
  readonly bundleHash: string
  readonly variants: readonly PlannedVariant[]
  /** Wall time `YYYY-MM-DDTHH:MM` and IANA zone of the intent. */
  readonly dueLocal: string
  readonly dueZone: string
  /** Smaller goes first; 0 alerts, 100 ordinary. */
  readonly priority?: number
  /** 1 unless the same variant goes out again on purpose. */
  readonly occurrence?: number
}
