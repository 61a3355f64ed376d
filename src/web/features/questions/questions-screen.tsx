import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Question } from '../../../contract/questions.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions, zoneOf } from '../../lookups/missions.ts'
import { useWorkPlace } from '../../shell/scope.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { useSession } from '../../shell/session.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Check, ClipboardPaste, Eye, Hourglass, MessageCircleQuestionMark, Send, Siren } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { LogDialog } from './log-dialog.tsx'
import { MisunderstandingsPanel } from './misunderstandings.tsx'
import { useMasked } from './use-masked.ts'
import './questions.css'

type View = 'waiting' | 'answered' | 'closed'

/** What people asked, nearest deadline first, and the roads to answer it. */
export function QuestionsScreen() {
  const { t } = useTexts('questions')
  const { mission } = useWorkPlace()
  const roles = useSession()?.roles ?? []
  const isMission = roles.includes('mission_officer') || roles.includes('head_of_mission')
  const isHeadquarters = roles.includes('editor') || roles.includes('strategist') || roles.includes('leadership')
  const [view, setView] = useState<View>('waiting')
  const [logging, setLogging] = useState<'paste' | 'ask'>()
  const query = {
    ...(mission === undefined ? {} : { missionId: mission.id }),
    ...(view === 'waiting' ? {} : { state: view }),
  }
  const { data, error, isPending, refetch } = useQuery({
    ...apiQuery('GET /api/v1/questions', { query }),
    refetchInterval: 60_000,
  })
  const empty = { waiting: 'empty', answered: 'emptyAnswered', closed: 'emptyClosed' } as const
  return (
    <Screen title={t('title')}>
      <ScreenHead
        title={t('title')}
        lead={data === undefined ? t('lead') : t('counts', data.counts)}
        acts={
          <>
            {isMission && mission !== undefined && (
              <>
                <Button kind="primary" icon={ClipboardPaste} onClick={() => setLogging('paste')}>
                  {t('paste')}
                </Button>
                <Button icon={Send} onClick={() => setLogging('ask')}>
                  {t('askHq')}
                </Button>
              </>
            )}
            <ButtonLink to="/pertanyaan/siap-pakai" icon={Check}>
              {t('ready')}
            </ButtonLink>
          </>
        }
      />
      <div className={isHeadquarters ? 'columns' : 'stack wide'}>
        <div className="stack wide">
          <SegmentedControl
            label={t('stateLabel')}
            value={view}
            onChange={setView}
            options={(['waiting', 'answered', 'closed'] as const).map((value) => ({
              value,
              label: t(`state.${value}`),
              ...(value === 'waiting' && data !== undefined ? { count: data.counts.open + data.counts.screening } : {}),
            }))}
            wide
          />
          <Failure error={error} onRetry={() => void refetch()} />
          {data === undefined ? (
            isPending && <Skeleton rows={4} />
          ) : (
            <Panel flush>
              {data.questions.length === 0 ? (
                <EmptyState icon={MessageCircleQuestionMark} title={t(empty[view])}>
                  {t('emptyWhat')}
                </EmptyState>
              ) : (
                <Rows label={t('list')}>
                  {data.questions.map((question) => (
                    <QuestionRow key={question.id} question={question} />
                  ))}
                </Rows>
              )}
            </Panel>
          )}
        </div>
        {isHeadquarters && <MisunderstandingsPanel />}
      </div>
      {mission !== undefined && <LogDialog kind={logging} mission={mission} onClose={() => setLogging(undefined)} />}
    </Screen>
  )
}

function QuestionRow({ question }: { question: Question }) {
  const { t } = useTexts('questions')
  const missions = useMissions()
  const masked = useMasked()
  const { shortMoment } = useQuestionWords()
  const mission = missions.get(question.missionId)
  const isWaiting = question.state === 'open' || question.state === 'screening'
  return (
    <ListRow
      title={
        <Link
          to="/pertanyaan/$questionId"
          params={{ questionId: question.id }}
          className="questions-text"
          lang={question.language}
          dir="auto"
        >
          {masked(question.text) ?? t('forgotten')}
        </Link>
      }
      meta={
        <>
          <span>{t(`topic.${question.topic}`)}</span>
          <span>{question.missionName}</span>
          {question.askingMission !== null && <span>{t('fromMission', { name: question.askingMission.name })}</span>}
          <span>{t(`origin.${question.origin}`)}</span>
          <span>{shortMoment(question.askedAt)}</span>
        </>
      }
      end={
        <div className="row">
          {question.sla === 'emergency' && isWaiting && (
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
          {question.resolvedAt !== null && (
            <Chip tone="ok" icon={Check}>
              {t('resolved')}
            </Chip>
          )}
        </div>
      }
    >
      {isWaiting && (
        <small className="mute">
          {t('due')}{' '}
          <Time at={new Date(question.dueAt)} place={zoneOf(mission, mission?.timezone ?? 'Asia/Jakarta')} withDay />
        </small>
      )}
    </ListRow>
  )
}

function useQuestionWords() {
  const { calendarDay } = useFormat()
  return { shortMoment: (at: string) => calendarDay(at.slice(0, 10)) }
}
