import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { QuestionTopic } from '../../../contract/questions.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import type { Mission } from '../../shell/scope.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choice, ChoiceGroup, SelectField, TextArea } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.tsx'
import { topics } from './topics.ts'

/** Logs what reached the mission elsewhere, or asks headquarters. */
export function LogDialog({
  kind,
  mission,
  onClose,
}: {
  kind: 'paste' | 'ask' | undefined
  mission: Mission
  onClose: () => void
}) {
  const { t } = useTexts('questions')
  const client = useQueryClient()
  const [text, setText] = useState('')
  const [topic, setTopic] = useState<QuestionTopic | ''>('')
  const [language, setLanguage] = useState('id')
  const [isEmergency, setEmergency] = useState(false)
  const languages = [...new Set(['id', 'en', ...mission.languages])]
  const names = new Intl.DisplayNames(['id'], { type: 'language' })
  const log = useMutation({
    mutationFn: async () => {
      if (topic === '') return
      const params = { missionId: mission.id }
      if (kind === 'ask')
        await api('POST /api/v1/missions/:missionId/questions-to-headquarters', { params, body: { text, topic } })
      else
        await api('POST /api/v1/missions/:missionId/questions', {
          params,
          body: { text, topic, language, isEmergency },
        })
    },
    onSuccess: async () => {
      toast(t(kind === 'ask' ? 'form.asked' : 'form.pasted'))
      setText('')
      setTopic('')
      setEmergency(false)
      onClose()
      await client.invalidateQueries({ predicate: ({ queryKey: [key] }) => String(key).includes('/questions') })
    },
  })
  return (
    <Dialog
      open={kind !== undefined}
      onClose={onClose}
      title={t(kind === 'ask' ? 'form.askTitle' : 'form.pasteTitle')}
      acts={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            kind="primary"
            busy={log.isPending}
            off={topic === '' || text.trim().length < 5}
            onClick={() => log.mutate()}
          >
            {t(kind === 'ask' ? 'send' : 'save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t(kind === 'ask' ? 'form.askLead' : 'form.pasteLead')}</p>
        <TextArea label={t('form.text')} rows={5} value={text} onChange={setText} maxLength={4000} dir="auto" />
        <SelectField
          label={t('form.topic')}
          value={topic}
          onChange={(value) => setTopic(topics.find((one) => one === value) ?? '')}
          placeholder={t('form.pickTopic')}
          options={topics.map((value) => ({ value, label: t(`topic.${value}`) }))}
        />
        {kind === 'paste' && (
          <>
            <SelectField
              label={t('form.language')}
              value={language}
              onChange={setLanguage}
              options={languages.map((value) => ({ value, label: names.of(value) ?? value }))}
            />
            <ChoiceGroup legend={t('emergency')}>
              <Choice checked={isEmergency} onChange={setEmergency}>
                {t('isEmergency')}
              </Choice>
            </ChoiceGroup>
          </>
        )}
        <Failure error={log.error} />
      </div>
    </Dialog>
  )
}
