import type { Campaign, OpenRecall } from '../campaigns/index.ts'
import type { Finding, StoredItem } from './model.ts'

/**
 * What a recall leaves to do: an item of a withdrawn kit goes nowhere while it belongs to it; one whose kit or fact
 * changed needs a new wording, or its head's word that it stays right.
 */
export function recallFindings(
  item: Pick<StoredItem, 'campaignId' | 'revision'>,
  campaign: Pick<Campaign, 'status'> | undefined,
  recall: OpenRecall | undefined,
): Finding[] {
  const block = (key: string, params: Finding['params']): Finding[] => [
    { path: 'campaignId', key, severity: 'block', params },
  ]
  if (item.campaignId !== null && campaign?.status === 'withdrawn')
    return block('item.kit_withdrawn', { reason: recall?.reason ?? '–' })
  if (!recall || recall.cause === 'withdrawn' || item.revision > recall.itemRevision) return []
  return block(recall.cause === 'fact' ? 'item.fact_changed' : 'item.kit_amended', { reason: recall.reason })
}
