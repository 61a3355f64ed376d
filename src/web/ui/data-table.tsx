import type { ReactNode } from 'react'
import { useTexts } from '../i18n/index.ts'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import { useFormat } from './home-zone.tsx'
import { ChevronLeft, ChevronRight } from './icons.ts'
import { ScrollArea } from './scroll-area.tsx'
import './data-table.css'

export type Column<R> = {
  id: string
  head: ReactNode
  cell: (row: R) => ReactNode
  /** Figures stand at the end of the column, digits under digits. */
  figures?: boolean
  /** Names the row, for screen readers. One column should. */
  rowHead?: boolean
  width?: string
}

/** A real table: caption, heads, rows. Wide ones scroll inside their panel, never the page. */
export function DataTable<R>({
  caption,
  captionShown,
  columns,
  rows,
  rowKey,
  selected,
  empty,
  minWidth,
}: {
  caption: string
  captionShown?: boolean
  columns: readonly Column<R>[]
  rows: readonly R[]
  rowKey: (row: R) => string
  selected?: string
  /** Shown in place of rows: say what to do first. */
  empty?: ReactNode
  minWidth?: number
}) {
  return (
    <ScrollArea label={caption}>
      <table className="table" style={minWidth === undefined ? undefined : { minWidth }}>
        <caption className={cx(!captionShown && 'vh')}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={cx(column.figures && 'end')}
                style={column.width === undefined ? undefined : { width: column.width }}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={cx(rowKey(row) === selected && 'selected')}>
              {columns.map((column) =>
                column.rowHead ? (
                  <th key={column.id} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={cx(column.figures && 'end num')}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {rows.length === 0 && empty !== undefined && (
            <tr>
              <td colSpan={columns.length}>{empty}</td>
            </tr>
          )}
        </tbody>
      </table>
    </ScrollArea>
  )
}

/** Forward and back through a list; the server's `next` says whether there is more. */
export function Pager({
  from,
  to,
  total,
  onBack,
  onForward,
}: {
  from: number
  to: number
  total?: number
  onBack?: (() => void) | undefined
  onForward?: (() => void) | undefined
}) {
  const { t } = useTexts('ui')
  const { number } = useFormat()
  const where = { from: number(from), to: number(to) }
  return (
    <nav className="pager" aria-label={t('pager.label')}>
      <span className="num">
        {total === undefined ? t('pager.span', where) : t('pager.spanOf', { ...where, total: number(total) })}
      </span>
      <Button kind="quiet" icon={ChevronLeft} iconOnly off={onBack === undefined} onClick={onBack}>
        {t('pager.back')}
      </Button>
      <Button kind="quiet" icon={ChevronRight} iconOnly off={onForward === undefined} onClick={onForward}>
        {t('pager.forward')}
      </Button>
    </nav>
  )
}
