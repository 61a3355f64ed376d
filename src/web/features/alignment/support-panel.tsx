import type { HqSupport } from '../../../contract/steering.ts'
import { useTexts } from '../../i18n/index.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Panel } from '../../ui/panel.tsx'

type Part = HqSupport['parts'][number]

/** What headquarters owes, part by part with what it stands on; a part that cannot be measured says so. */
export function SupportPanel({ support, region }: { support: HqSupport; region?: HqSupport }) {
  const { t } = useTexts('alignment')
  const { number } = useFormat()
  const columns: readonly Column<Part>[] = [
    {
      id: 'part',
      head: t('support.part'),
      rowHead: true,
      cell: (part) => (
        <>
          {t(`support.${part.id}`)}
          <small>{t('support.weight', { weight: part.weight })}</small>
        </>
      ),
    },
    {
      id: 'stands',
      head: t('support.stands'),
      figures: true,
      cell: (part) => (
        <span className="alignment-of">
          {part.good === null || part.n === 0
            ? number(part.n)
            : t('support.of', { good: number(part.good), n: number(part.n) })}
        </span>
      ),
    },
    {
      id: 'value',
      head: t('support.value'),
      figures: true,
      cell: (part) =>
        part.value === null ? <span className="mute">{t('support.missing')}</span> : <b>{number(part.value, 0)}</b>,
    },
  ]
  return (
    <Panel
      title={t('support.title')}
      count={support.value === null ? undefined : `${number(support.value, 0)} ${t('outOf')}`}
      note={t('support.note')}
      flush
      footer={
        region === undefined || region.value === null ? undefined : (
          <span className="num">{t('support.region', { value: number(region.value, 0) })}</span>
        )
      }
    >
      <DataTable caption={t('support.title')} columns={columns} rows={support.parts} rowKey={(part) => part.id} />
    </Panel>
  )
}
