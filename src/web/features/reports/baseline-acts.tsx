import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Baseline } from '../../../contract/reports.ts'
import { api, apiQuery } from '../../api/index.ts'
import { currentLanguage, useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useSession } from '../../shell/session.ts'
import { Button } from '../../ui/button.tsx'
import { Download } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { ProgressLine } from '../../ui/progress-line.tsx'

const points = 5

/** Draws the quarter's sample at the usual precision; finer ones stand in the planner. */
export function DrawSample({ baseline: { quarter, seed, messages } }: { baseline: Baseline }) {
  const { t } = useTexts('reports')
  const queries = useQueryClient()
  const session = useSession()
  const draw = useMutation({
    mutationFn: () => api('POST /api/v1/rating/samples/:quarter', { params: { quarter }, body: { precision: points } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['GET /api/v1/baselines/:quarter'] }),
  })
  if (!session?.roles.includes('strategist') || messages === 0) return null
  return (
    <div className="stack tight">
      <Failure error={draw.error} />
      <div className="row">
        <Button kind={seed === null ? 'primary' : 'plain'} busy={draw.isPending} onClick={() => draw.mutate()}>
          {seed === null ? t('baseline.draw', { points }) : t('baseline.drawMore')}
        </Button>
      </div>
    </div>
  )
}

const stepMs = 1_000

/** The printed baseline, made in the background, and its open data. */
export function PrintBaseline({ baseline: { quarter, messages, isAudited } }: { baseline: Baseline }) {
  const { t } = useTexts('reports')
  const [wanted, setWanted] = useState<string>()
  const ask = useMutation({
    mutationFn: (format: 'pdf' | 'xlsx') =>
      api('POST /api/v1/reports', { body: { kind: 'baseline', quarter, locale: currentLanguage(), format } }),
    onSuccess: ({ id }) => setWanted(id),
  })
  const report = useQuery({
    ...apiQuery('GET /api/v1/reports/:reportId', { params: { reportId: wanted ?? '' } }),
    enabled: wanted !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'done' || state.data?.state === 'failed' ? false : stepMs),
  }).data
  if (messages === 0) return <p className="mute">{t('baseline.none')}</p>
  const data = `/api/v1/baselines/${quarter}/data`
  return (
    <div className="stack">
      <Note kind={isAudited ? 'info' : 'warn'}>{t(isAudited ? 'baseline.official' : 'baseline.notYet')}</Note>
      <Failure error={ask.error} />
      <div className="row wrap">
        <Button kind={isAudited ? 'primary' : 'plain'} busy={ask.isPending} onClick={() => ask.mutate('pdf')}>
          {t('baseline.pdf')}
        </Button>
        <Button onClick={() => ask.mutate('xlsx')}>{t('baseline.xlsx')}</Button>
        <a className="row" href={`${data}?format=csv`} download>
          <Download className="s" />
          {t('baseline.csv')}
        </a>
        <a className="row" href={`${data}?format=json`} download>
          <Download className="s" />
          {t('baseline.json')}
        </a>
      </div>
      {report && report.state !== 'done' && report.state !== 'failed' && (
        <ProgressLine label={t('progress')} value={report.progress} max={100} figures={t(`state.${report.state}`)} />
      )}
      {report?.state === 'failed' && <Note kind="error">{t('failed')}</Note>}
      {report?.state === 'done' && (
        <a className="row" href={`/api/v1/reports/${report.id}/file`} download={report.fileName}>
          <Download className="s" />
          {t('download')}: {report.fileName}
        </a>
      )}
    </div>
  )
}
