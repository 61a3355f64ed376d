import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { Sensitivity } from '../../../contract/alignment.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Screen, ScreenHead } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { saveCsv } from '../../ui/chart-frame.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { FileDown, Scale } from '../../ui/icons.ts'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { WindowSpan, WindowSwitch } from '../alignment/window-switch.tsx'
import './board.css'

type Scenario = Sensitivity['scenarios'][number]
type Row = Sensitivity['rows'][number]

/** What other weights would change (MEA-11): for headquarters' analysts, by name; where a mission stands is told nowhere. */
export function SensitivityScreen() {
  const { t } = useTexts('board')
  const jendela = useSearch({ strict: false }).jendela
  const { data, error, refetch } = useQuery(
    apiQuery('GET /api/v1/alignment/sensitivity', { query: { window: jendela ?? '90d' } }),
  )
  return (
    <Screen title={t('sensitivity.title')} within={[{ label: t('title'), to: '/papan' }]}>
      <div className="stack wide">
        <ScreenHead
          above={data && <WindowSpan {...data.window} />}
          title={t('sensitivity.title')}
          lead={t('sensitivity.lead')}
          acts={<WindowSwitch value={jendela} />}
        />
        {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton rows={8} />}
        {data && data.missions === 0 && (
          <EmptyState icon={Scale} title={t('sensitivity.empty')}>
            {t('sensitivity.emptyDetail')}
          </EmptyState>
        )}
        {data && data.missions > 0 && <Report report={data} />}
      </div>
    </Screen>
  )
}

function Report({ report }: { report: Sensitivity }) {
  const { t } = useTexts('board')
  const { number, signed } = useFormat()
  const scenarios: readonly Column<Scenario>[] = [
    {
      id: 'name',
      head: t('sensitivity.scenario'),
      rowHead: true,
      cell: ({ name }) => (name === 'geometric' ? t('sensitivity.geometric') : name),
    },
    { id: 'mean', head: t('sensitivity.mean'), figures: true, cell: (one) => number(one.meanShift, 2) },
    { id: 'largest', head: t('sensitivity.largest'), figures: true, cell: (one) => number(one.largestShift, 1) },
    { id: 'bands', head: t('sensitivity.bands'), figures: true, cell: (one) => number(one.bandChanges) },
    { id: 'move', head: t('sensitivity.move'), figures: true, cell: (one) => number(one.largestMove) },
    {
      id: 'rho',
      head: t('sensitivity.rho'),
      figures: true,
      cell: (one) => (one.rankCorrelation === null ? '–' : number(one.rankCorrelation, 3)),
    },
  ]
  const missions: readonly Column<Row>[] = [
    {
      id: 'mission',
      head: t('map.mission'),
      rowHead: true,
      cell: ({ missionId, shortName }) => (
        <Link to="/perwakilan/$missionId/keselarasan" params={{ missionId }}>
          {shortName}
        </Link>
      ),
    },
    {
      id: 'shift',
      head: t('sensitivity.shift'),
      figures: true,
      cell: (row) => `${signed(row.lowestShift, 1)} … ${signed(row.highestShift, 1)}`,
    },
    { id: 'move', head: t('sensitivity.move'), figures: true, cell: (row) => number(row.largestMove) },
    {
      id: 'band',
      head: t('sensitivity.band'),
      cell: (row) => (row.changesBand ? t('sensitivity.changes') : t('sensitivity.stays')),
    },
  ]
  const save = () =>
    saveCsv(`kepekaan-${report.window.key}.csv`, [
      ['kind', 'name', 'mean_or_lowest_shift', 'largest_shift', 'band_changes', 'largest_move', 'rank_correlation'],
      ...report.scenarios.map((one) => [
        'scenario',
        one.name,
        one.meanShift,
        one.largestShift,
        one.bandChanges,
        one.largestMove,
        one.rankCorrelation ?? '',
      ]),
      ...report.rows.map((row) => [
        'mission',
        row.shortName,
        row.lowestShift,
        row.highestShift,
        row.changesBand ? 1 : 0,
        row.largestMove,
        '',
      ]),
    ])
  return (
    <>
      <Note>{t('sensitivity.note')}</Note>
      <Panel
        title={t('sensitivity.scenarios')}
        count={t('sensitivity.count', { count: report.missions })}
        flush
        aside={
          <Button kind="quiet" size="small" icon={FileDown} onClick={save}>
            CSV
          </Button>
        }
      >
        <DataTable
          caption={t('sensitivity.scenarios')}
          columns={scenarios}
          rows={report.scenarios}
          rowKey={({ name }) => name}
          minWidth={640}
        />
      </Panel>
      <Panel title={t('sensitivity.missions')} flush>
        <DataTable
          caption={t('sensitivity.missions')}
          columns={missions}
          rows={report.rows}
          rowKey={({ missionId }) => missionId}
          minWidth={520}
        />
      </Panel>
    </>
  )
}
