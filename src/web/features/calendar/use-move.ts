import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useFormat } from '../../ui/home-zone.tsx'
import { toast } from '../../ui/toast.tsx'
import { fromWall } from '../../ui/zones.ts'
import type { Entry } from './entry.ts'

type Place = { readonly local: string; readonly zone: string }
type Moving = { readonly entry: Entry; readonly to: Place }

/** Moves an entry to another wall time of the mission, with a way back; a refusal stays on the screen. */
export function useMove(zone: string) {
  const { t } = useTexts('calendar')
  const { day, time } = useFormat()
  const client = useQueryClient()
  const again = () => {
    void client.invalidateQueries({ queryKey: ['GET /api/v1/missions/:missionId/calendar'] })
    void client.invalidateQueries({ queryKey: ['GET /api/v1/deliveries'] })
    void client.invalidateQueries({ queryKey: ['GET /api/v1/items/:itemId', { itemId: undefined }] })
  }
  const back = useMutation({ mutationFn: ({ entry, to }: Moving) => send(entry, to), onSettled: again })
  const forth = useMutation({
    mutationFn: ({ entry, to }: Moving) => send(entry, to),
    onSuccess: (moved, { entry, to }) => {
      const { at } = fromWall(to.local, to.zone)
      const words = t('moved', { title: entry.title || t('untitled'), when: `${day(at, zone)} ${time(at, zone)}` })
      const before = { local: entry.dueLocal, zone: entry.dueZone }
      toast(words, () => back.mutate({ entry: moved, to: before }))
    },
    onSettled: again,
  })
  return {
    error: forth.error ?? back.error,
    isPending: forth.isPending || back.isPending,
    /** `local` is wall time at the mission. Nothing is sent where it stays as it is. */
    to: (entry: Entry, local: string) => {
      back.reset()
      if (local !== entry.local) forth.mutate({ entry, to: { local, zone } })
    },
  }
}
export type Move = ReturnType<typeof useMove>

/** Answers the entry as it can be moved again: with the item's new revision. */
async function send(entry: Entry, { local, zone }: Place): Promise<Entry> {
  if (entry.deliveryIds.length === 0) {
    const { revision } = await api('PUT /api/v1/items/:itemId/plan', {
      params: { itemId: entry.itemId },
      body: { revision: entry.revision, plannedLocal: local, plannedZone: zone },
    })
    return { ...entry, revision }
  }
  for (const deliveryId of entry.deliveryIds)
    await api('POST /api/v1/deliveries/:deliveryId/reschedule', {
      params: { deliveryId },
      body: { dueLocal: local, dueZone: zone },
    })
  return entry
}
