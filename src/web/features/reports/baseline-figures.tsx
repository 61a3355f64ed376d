import type { Baseline } from '../../../contract/reports.ts'
import { useTexts } from '../../i18n/index.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Panel } from '../../ui/panel.tsx'
import { TuningBar } from '../../ui/tuning-bar.tsx'
import { useQuarterName } from './quarters.ts'

/** The baseline in a sentence and a table: each share with its range, and what labels alone would have said. */
export function BaselineFigures({ baseline }: { baseline: Baseline }) {
  const { t } = useTexts('reports')
  const { number, percent, range, language } = useFormat()
  const quarterName = useQuarterName()
  const { figures } = baseline
  if (figures.length === 0) return null
  const hundred = (code: string) => number((figures.find((one) => one.code === code)?.share ?? 0) * 100, 0)
  const name = (figure: Baseline['figures'][number]) => (language === 'en' ? figure.nameEn : figure.nameId)
  return (
    <Panel
      title={t('baseline.figures', { quarter: quarterName(baseline.quarter) })}
      note={t('baseline.figuresNote')}
      flush
    >
      <p className="reports-sentence">
        {t('baseline.sentence', { zero: hundred('purpose-0'), one: hundred('purpose-1'), two: hundred('purpose-2') })}
      </p>
      <DataTable
        caption={t('baseline.figures', { quarter: quarterName(baseline.quarter) })}
        minWidth={560}
        rows={figures}
        rowKey={({ measure, code }) => `${measure} ${code}`}
        columns={[
          { id: 'name', head: t('baseline.measure'), rowHead: true, cell: name },
          {
            id: 'bar',
            head: <span className="vh">{t('baseline.share')}</span>,
            width: '26%',
            cell: (figure) => (
              <TuningBar name={name(figure)} value={figure.share * 100} range={[figure.low * 100, figure.high * 100]} />
            ),
          },
          { id: 'share', head: t('baseline.share'), figures: true, cell: ({ share }) => percent(share * 100) },
          {
            id: 'range',
            head: t('baseline.range'),
            figures: true,
            cell: ({ low, high }) => range(low * 100, high * 100, 0),
          },
          {
            id: 'labelled',
            head: t('baseline.labelled'),
            figures: true,
            cell: ({ labelled }) => percent(labelled * 100),
          },
        ]}
      />
    </Panel>
  )
}
