import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Download } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import type { ImportDetail } from './import-detail.ts'

/** Every row that was left out, by line: where, why, and what to do; the whole list as CSV. */
export function BadRows({ run }: { run: ImportDetail }) {
  const { t } = useTexts('imports')
  const { number } = useFormat()
  const [after, setAfter] = useState(0)
  const { data, error } = useQuery(
    apiQuery('GET /api/v1/imports/:importId/bad-rows', { params: { importId: run.id }, query: { after } }),
  )
  const next = data?.next
  return (
    <Panel
      title={t('bad.title')}
      count={number(run.counts.bad)}
      flush
      aside={
        <a className="btn small" href={`/api/v1/imports/${run.id}/report`} download>
          <Download className="s" />
          {t('bad.csv')}
        </a>
      }
    >
      <Failure error={error} />
      <DataTable
        caption={t('bad.title')}
        rows={data?.rows ?? []}
        rowKey={(row) => String(row.line)}
        minWidth={720}
        columns={[
          { id: 'line', head: t('bad.line'), figures: true, rowHead: true, width: '72px', cell: (row) => row.line },
          { id: 'column', head: t('bad.column'), width: '150px', cell: (row) => row.column ?? '–' },
          {
            id: 'value',
            head: t('bad.value'),
            width: '180px',
            cell: (row) => (
              <span className="imports-cell" dir="auto">
                {row.value === '' ? '–' : row.value}
              </span>
            ),
          },
          { id: 'why', head: t('bad.why'), cell: (row) => row.why },
          { id: 'todo', head: t('bad.todo'), cell: (row) => row.todo },
        ]}
      />
      {next !== undefined && (
        <div className="imports-inset">
          <Button size="small" onClick={() => setAfter(next)}>
            {t('bad.more')}
          </Button>
        </div>
      )}
    </Panel>
  )
}
