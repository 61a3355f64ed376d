import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Recall, RecallMission } from '../../../contract/campaigns.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choice, ChoiceGroup, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.tsx'
import { useRecallRefresh } from './recall-dialogs.tsx'

const ways = ['corrected', 'edited', 'deleted', 'not_needed'] as const

/** How the mission settled what it had published; the original always stays in the record. */
export function CorrectionDialog({
  recall,
  mission,
  onClose,
}: {
  recall: Recall
  mission: RecallMission
  onClose: () => void
}) {
  const { t } = useTexts('campaigns')
  const refresh = useRecallRefresh()
  const { missionId } = mission
  const [state, setState] = useState<(typeof ways)[number]>('corrected')
  const [url, setUrl] = useState('')
  const [itemId, setItemId] = useState('')
  const [note, setNote] = useState('')
  const items = useQuery(apiQuery('GET /api/v1/items', { query: { missionId, limit: 50 } }))
  const settle = useMutation({
    mutationFn: () =>
      api('PUT /api/v1/recalls/:recallId/corrections/:missionId', {
        params: { recallId: recall.id, missionId },
        body: {
          state,
          note: note.trim(),
          ...(url.trim() === '' ? {} : { url: url.trim() }),
          ...(itemId === '' ? {} : { correctionItemId: itemId }),
        },
      }),
    onSuccess: () => {
      refresh()
      toast(t('task.done'))
      onClose()
    },
  })
  const isShown = state === 'corrected' || state === 'edited'
  const ready = isShown ? url.trim() !== '' || itemId !== '' : state === 'deleted' || note.trim().length >= 10
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('task.title')}
      acts={
        <>
          <Button kind="primary" busy={settle.isPending} off={!ready} onClick={() => settle.mutate()}>
            {t('task.save')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('hq.back')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('task.what')}</p>
        {recall.notice !== '' && <blockquote className="campaigns-message">{recall.notice}</blockquote>}
        <ChoiceGroup legend={t('task.how')}>
          {ways.map((way) => (
            <Choice key={way} type="radio" name="way" checked={state === way} onChange={() => setState(way)}>
              {t(`task.way.${way}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        {isShown && (
          <>
            <SelectField
              label={t('task.item')}
              hint={t('task.itemHint')}
              value={itemId}
              onChange={setItemId}
              placeholder={t('task.none')}
              options={(items.data?.rows ?? []).map((one) => ({
                value: one.id,
                label: one.title || t('recall.untitled'),
              }))}
            />
            <TextField label={t('task.url')} type="url" value={url} onChange={setUrl} maxLength={2000} />
          </>
        )}
        <TextArea
          label={t('task.note')}
          hint={state === 'not_needed' ? t('task.noteHint') : undefined}
          rows={2}
          value={note}
          onChange={setNote}
          maxLength={2000}
        />
        <Failure error={settle.error} />
      </div>
    </Dialog>
  )
}
