import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { Baseline } from '../../../contract/reports.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { Button } from '../../ui/button.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { ChevronLeft, ChevronRight } from '../../ui/icons.ts'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Step } from '../../ui/steps.tsx'
import { DrawSample, PrintBaseline } from './baseline-acts.tsx'
import { BaselineFigures } from './baseline-figures.tsx'
import { quarterAway, useQuarterName, useQuarters } from './quarters.ts'
import './reports.css'

/** The guided first quarter: import what exists, draw the sample, rate it, print the ministry's baseline. */
export function BaselineScreen() {
  const { t } = useTexts('reports')
  const { triwulan } = useSearch({ strict: false })
  const quarters = useQuarters()
  const quarter = triwulan ?? quarters[0] ?? ''
  const { data, error, refetch, isPending } = useQuery(
    apiQuery('GET /api/v1/baselines/:quarter', { params: { quarter } }),
  )
  return (
    <Screen title={t('baseline.title')} within={[{ label: t('title'), to: '/laporan' }]}>
      <ScreenHead title={t('baseline.title')} lead={t('baseline.lead')} acts={<QuarterStep quarter={quarter} />} />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={8} />}
      {data && (
        <div className="stack wide">
          <ImportStep baseline={data} />
          <SampleStep baseline={data} />
          <RateStep baseline={data} />
          <Step number={4} title={t('baseline.print')}>
            <p className="soft">{t('baseline.printLead')}</p>
            <PrintBaseline baseline={data} />
          </Step>
          <BaselineFigures baseline={data} />
        </div>
      )}
    </Screen>
  )
}

function QuarterStep({ quarter }: { quarter: string }) {
  const { t } = useTexts('reports')
  const name = useQuarterName()
  const navigate = useNavigate()
  const go = (by: number) =>
    void navigate({ to: '/laporan/garis-dasar', search: { triwulan: quarterAway(quarter, by) }, replace: true })
  return (
    <div className="row">
      <Button icon={ChevronLeft} iconOnly onClick={() => go(-1)}>
        {t('baseline.back')}
      </Button>
      <b className="nowrap">{name(quarter)}</b>
      <Button icon={ChevronRight} iconOnly onClick={() => go(1)}>
        {t('baseline.forward')}
      </Button>
    </div>
  )
}

function ImportStep({ baseline }: { baseline: Baseline }) {
  const { t } = useTexts('reports')
  const { number } = useFormat()
  return (
    <Step number={1} title={t('baseline.import')}>
      <div className="stack tight">
        <p className="soft">{t('baseline.importLead')}</p>
        <ProgressLine
          label={t('baseline.import')}
          value={baseline.publishing}
          max={baseline.missions}
          figures={t('baseline.imported', {
            publishing: number(baseline.publishing, 0),
            missions: number(baseline.missions, 0),
            messages: number(baseline.messages, 0),
          })}
        />
        {baseline.unread > 0 && <p className="mute">{t('baseline.unread', { count: baseline.unread })}</p>}
        {baseline.silent.length > 0 && (
          <details>
            <summary>{t('baseline.silent', { count: baseline.silent.length })}</summary>
            <p className="soft t13">{baseline.silent.map(({ shortName }) => shortName).join(', ')}</p>
          </details>
        )}
        <Link to="/perwakilan">{t('baseline.toMissions')}</Link>
      </div>
    </Step>
  )
}

function SampleStep({ baseline }: { baseline: Baseline }) {
  const { t } = useTexts('reports')
  const { number } = useFormat()
  const drawn = baseline.strata.reduce((sum, stratum) => sum + stratum.drawn, 0)
  return (
    <Step number={2} title={t('baseline.sample')}>
      <div className="stack tight">
        <p className="soft">{t('baseline.sampleLead')}</p>
        {baseline.seed !== null && <p>{t('baseline.drawn', { drawn: number(drawn, 0), seed: baseline.seed })}</p>}
        <DrawSample baseline={baseline} />
        <Link to="/penilaian/sampel" search={{ triwulan: baseline.quarter }}>
          {t('baseline.toPlanner')}
        </Link>
      </div>
    </Step>
  )
}

function RateStep({ baseline }: { baseline: Baseline }) {
  const { t } = useTexts('reports')
  const { number } = useFormat()
  const sum = (pick: (stratum: Baseline['strata'][number]) => number) =>
    baseline.strata.reduce((total, stratum) => total + pick(stratum), 0)
  const rated = sum((stratum) => stratum.rated)
  const drawn = Math.max(
    rated,
    sum((stratum) => stratum.drawn),
  )
  return (
    <Step number={3} title={t('baseline.rate')}>
      <div className="stack tight">
        <p className="soft">{t('baseline.rateLead')}</p>
        <ProgressLine
          label={t('baseline.rate')}
          value={rated}
          max={drawn}
          figures={t('baseline.rated', { rated: number(rated, 0), drawn: number(drawn, 0) })}
        />
        <ul className="soft t13">
          {baseline.strata.map((stratum) => (
            <li key={`${stratum.languageGroup} ${stratum.source}`}>
              {t('baseline.stratum', {
                group: t(`baseline.group.${stratum.languageGroup}`),
                source: t(`baseline.source.${stratum.source}`),
                rated: number(stratum.rated, 0),
                drawn: number(Math.max(stratum.drawn, stratum.rated), 0),
              })}
            </li>
          ))}
        </ul>
      </div>
    </Step>
  )
}
