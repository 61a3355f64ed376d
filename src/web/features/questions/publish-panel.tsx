import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Globe } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toast.tsx'
import type { Opened } from './opened.ts'

/** Redaction is a field to be filled, not a tick: the asker's own words are not offered as the beginning. */
export function PublishPanel({ opened: { question, events, published } }: { opened: Opened }) {
  const { t } = useTexts('questions')
  const client = useQueryClient()
  const given = events.findLast((event) => event.kind === 'answered')?.text ?? ''
  const [asked, setAsked] = useState('')
  const [answer, setAnswer] = useState(given)
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey: [key] }) => String(key).includes('/questions') })
  const publish = useMutation({
    mutationFn: () =>
      api('POST /api/v1/questions/:questionId/publish', {
        params: { questionId: question.id },
        body: { question: asked, answer, language: question.language },
      }),
    onSuccess: async () => {
      toast(t('published'))
      setAsked('')
      await refresh()
    },
  })
  const withdraw = useMutation({
    mutationFn: (answerId: string) => api('POST /api/v1/public-answers/:answerId/withdraw', { params: { answerId } }),
    onSuccess: async () => {
      toast(t('withdrawn'))
      await refresh()
    },
  })
  if (published.length > 0)
    return (
      <Panel title={t('publishedAlready')} flush>
        <Rows label={t('publishedAlready')}>
          {published.map((one) => (
            <ListRow
              key={one.id}
              title={one.question}
              end={
                question.may.answer && (
                  <Button size="small" busy={withdraw.isPending} onClick={() => withdraw.mutate(one.id)}>
                    {t('withdraw')}
                  </Button>
                )
              }
            >
              <p className="questions-said" dir="auto">
                {one.answer}
              </p>
            </ListRow>
          ))}
        </Rows>
        <Failure error={withdraw.error} />
      </Panel>
    )
  if (!question.may.publish) return null
  return (
    <Panel title={t('publishTitle')} note={t('publishLead')}>
      <div className="stack">
        <TextArea label={t('publishQuestion')} rows={2} value={asked} onChange={setAsked} maxLength={4000} dir="auto" />
        <TextArea label={t('publishAnswer')} rows={5} value={answer} onChange={setAnswer} maxLength={4000} dir="auto" />
        <Failure error={publish.error} />
        <div className="row">
          <Button
            icon={Globe}
            busy={publish.isPending}
            off={asked.trim().length < 5 || answer.trim().length < 5}
            onClick={() => publish.mutate()}
          >
            {t('publish')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
