import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Delivery } from '../../../contract/deliveries.ts'
import { toast } from '../../ui/toast.tsx'

/** One act on a delivery: what it answers is shown at once, and the list is asked again. */
export function useAct(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ run }: { run: () => Promise<Delivery>; done?: string }) => run(),
    onSuccess: (delivery, { done }) => {
      client.setQueryData(['GET /api/v1/deliveries/:deliveryId', { deliveryId: id }, {}], delivery)
      if (done !== undefined) toast(done)
    },
    // Also after a refusal: somebody else may have been quicker, and the screen should show it.
    onSettled: (_delivery, error) => {
      void client.invalidateQueries({ queryKey: ['GET /api/v1/deliveries'] })
      if (error) void client.invalidateQueries({ queryKey: ['GET /api/v1/deliveries/:deliveryId'] })
    },
  })
}

export type Act = ReturnType<typeof useAct>
