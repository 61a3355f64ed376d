import { useQueries } from '@tanstack/react-query'
import type { DeliveryRow } from '../../../contract/deliveries.ts'
import type { ItemRow } from '../../../contract/items.ts'
import { apiQuery } from '../../api/index.ts'

export type Thing =
  | { readonly kind: 'delivery'; readonly due: string; readonly delivery: DeliveryRow }
  | { readonly kind: 'returned'; readonly due: string; readonly item: ItemRow }

/** Deliveries that need a person and items that came back; the nearest deadline first. */
export function useWaiting(missionId: string) {
  const [deliveries, returned] = useQueries({
    queries: [
      apiQuery('GET /api/v1/deliveries', { query: { missionId, view: 'needs_me' } }),
      apiQuery('GET /api/v1/items', { query: { missionId, status: 'returned' } }),
    ],
  })
  const all = [deliveries, returned]
  return {
    things: inOrder(deliveries.data?.rows ?? [], returned.data?.rows ?? []),
    error: all.find((query) => query.error !== null)?.error ?? null,
    isPending: all.some((query) => query.isPending),
    retry: () => {
      for (const query of all) if (query.error !== null) void query.refetch()
    },
  }
}

/** Deliveries come first: they may be out in the world. Then what came back; within each the earliest. */
export function inOrder(deliveries: readonly DeliveryRow[], returned: readonly ItemRow[]): readonly Thing[] {
  return [
    ...deliveries.map((delivery): Thing => ({ kind: 'delivery', due: delivery.dueAt, delivery })).toSorted(byDue),
    ...returned
      .map((item): Thing => ({ kind: 'returned', due: item.plannedAt ?? item.updatedAt, item }))
      .toSorted(byDue),
  ]
}

const byDue = (a: Thing, b: Thing): number => a.due.localeCompare(b.due)
