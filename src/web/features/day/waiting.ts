import { useQueries } from '@tanstack/react-query'
import type { Campaign } from '../../../contract/campaigns.ts'
import type { DeliveryRow } from '../../../contract/deliveries.ts'
import type { ItemRow } from '../../../contract/items.ts'
import { apiQuery } from '../../api/index.ts'

export type Thing =
  | { readonly kind: 'delivery'; readonly due: string; readonly delivery: DeliveryRow }
  | { readonly kind: 'returned'; readonly due: string; readonly item: ItemRow }
  | { readonly kind: 'kit'; readonly due: string; readonly campaign: Campaign }

/** Deliveries that need a person, items that came back, kits without an answer; the nearest deadline first. */
export function useWaiting(missionId: string) {
  const [deliveries, returned, kits] = useQueries({
    queries: [
      apiQuery('GET /api/v1/deliveries', { query: { missionId, view: 'needs_me' } }),
      apiQuery('GET /api/v1/items', { query: { missionId, status: 'returned' } }),
      apiQuery('GET /api/v1/missions/:missionId/kits', { params: { missionId } }),
    ],
  })
  const all = [deliveries, returned, kits]
  return {
    things: inOrder(
      deliveries.data?.rows ?? [],
      returned.data?.rows ?? [],
      (kits.data?.kits ?? [])
        .filter(({ assignment }) => assignment.status === 'pending')
        .map(({ campaign }) => campaign),
    ),
    error: all.find((query) => query.error !== null)?.error ?? null,
    isPending: all.some((query) => query.isPending),
    retry: () => {
      for (const query of all) if (query.error !== null) void query.refetch()
    },
  }
}

/**
 * Deliveries come first: they may be out in the world. Then what came back, then kits; within each the earliest, and
 * what is mandatory before what is recommended.
 */
export function inOrder(
  deliveries: readonly DeliveryRow[],
  returned: readonly ItemRow[],
  kits: readonly Campaign[],
): readonly Thing[] {
  return [
    ...deliveries.map((delivery): Thing => ({ kind: 'delivery', due: delivery.dueAt, delivery })).toSorted(byDue),
    ...returned
      .map((item): Thing => ({ kind: 'returned', due: item.plannedAt ?? item.updatedAt, item }))
      .toSorted(byDue),
    ...(['mandatory', 'recommended'] as const).flatMap((obligation) =>
      kits
        .filter((campaign) => campaign.obligation === obligation)
        .map((campaign): Thing => ({ kind: 'kit', due: campaign.targetAt ?? campaign.endsOn, campaign }))
        .toSorted(byDue),
    ),
  ]
}

const byDue = (a: Thing, b: Thing): number => a.due.localeCompare(b.due)
