import { useTexts } from '../../i18n/index.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Zone } from '../../ui/format.ts'
import { useFormat } from '../../ui/home-zone.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Time } from '../../ui/time.tsx'
import type { ImportDetail } from './import-detail.ts'

const dayIn = (at: Date, zone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at)

/** First good rows as they were understood, so that a wrong zone or column is seen before anything is saved. */
export function Preview({ rows, place }: { rows: ImportDetail['preview']; place: Zone }) {
  const { t } = useTexts('imports')
  const { number, calendarDay } = useFormat()
  return (
    <Panel title={t('detail.preview')} note={t('detail.previewNote')} flush>
      <DataTable
        caption={t('detail.preview')}
        rows={rows}
        rowKey={(row) => String(row.line)}
        minWidth={640}
        columns={[
          { id: 'line', head: t('bad.line'), figures: true, width: '72px', cell: (row) => row.line },
          {
            id: 'when',
            head: t('detail.when'),
            width: '200px',
            cell: (row) => (
              <>
                {calendarDay(dayIn(new Date(row.publishedAt), place.zone))}
                {!row.isDayOnly && (
                  <>
                    {', '}
                    <Time at={new Date(row.publishedAt)} place={place} />
                  </>
                )}
              </>
            ),
          },
          {
            id: 'text',
            head: t('detail.text'),
            rowHead: true,
            cell: (row) =>
              row.text === '' ? (
                <span className="mute">{t('detail.noText')}</span>
              ) : (
                <span className="imports-cell" dir="auto">
                  {row.text}
                </span>
              ),
          },
          {
            id: 'views',
            head: t('detail.views'),
            figures: true,
            width: '96px',
            cell: (row) => (row.views === null ? '–' : number(row.views)),
          },
          {
            id: 'outcome',
            head: t('detail.outcome'),
            width: '120px',
            cell: (row) => (row.outcome === null ? '' : t(`detail.outcomes.${row.outcome}`)),
          },
        ]}
      />
    </Panel>
  )
}

/** Numbers of days or groups, as they were read; a masked group shows no number. */
export function Figures({ figures }: { figures: ImportDetail['figures'] }) {
  const { t } = useTexts('imports')
  const { number } = useFormat()
  return (
    <Panel title={t('detail.figures')} flush>
      <DataTable
        caption={t('detail.figures')}
        rows={figures}
        rowKey={(row) => `${row.label} ${row.name}`}
        columns={[
          { id: 'label', head: t('bad.line'), rowHead: true, cell: (row) => row.label },
          { id: 'name', head: t('bad.column'), cell: (row) => row.name },
          {
            id: 'value',
            head: t('bad.value'),
            figures: true,
            cell: (row) =>
              row.value === null ? <span className="mute">{t('detail.masked')}</span> : number(row.value),
          },
        ]}
      />
    </Panel>
  )
}
