import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { ObjectiveTag } from '../../lookups/objectives.tsx'
import { type Mission, Screen, ScreenHead, useWorkPlace } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { ChartColumn, Download, MapPin, Trash2 } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { Codes } from './codes.tsx'
import type { MissionOutcomes } from './mission-outcomes.ts'
import { RecordOutcome } from './record-outcome.tsx'
import './outcomes.css'

type Sums = MissionOutcomes['objectives']

/** What posts may have brought about, by objective; kept apart from the index. */
export function OutcomesScreen() {
  const { t } = useTexts('outcomes')
  const { mission } = useWorkPlace()
  return (
    <Screen title={t('title')}>
      <div className="stack wide">
        <ScreenHead title={t('title')} lead={t('lead')} />
        {mission ? <OfMission key={mission.id} mission={mission} /> : <OfMinistry />}
      </div>
    </Screen>
  )
}

function OfMission({ mission }: { mission: Mission }) {
  const { t } = useTexts('outcomes')
  const params = { missionId: mission.id }
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/missions/:missionId/outcomes', { params }))
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton rows={6} />
  return (
    <>
      <Table
        sums={data.objectives}
        title={`${t('table.title')} · ${data.quarter}`}
        aside={
          <a
            className="btn small"
            href={`/api/v1/missions/${mission.id}/outcomes/export?quarter=${data.quarter}`}
            download
          >
            <Download className="s" />
            {t('table.csv')}
          </a>
        }
      />
      <div className="outcomes-columns">
        {data.mayRecord && <RecordOutcome mission={mission} codes={data.codes} />}
        <Entries entries={data.entries} mayRecord={data.mayRecord} />
      </div>
      <Codes codes={data.codes} mayRecord={data.mayRecord} />
    </>
  )
}

function OfMinistry() {
  const { t } = useTexts('outcomes')
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/outcomes', { query: {} }))
  return (
    <>
      <Note icon={MapPin} title={t('chooseMission')}>
        {t('chooseMissionDetail')}
      </Note>
      <Failure error={error} onRetry={() => void refetch()} />
      {data && <Table sums={data.objectives} title={`${t('table.ministry')} · ${data.quarter}`} />}
    </>
  )
}

const kinds = ['lead', 'registration', 'visit', 'buyer'] as const

function Table({ sums, title, aside }: { sums: Sums; title: string; aside?: React.ReactNode }) {
  const { t } = useTexts('outcomes')
  const { number } = useFormat()
  return (
    <Panel title={title} aside={aside} flush footer={t('note')}>
      {sums.length === 0 ? (
        <EmptyState icon={ChartColumn} title={t('table.none')}>
          {t('table.noneDetail')}
        </EmptyState>
      ) : (
        <DataTable
          caption={title}
          rows={sums}
          rowKey={(row) => row.objective}
          minWidth={640}
          columns={[
            {
              id: 'objective',
              head: t('table.objective'),
              rowHead: true,
              cell: (row) => <ObjectiveTag code={row.objective} fallback={row.objective} />,
            },
            {
              id: 'openings',
              head: (
                <>
                  {t('openings')}
                  <small className="outcomes-level">{t('levels.out_take')}</small>
                </>
              ),
              figures: true,
              cell: (row) => number(row.openings),
            },
            ...kinds.map((kind) => ({
              id: kind,
              head: (
                <>
                  {t(`kinds.${kind}`)}
                  <small className="outcomes-level">{t('levels.outcome')}</small>
                </>
              ),
              figures: true,
              cell: (row: Sums[number]) => number(row[kind]),
            })),
          ]}
        />
      )}
    </Panel>
  )
}

function Entries({ entries, mayRecord }: { entries: MissionOutcomes['entries']; mayRecord: boolean }) {
  const { t } = useTexts('outcomes')
  const { number, calendarDay } = useFormat()
  const queries = useQueryClient()
  const refresh = () =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).includes('/outcomes') })
  const remove = useMutation({
    mutationFn: (outcomeId: string) => api('DELETE /api/v1/outcomes/:outcomeId', { params: { outcomeId } }),
    onSuccess: (_, outcomeId) =>
      toast(t('entries.removed'), () => {
        void api('POST /api/v1/outcomes/:outcomeId/restore', { params: { outcomeId } }).then(refresh)
      }),
    onSettled: refresh,
  })
  if (entries.length === 0) return null
  return (
    <Panel title={t('entries.title')} count={number(entries.length)} flush>
      <Failure error={remove.error} />
      <Rows label={t('entries.title')}>
        {entries.map((one) => (
          <ListRow
            key={one.id}
            title={`${number(one.amount)} ${t(`kinds.${one.kind}`).toLowerCase()}`}
            meta={
              <>
                <span>{calendarDay(one.happenedOn)}</span>
                <ObjectiveTag code={one.objective} fallback={one.objective} />
                {one.code !== null && <code>{one.code}</code>}
              </>
            }
            end={
              mayRecord && (
                <Button size="small" kind="quiet" icon={Trash2} iconOnly onClick={() => remove.mutate(one.id)}>
                  {t('entries.remove')}
                </Button>
              )
            }
          >
            <p className="soft t13 anywhere">{t('entries.from', { source: one.source })}</p>
          </ListRow>
        ))}
      </Rows>
    </Panel>
  )
}
