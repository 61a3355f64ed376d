import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { ImportDetail } from './import-detail.ts'

const fields = ['publishedAt', 'text', 'title', 'url', 'remoteId', 'views', 'likes', 'replies', 'reposts'] as const
const orders = ['dmy', 'mdy', 'ymd'] as const
type Field = (typeof fields)[number]

/** Says what the columns of an unknown file mean, beside its first rows. */
export function MappingForm({ run }: { run: ImportDetail }) {
  const { t } = useTexts('imports')
  const [columns, setColumns] = useState<Partial<Record<Field, number>>>({})
  const [order, setOrder] = useState('')
  const queries = useQueryClient()
  const map = useMutation({
    mutationFn: () => {
      const chosen = orders.find((one) => one === order)
      return api('PUT /api/v1/imports/:importId/mapping', {
        params: { importId: run.id },
        body: { columns, ...(chosen === undefined ? {} : { order: chosen }) },
      })
    },
    onSettled: () =>
      queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).includes('/imports') }),
  })
  const choose = (field: Field, value: string) =>
    setColumns(({ [field]: _, ...rest }) => (value === '' ? rest : { ...rest, [field]: Number(value) }))
  const options = run.header.flatMap((header, index) =>
    header.trim() === '' ? [] : [{ value: String(index), label: header.trim() }],
  )
  const isReady =
    columns.publishedAt !== undefined && [columns.text, columns.url, columns.remoteId].some((one) => one !== undefined)
  return (
    <Panel title={t('map.title')} note={t('map.note')}>
      <div className="stack">
        <div className="imports-pair">
          {fields.map((field) => (
            <SelectField
              key={field}
              label={t(`map.fields.${field}`)}
              value={columns[field] === undefined ? '' : String(columns[field])}
              onChange={(value) => choose(field, value)}
              placeholder={t('map.unused')}
              options={options}
            />
          ))}
          <SelectField
            label={t('map.order')}
            value={order}
            onChange={setOrder}
            placeholder={t('map.orderFind')}
            options={orders.map((one) => ({ value: one, label: t(`map.orders.${one}`) }))}
          />
        </div>
        <DataTable
          caption={t('map.sample')}
          captionShown
          rows={run.sample.map((cells, index) => ({ index, cells }))}
          rowKey={(row) => String(row.index)}
          minWidth={Math.min(1600, options.length * 140)}
          columns={run.header.map((header, index) => ({
            id: String(index),
            head: header,
            cell: (row: { cells: readonly string[] }) => (
              <span className="imports-cell" dir="auto">
                {row.cells[index] ?? ''}
              </span>
            ),
          }))}
        />
        <Failure error={map.error} />
        <div className="row">
          <Button kind="primary" off={!isReady} busy={map.isPending && t('map.checking')} onClick={() => map.mutate()}>
            {t('map.check')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
