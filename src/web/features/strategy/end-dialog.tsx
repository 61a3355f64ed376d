import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.tsx'
import type { Node } from './versions.ts'

/** Ends an objective after a day. It stays in the history and can be brought back. */
export function EndDialog({ node, today, onClose }: { node: Node; today: string; onClose: () => void }) {
  const { t } = useTexts('strategy')
  const client = useQueryClient()
  const [lastDay, setLastDay] = useState(`${today.slice(0, 4)}-12-31`)
  const end = useMutation({
    mutationFn: () => api('POST /api/v1/objectives/:code/retire', { params: { code: node.code }, body: { lastDay } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['GET /api/v1/objectives/history'] })
      void client.invalidateQueries({ queryKey: ['GET /api/v1/objectives'] })
      toast(t('end.done', { name: node.shown.nameId }))
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('end.title', { name: node.shown.nameId })}
      acts={
        <>
          <Button
            kind="primary"
            busy={end.isPending && t('form.saving')}
            off={lastDay === ''}
            onClick={() => end.mutate()}
          >
            {t('end.act')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('form.back')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Failure error={end.error} />
        <p>{t('end.what')}</p>
        <TextField label={t('end.lastDay')} type="date" min={today} value={lastDay} onChange={setLastDay} />
      </div>
    </Dialog>
  )
}
