import { useQuery } from '@tanstack/react-query'
import type { ReviewTimes } from '../../../contract/approvals.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Panel } from '../../ui/panel.tsx'

type Step = ReviewTimes['steps'][number]

/** How long reviews wait, by step: headquarters' own queue is on the same table as that of missions (APR-04). */
export function ReviewTimesPanel() {
  const { t } = useTexts('approvals')
  const { number, percent } = useFormat()
  const { data } = useQuery(apiQuery('GET /api/v1/approvals/times'))
  const steps = data?.steps.filter((step) => step.open + step.decided > 0) ?? []
  if (steps.length === 0) return null
  const columns: readonly Column<Step>[] = [
    { id: 'step', head: t('times.step'), rowHead: true, cell: (one) => t(`step.${one.step}`) },
    { id: 'open', head: t('times.open'), figures: true, cell: (one) => number(one.open) },
    { id: 'overdue', head: t('times.overdue'), figures: true, cell: (one) => number(one.overdue) },
    {
      id: 'median',
      head: t('times.median'),
      figures: true,
      cell: (one) => (one.medianHours === null ? '–' : number(one.medianHours, 1)),
    },
    { id: 'allowed', head: t('times.allowed'), figures: true, cell: (one) => number(one.allowedHours) },
    {
      id: 'share',
      head: t('times.share'),
      figures: true,
      cell: (one) => (one.inTimeShare === null ? '–' : percent(one.inTimeShare * 100)),
    },
  ]
  return (
    <Panel title={t('times.title')} note={t('times.note')} flush>
      <DataTable caption={t('times.title')} columns={columns} rows={steps} rowKey={(one) => one.step} minWidth={560} />
    </Panel>
  )
}
