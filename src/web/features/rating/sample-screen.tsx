import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { SampleView } from '../../../contract/rating.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useNow } from '../../shell/now.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { useSession } from '../../shell/session.ts'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { AccuracyPanel, AgreementPanel } from './agreement-panels.tsx'
import { QuarterStep, quarterAt } from './quarter.tsx'
import './rating.css'

const precisions = ['3', '5', '10'] as const

/** The planner: how many messages of each stratum to rate for the precision wanted, and who still owes ratings. */
export function SampleScreen() {
  const { t } = useTexts('rating')
  const now = useNow()
  const home = useHomeZone()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const session = useSession()
  const { triwulan } = useSearch({ strict: false })
  const quarter = triwulan ?? quarterAt(now, home.zone)
  const [points, setPoints] = useState<(typeof precisions)[number]>('5')
  const asked = apiQuery('GET /api/v1/rating/samples/:quarter', {
    params: { quarter },
    query: { precision: Number(points) },
  })
  const { data, error, refetch, isPending } = useQuery(asked)
  const draw = useMutation({
    mutationFn: () =>
      api('POST /api/v1/rating/samples/:quarter', { params: { quarter }, body: { precision: Number(points) } }),
    onSuccess: (drawn) => {
      queries.setQueryData(asked.queryKey, drawn)
      toast(t('sample.drawn'))
    },
  })
  return (
    <Screen title={t('sample.title')}>
      <ScreenHead
        title={t('sample.title')}
        lead={t('sample.lead')}
        acts={
          <QuarterStep
            quarter={quarter}
            onChange={(next) => void navigate({ to: '/penilaian/sampel', search: { triwulan: next }, replace: true })}
          />
        }
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={6} />}
      {data && (
        <div className="stack wide">
          <div className="row wrap between">
            <SegmentedControl
              label={t('sample.precision')}
              value={points}
              onChange={setPoints}
              options={precisions.map((value) => ({ value, label: t('sample.points', { points: value }) }))}
            />
            {session?.roles.includes('strategist') && data.strata.length > 0 && (
              <Button kind="primary" busy={draw.isPending} onClick={() => draw.mutate()}>
                {t(data.seed === null ? 'sample.draw' : 'sample.drawMore')}
              </Button>
            )}
          </div>
          <Failure error={draw.error} />
          <Strata sample={data} />
          <Raters sample={data} />
          <AgreementPanel sample={data} />
          <AccuracyPanel sample={data} />
        </div>
      )}
    </Screen>
  )
}

function Strata({ sample }: { sample: SampleView }) {
  const { t } = useTexts('rating')
  const { number } = useFormat()
  return (
    <Panel
      title={t('sample.strata')}
      note={sample.seed === null ? t('sample.notDrawn') : t('sample.seed', { seed: sample.seed })}
      flush
      footer={sample.unread > 0 ? t('sample.unread', { count: sample.unread }) : undefined}
    >
      <DataTable
        caption={t('sample.strata')}
        minWidth={640}
        rows={sample.strata}
        rowKey={(row) => `${row.languageGroup} ${row.source}`}
        empty={<p className="mute">{t('sample.none')}</p>}
        columns={[
          {
            id: 'stratum',
            head: t('sample.stratum'),
            rowHead: true,
            cell: (row) => `${t(`desk.group.${row.languageGroup}`)}, ${t(`sample.source.${row.source}`)}`,
          },
          { id: 'population', head: t('sample.population'), figures: true, cell: (row) => number(row.population, 0) },
          { id: 'planned', head: t('sample.planned'), figures: true, cell: (row) => number(row.planned, 0) },
          { id: 'drawn', head: t('sample.drawnCount'), figures: true, cell: (row) => number(row.drawn, 0) },
          {
            id: 'rated',
            head: t('sample.rated'),
            width: '22%',
            cell: (row) => (
              <ProgressLine
                label={t('sample.rated')}
                value={row.rated}
                max={Math.max(row.drawn, row.rated)}
                figures={`${number(row.rated, 0)} · ${t(row.isAudited ? 'sample.audited' : 'sample.unaudited')}`}
              />
            ),
          },
          {
            id: 'now',
            head: t('sample.now'),
            figures: true,
            cell: (row) => (row.precision === null ? '–' : t('sample.points', { points: number(row.precision, 1) })),
          },
        ]}
      />
    </Panel>
  )
}

function Raters({ sample }: { sample: SampleView }) {
  const { t } = useTexts('rating')
  const { number } = useFormat()
  const owed = sample.raters.reduce((sum, { owes }) => sum + owes, 0)
  const seconds = sample.secondsEach ?? 10
  return (
    <Panel
      title={t('sample.raters')}
      note={
        owed > 0
          ? t('sample.time', { minutes: number(Math.ceil((owed * seconds) / 60), 0), seconds: number(seconds, 0) })
          : undefined
      }
      footer={sample.disputesOpen > 0 ? t('sample.disputes', { count: sample.disputesOpen }) : undefined}
      flush
    >
      {sample.raters.length < 2 && <Note kind="warn">{t('sample.noRaters')}</Note>}
      <DataTable
        caption={t('sample.raters')}
        rows={sample.raters}
        rowKey={(row) => row.personId}
        columns={[
          { id: 'name', head: t('sample.rater'), rowHead: true, cell: (row) => row.name },
          { id: 'done', head: t('sample.doneCount'), figures: true, cell: (row) => number(row.done, 0) },
          { id: 'owes', head: t('sample.owes'), figures: true, cell: (row) => number(row.owes, 0) },
        ]}
      />
    </Panel>
  )
}
