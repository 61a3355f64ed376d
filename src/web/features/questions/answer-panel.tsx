import { useState } from 'react'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Hourglass, Send } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { Opened } from './opened.ts'
import { useQuestionAct } from './use-question.ts'

/** Writes the answer, from a ready one where there is one; names it, so that its use is known. */
export function AnswerPanel({ opened: { question, ready } }: { opened: Opened }) {
  const { t } = useTexts('questions')
  const [text, setText] = useState('')
  const [standardAnswerId, setUsed] = useState<string>()
  const answer = useQuestionAct(
    () =>
      api('POST /api/v1/questions/:questionId/answer', {
        params: { questionId: question.id },
        body: { text, revision: question.revision, ...(standardAnswerId === undefined ? {} : { standardAnswerId }) },
      }),
    () => t('answered'),
  )
  return (
    <Panel title={t(question.state === 'answered' ? 'answerAgain' : 'answer')}>
      <div className="stack">
        {ready.length > 0 && (
          <Rows label={t('readyFor')}>
            {ready.map((one) => (
              <ListRow
                key={one.id}
                title={one.title}
                meta={
                  <>
                    <span>{one.language}</span>
                    <span>{t('readyVersion', { version: one.version })}</span>
                    {one.isExpired && (
                      <Chip tone="warn" icon={Hourglass}>
                        {t('readyExpired')}
                      </Chip>
                    )}
                  </>
                }
                end={
                  <Button
                    size="small"
                    onClick={() => {
                      setText(one.text)
                      setUsed(one.id)
                    }}
                  >
                    {t('useReady')}
                  </Button>
                }
              />
            ))}
          </Rows>
        )}
        <TextArea
          label={t('answerText')}
          hint={t('answerHint')}
          rows={6}
          value={text}
          onChange={setText}
          maxLength={4000}
          lang={question.language}
          dir="auto"
        />
        <Failure error={answer.error} />
        <div className="row">
          <Button
            kind="primary"
            icon={Send}
            busy={answer.isPending}
            off={text.trim().length < 5}
            onClick={() => answer.mutate()}
          >
            {t('answer')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
