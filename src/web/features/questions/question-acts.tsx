import { useState } from 'react'
import type { ClosedAs, Question, QuestionTopic } from '../../../contract/questions.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions } from '../../lookups/missions.ts'
import { Button } from '../../ui/button.tsx'
import { ComboField } from '../../ui/combo-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choice, ChoiceGroup, SelectField, TextField } from '../../ui/field.tsx'
import { Check, CircleX, Send, Undo2 } from '../../ui/icons.ts'
import { topics } from './topics.ts'
import { useQuestionAct } from './use-question.ts'

const reasons = ['not_actionable', 'duplicate', 'elsewhere', 'abuse'] as const satisfies readonly ClosedAs[]

/** What may be done with a question beside answering it. */
export function QuestionActs({ question }: { question: Question }) {
  const { t } = useTexts('questions')
  const [open, setOpen] = useState<'hand' | 'close' | 'topic'>()
  const params = { questionId: question.id }
  const body = { revision: question.revision }
  const letIn = useQuestionAct(
    () => api('POST /api/v1/questions/:questionId/let-in', { params, body }),
    () => t('letInDone'),
  )
  const reopen = useQuestionAct(
    () => api('POST /api/v1/questions/:questionId/reopen', { params, body }),
    () => t('reopen'),
  )
  const isWaiting = question.state === 'screening' || question.state === 'open'
  return (
    <>
      <div className="row">
        {question.state === 'screening' && question.may.handOn && (
          <Button kind="primary" icon={Check} busy={letIn.isPending} onClick={() => letIn.mutate()}>
            {t('letIn')}
          </Button>
        )}
        {isWaiting && question.may.handOn && question.origin !== 'mission' && (
          <Button icon={Send} onClick={() => setOpen('hand')}>
            {t('handOn')}
          </Button>
        )}
        {isWaiting && question.may.handOn && <Button onClick={() => setOpen('topic')}>{t('topicAct')}</Button>}
        {isWaiting && question.may.answer && (
          <Button icon={CircleX} onClick={() => setOpen('close')}>
            {t('closeAct')}
          </Button>
        )}
        {question.state === 'closed' && question.closedAs !== null && question.may.answer && question.text !== null && (
          <Button icon={Undo2} busy={reopen.isPending} onClick={() => reopen.mutate()}>
            {t('reopen')}
          </Button>
        )}
      </div>
      <Failure error={letIn.error ?? reopen.error} />
      {open === 'hand' && <HandOn question={question} onClose={() => setOpen(undefined)} />}
      {open === 'close' && <Close question={question} onClose={() => setOpen(undefined)} />}
      {open === 'topic' && <Topic question={question} onClose={() => setOpen(undefined)} />}
    </>
  )
}

type Part = { question: Question; onClose: () => void }

function HandOn({ question, onClose }: Part) {
  const { t } = useTexts('questions')
  const missions = useMissions()
  const [missionId, setMission] = useState<string>()
  const [reason, setReason] = useState('')
  const hand = useQuestionAct(
    () =>
      api('POST /api/v1/questions/:questionId/hand-on', {
        params: { questionId: question.id },
        body: { missionId: missionId ?? '', reason, revision: question.revision },
      }),
    (next) => t('handedOn', { name: next.missionName }),
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('handOn')}
      acts={
        <Button
          kind="primary"
          busy={hand.isPending}
          off={missionId === undefined || reason.trim().length < 3}
          onClick={() => hand.mutate()}
        >
          {t('handOn')}
        </Button>
      }
    >
      <div className="stack">
        <ComboField
          label={t('handOnTo')}
          value={missionId}
          onChange={setMission}
          options={[...missions.values()]
            .filter((one) => one.id !== question.missionId)
            .map((one) => ({ value: one.id, label: one.shortName, note: one.city }))}
        />
        <TextField label={t('handOnWhy')} hint={t('handOnHint')} value={reason} onChange={setReason} maxLength={500} />
        <Failure error={hand.error} />
      </div>
    </Dialog>
  )
}

function Close({ question, onClose }: Part) {
  const { t } = useTexts('questions')
  const [as, setAs] = useState<ClosedAs>('not_actionable')
  const close = useQuestionAct(
    () =>
      api('POST /api/v1/questions/:questionId/close', {
        params: { questionId: question.id },
        body: { as, revision: question.revision },
      }),
    () => t('closed'),
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('closeAct')}
      acts={
        <Button kind="primary" busy={close.isPending} onClick={() => close.mutate()}>
          {t('closeAct')}
        </Button>
      }
    >
      <ChoiceGroup legend={t('closeWhy')}>
        {reasons.map((reason) => (
          <Choice key={reason} type="radio" name="as" checked={as === reason} onChange={() => setAs(reason)}>
            {t(`closedAs.${reason}`)}
          </Choice>
        ))}
      </ChoiceGroup>
      <Failure error={close.error} />
    </Dialog>
  )
}

function Topic({ question, onClose }: Part) {
  const { t } = useTexts('questions')
  const [topic, setTopic] = useState<QuestionTopic>(question.topic)
  const [isEmergency, setEmergency] = useState(question.sla === 'emergency')
  const change = useQuestionAct(
    () =>
      api('POST /api/v1/questions/:questionId/topic', {
        params: { questionId: question.id },
        body: { topic, isEmergency, revision: question.revision },
      }),
    () => t('topicDone'),
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('topicAct')}
      acts={
        <Button kind="primary" busy={change.isPending} onClick={() => change.mutate()}>
          {t('save')}
        </Button>
      }
    >
      <div className="stack">
        <SelectField
          label={t('form.topic')}
          value={topic}
          onChange={(value) => setTopic(topics.find((one) => one === value) ?? topic)}
          options={topics.map((value) => ({ value, label: t(`topic.${value}`) }))}
        />
        <ChoiceGroup legend={t('emergency')}>
          <Choice checked={isEmergency} onChange={setEmergency}>
            {t('isEmergency')}
          </Choice>
        </ChoiceGroup>
        <Failure error={change.error} />
      </div>
    </Dialog>
  )
}
