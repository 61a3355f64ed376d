import type { FactConcern } from '../strategy/index.ts'
import type { Finding, StoredItem } from './model.ts'

/** A fact that changed since the text was saved, or has expired: worth a look before the text goes out. */
export const factFindings = (item: Pick<StoredItem, 'facts'>, concerns: readonly FactConcern[]): Finding[] =>
  concerns
    .filter((concern) => item.facts.includes(concern.factId))
    .map(({ kind, name, value }) => ({
      path: 'facts',
      key: kind === 'changed' ? 'item.fact_newer' : 'item.fact_expired',
      severity: 'warn',
      params: { name, value },
    }))

/** A narrative past its last day by the home zone's calendar: the approver reads why it is said all the same. */
export const narrativeFindings = (item: Pick<StoredItem, 'narratives'>, today: string): Finding[] =>
  item.narratives
    .filter(({ validUntil }) => validUntil !== null && validUntil < today)
    .map(({ title, overrideReason }) => ({
      path: 'narratives',
      key: overrideReason === '' ? 'item.narrative_over' : 'item.narrative_over_because',
      severity: 'warn',
      params: { title, reason: overrideReason },
    }))
