import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useHolds } from '../../lookups/use-holds.ts'
import { Screen, ScreenHead } from '../../shell/index.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { KeyRound } from '../../ui/icons.ts'
import { Rows } from '../../ui/list-row.tsx'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { RoundRow } from './round-row.tsx'
import { accountsQuery } from './use-account-act.ts'
import './accounts.css'

/** A mission confirms its accounts one by one: only its word makes them official. */
export function RoundScreen() {
  const { t } = useTexts('accounts')
  const { calendarDay } = useFormat()
  const { missionId = '' } = useParams({ strict: false })
  const holds = useHolds(missionId)
  const mission = useQuery(apiQuery('GET /api/v1/missions/:missionId', { params: { missionId } })).data
  const round = useQuery(apiQuery('GET /api/v1/missions/:missionId/confirmation-round', { params: { missionId } }))
  const { data, error, refetch } = useQuery(accountsQuery(missionId))
  const open = (data?.accounts ?? []).filter(({ status }) => status !== 'closed' && status !== 'archived')
  const answers = new Map((round.data?.accounts ?? []).map((one) => [one.accountId, one]))
  const answered = open.filter(({ id }) => (answers.get(id)?.answer ?? null) !== null).length
  const confirms = holds('mission_officer', 'head_of_mission')
  const running = round.data?.round ?? null
  const name = mission?.shortName ?? missionId
  return (
    <Screen
      title={t('round.title')}
      within={[
        { label: t('title'), to: '/akun' },
        { label: name, to: `/perwakilan/${missionId}` },
      ]}
    >
      <div className="stack wide accounts-narrow">
        <ScreenHead
          above={
            <span className="mute">
              {name}
              {running && ` · ${t('round.due', { day: calendarDay(running.dueOn) })}`}
            </span>
          }
          title={t('round.title')}
          lead={t('round.lead')}
        />
        {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {round.data && running === null && (
          <Note kind="info" title={t('round.none')}>
            {t('round.noneDetail')}
          </Note>
        )}
        {data && !confirms && <Note kind="info">{t('round.onlyMission')}</Note>}
        {running !== null && open.length > 0 && (
          <ProgressLine
            label={t('round.title')}
            value={answered}
            max={open.length}
            figures={
              answered === open.length ? t('round.done') : t('round.progress', { n: answered, total: open.length })
            }
          />
        )}
        <Panel flush>
          {!data && !error && <Skeleton rows={4} />}
          {data && open.length === 0 && (
            <EmptyState icon={KeyRound} title={t('round.empty')}>
              {t('round.emptyDetail')}
            </EmptyState>
          )}
          <Rows label={t('round.title')}>
            {open.map((account) => (
              <RoundRow
                key={account.id}
                account={account}
                said={answers.get(account.id)}
                inRound={running !== null}
                mission={mission}
                confirms={confirms}
              />
            ))}
          </Rows>
        </Panel>
      </div>
    </Screen>
  )
}
