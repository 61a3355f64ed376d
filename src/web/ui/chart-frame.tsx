import { type ReactNode, useState } from 'react'
import { useTexts } from '../i18n/index.ts'
import { Button } from './button.tsx'
import { ChartColumn, FileDown, TableIcon } from './icons.ts'
import { Panel } from './panel.tsx'

/** A chart with its measure as title, unit and window under it, its table one press away, a CSV, and its source. */
export function ChartFrame({
  title,
  unit,
  chart,
  table,
  csv,
  source,
}: {
  title: string
  unit: string
  chart: ReactNode
  /** The same figures as a `DataTable`. */
  table: ReactNode
  csv: { name: string; rows: readonly (readonly (string | number)[])[] }
  source: ReactNode
}) {
  const { t } = useTexts('ui')
  const [asTable, setAsTable] = useState(false)
  return (
    <Panel
      title={title}
      note={unit}
      aside={
        <>
          <Button
            kind="quiet"
            size="small"
            icon={asTable ? ChartColumn : TableIcon}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? t('chart.chart') : t('chart.table')}
          </Button>
          <Button kind="quiet" size="small" icon={FileDown} onClick={() => saveCsv(csv.name, csv.rows)}>
            CSV
          </Button>
        </>
      }
      footer={source}
    >
      {asTable ? table : chart}
    </Panel>
  )
}

/** Hands a file to the reader. Cells that a spreadsheet would run as a formula are quoted as text. */
export function saveCsv(name: string, rows: readonly (readonly (string | number)[])[]): void {
  const url = URL.createObjectURL(new Blob(['\ufeff', toCsv(rows)], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}

/** RFC 4180, CRLF. */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => row.map(cell).join(',')).join('\r\n')
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
