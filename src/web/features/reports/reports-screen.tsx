import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions } from '../../lookups/missions.ts'
import { useMyMissions } from '../../shell/index.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { useSession } from '../../shell/session.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField } from '../../ui/field.tsx'
import { FileText } from '../../ui/icons.ts'
import { Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { useQuarterName, useQuarters } from './quarters.ts'
import { ReportRow } from './report-row.tsx'
import { reportsQuery } from './reports-query.ts'
import './reports.css'

const headquarters = ['strategist', 'editor', 'regional_desk', 'leadership', 'auditor'] as const

/** Papers of a quarter: ask for one, see how far it is, take it. */
export function ReportsScreen() {
  const { t } = useTexts('reports')
  const { data, error, refetch, isPending } = useQuery(reportsQuery)
  const isHeadquarters = useIsHeadquarters()
  return (
    <Screen title={t('title')}>
      <ScreenHead
        title={t('title')}
        lead={t('lead')}
        acts={isHeadquarters ? <ButtonLink to="/laporan/garis-dasar">{t('toBaseline')}</ButtonLink> : undefined}
      />
      <div className="stack wide">
        <AskForm isHeadquarters={isHeadquarters} />
        <Failure error={error} onRetry={() => void refetch()} />
        {isPending && <Skeleton rows={3} />}
        {data && (
          <Panel title={t('list')} flush>
            {data.reports.length === 0 ? (
              <EmptyState icon={FileText} title={t('none')}>
                {t('empty')}
              </EmptyState>
            ) : (
              <Rows label={t('list')}>
                {data.reports.map((report) => (
                  <ReportRow key={report.id} report={report} />
                ))}
              </Rows>
            )}
          </Panel>
        )}
      </div>
    </Screen>
  )
}

/** Who reads the ministry's papers: a role of headquarters over the whole of it. */
function useIsHeadquarters(): boolean {
  const session = useSession()
  return (
    session?.grants.some(
      ({ role, missions }) => missions === 'all' && (headquarters as readonly string[]).includes(role),
    ) ?? false
  )
}

const wholeMinistry = ''

function AskForm({ isHeadquarters }: { isHeadquarters: boolean }) {
  const { t } = useTexts('reports')
  const quarters = useQuarters()
  const quarterName = useQuarterName()
  const queries = useQueryClient()
  const missions = useMissions()
  const { missions: own } = useMyMissions()
  const listed = (isHeadquarters ? [...missions.values()] : own).toSorted((a, b) =>
    a.shortName.localeCompare(b.shortName, 'id'),
  )
  const [about, setAbout] = useState<string>()
  const [quarter, setQuarter] = useState<string>()
  const [locale, setLocale] = useState<'id' | 'en'>('id')
  const [format, setFormat] = useState<'pdf' | 'xlsx'>('pdf')
  const chosen = about ?? (isHeadquarters ? wholeMinistry : (listed[0]?.id ?? wholeMinistry))
  const when = quarter ?? quarters[0] ?? ''
  const ask = useMutation({
    mutationFn: () =>
      api('POST /api/v1/reports', {
        body: { ...(chosen === wholeMinistry ? {} : { missionId: chosen }), quarter: when, locale, format },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: reportsQuery.queryKey })
      toast(t('asked'))
    },
  })
  return (
    <Panel title={t('form')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          ask.mutate()
        }}
      >
        <div className="reports-fields">
          <SelectField
            label={t('about')}
            value={chosen}
            onChange={setAbout}
            options={[
              ...(isHeadquarters ? [{ value: wholeMinistry, label: t('ministry') }] : []),
              ...listed.map(({ id, shortName }) => ({ value: id, label: shortName })),
            ]}
          />
          <SelectField
            label={t('quarter')}
            value={when}
            onChange={setQuarter}
            options={quarters.map((value) => ({ value, label: quarterName(value) }))}
          />
          <SelectField
            label={t('locale')}
            value={locale}
            onChange={(value) => setLocale(value === 'en' ? 'en' : 'id')}
            options={(['id', 'en'] as const).map((value) => ({ value, label: t(`locales.${value}`) }))}
          />
          <SelectField
            label={t('format')}
            value={format}
            onChange={(value) => setFormat(value === 'xlsx' ? 'xlsx' : 'pdf')}
            options={(['pdf', 'xlsx'] as const).map((value) => ({ value, label: t(`formats.${value}`) }))}
          />
        </div>
        <Failure error={ask.error} />
        <div className="row">
          <Button type="submit" kind="primary" busy={ask.isPending}>
            {t('make')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
