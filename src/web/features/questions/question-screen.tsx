import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Question, QuestionEvent } from '../../../contract/questions.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions, zoneOf } from '../../lookups/missions.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Check, CircleX, Eye, Hourglass, Siren } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { AnswerPanel } from './answer-panel.tsx'
import { PublishPanel } from './publish-panel.tsx'
import { QuestionActs } from './question-acts.tsx'
import { useMasked } from './use-masked.ts'
import './questions.css'

/** One question: what was asked, until when, what was done, and the acts that are allowed. */
export function QuestionScreen() {
  const { t } = useTexts('questions')
  const masked = useMasked()
  const { questionId = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/questions/:questionId', { params: { questionId } }))
  const back = [{ label: t('title'), to: '/pertanyaan' }]
  if (data === undefined)
    return (
      <Screen title={t('one')} within={back}>
        {error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton rows={4} />}
      </Screen>
    )
  const { question } = data
  return (
    <Screen title={t('one')} within={back}>
      <ScreenHead
        title={t(`topic.${question.topic}`)}
        above={question.missionName}
        acts={<States question={question} />}
      />
      <div className="columns">
        <div className="stack wide">
          <Panel title={t('one')}>
            <p className="questions-said" lang={question.language} dir="auto">
              {masked(question.text) ?? t('forgotten')}
            </p>
            {question.maskedKinds.length > 0 && (
              <p className="mute">
                {t('masked', { kinds: question.maskedKinds.map((kind) => t(`kind.${kind}`)).join(', ') })}
              </p>
            )}
          </Panel>
          {question.may.answer && (question.state === 'open' || question.state === 'answered') && (
            <AnswerPanel key={question.revision} opened={data} />
          )}
          <PublishPanel key={`publish-${question.revision}`} opened={data} />
        </div>
        <div className="stack wide">
          <Panel title={t('asked')}>
            <Particulars question={question} />
          </Panel>
          <QuestionActs key={question.revision} question={question} />
          <History events={data.events} />
        </div>
      </div>
    </Screen>
  )
}

function States({ question }: { question: Question }) {
  const { t } = useTexts('questions')
  return (
    <div className="row">
      {question.sla === 'emergency' && question.state !== 'closed' && (
        <Chip tone="alert" icon={Siren}>
          {t('emergency')}
        </Chip>
      )}
      {question.state === 'screening' && (
        <Chip tone="line" icon={Eye}>
          {t('screening')}
        </Chip>
      )}
      {question.isOverdue && (
        <Chip tone="warn" icon={Hourglass}>
          {t('overdue')}
        </Chip>
      )}
      {question.state === 'answered' && (
        <Chip tone="ok" icon={Check}>
          {t(question.resolvedAt === null ? 'state.answered' : 'resolved')}
        </Chip>
      )}
      {question.unresolvedAt !== null && (
        <Chip tone="warn" icon={CircleX}>
          {t('unresolved')}
        </Chip>
      )}
      {question.closedAs !== null && <Chip icon={CircleX}>{t(`closedAs.${question.closedAs}`)}</Chip>}
    </div>
  )
}

function Particulars({ question }: { question: Question }) {
  const { t } = useTexts('questions')
  const mission = useMissions().get(question.missionId)
  const place = zoneOf(mission, mission?.timezone ?? 'Asia/Jakarta')
  return (
    <Facts
      rows={[
        [t('asked'), <Time key="asked" at={new Date(question.askedAt)} place={place} withDay />],
        [t('due'), <Time key="due" at={new Date(question.dueAt)} place={place} withDay />],
        [
          t(`origin.${question.origin}`),
          question.askingMission === null ? question.missionName : question.askingMission.name,
        ],
      ]}
    />
  )
}

function History({ events }: { events: readonly QuestionEvent[] }) {
  const { t } = useTexts('questions')
  const jakarta = { zone: 'Asia/Jakarta', label: 'WIB' }
  if (events.length === 0) return null
  return (
    <Panel title={t('history')} flush>
      <Rows label={t('history')}>
        {events.map((event) => (
          <ListRow
            key={event.id}
            title={t(`event.${event.kind}`, { from: event.fromMissionName ?? '', to: event.missionName })}
            meta={
              <>
                {event.by !== null && <span>{event.by}</span>}
                <Time at={new Date(event.at)} place={jakarta} withDay />
              </>
            }
          >
            {event.text !== null && (
              <p className="questions-said" dir="auto">
                {event.text}
              </p>
            )}
          </ListRow>
        ))}
      </Rows>
    </Panel>
  )
}
