import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MessageDetail } from '../../../contract/messages.ts'
import { ApiProblem, api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toast.tsx'
import { useLabelNames } from './label-words.tsx'

const purposes = [0, 1, 2] as const

/** Two clicks: the objective, then the purpose, which saves. */
export function CorrectLabel({ message }: { message: MessageDetail }) {
  const { t } = useTexts('alignment')
  const { objectives, name } = useLabelNames()
  const [objective, setObjective] = useState<string>()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (purpose: (typeof purposes)[number]) =>
      api('POST /api/v1/messages/:messageId/label', {
        params: { messageId: message.id },
        body: { objective: objective ?? 'none', purpose },
      }),
    onSuccess: (saved) => {
      const { queryKey } = apiQuery('GET /api/v1/messages/:messageId', { params: { messageId: message.id } })
      queries.setQueryData(queryKey, saved)
      void queries.invalidateQueries({ queryKey: ['GET /api/v1/missions/:missionId/messages'] })
      void queries.invalidateQueries({ queryKey: ['GET /api/v1/missions/:missionId/alignment'] })
      setObjective(undefined)
      toast(t('message.saved'))
    },
  })
  return (
    <Panel title={t('message.correct')} note={t('message.correctHint')}>
      <div className="stack">
        <fieldset className="stack tight">
          <legend className="soft alignment-step">{t('message.stepObjective')}</legend>
          <div className="row wrap">
            {[...objectives.map(({ code }) => code), 'none'].map((code) => (
              <Button
                key={code}
                size="small"
                kind={objective === code ? 'primary' : 'plain'}
                aria-pressed={objective === code}
                onClick={() => setObjective(code)}
              >
                {name(code)}
              </Button>
            ))}
          </div>
        </fieldset>
        {objective !== undefined && (
          <fieldset className="stack tight">
            <legend className="soft alignment-step">{t('message.stepPurpose')}</legend>
            <div className="row wrap">
              {purposes.map((purpose) => (
                <Button
                  key={purpose}
                  size="small"
                  busy={save.isPending && save.variables === purpose}
                  onClick={() => save.mutate(purpose)}
                >
                  {t(`purpose.p${purpose}`)}
                </Button>
              ))}
            </div>
          </fieldset>
        )}
        {save.error && <ErrorNote error={save.error instanceof ApiProblem ? save.error : {}} />}
      </div>
    </Panel>
  )
}
