import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DeliveryRow } from '../../../contract/deliveries.ts'
import { useTexts } from '../../i18n/index.ts'
import { useMissions, zoneOf } from '../../lookups/missions.ts'
import { networkName } from '../../lookups/networks.ts'
import { ObjectiveTag } from '../../lookups/objectives.tsx'
import { cx } from '../../ui/cx.ts'
import { DataTable } from '../../ui/data-table.tsx'
import type { Zone } from '../../ui/format.ts'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { StateChip } from '../../ui/state-chip.tsx'
import { StackedTime, Time } from '../../ui/time.tsx'
import type { DeliveriesSearch } from './routes.ts'

type Props = {
  rows: readonly DeliveryRow[]
  selected: string | undefined
  /** The mission in focus; its clock heads the column. Without one, each row names its own. */
  place: Zone | undefined
  narrow: boolean
  showDay: boolean
}

/** Deliveries by time: a table beside its detail, a list on a phone. */
export function DeliveryList(props: Props) {
  return props.narrow ? <NarrowList {...props} /> : <WideTable {...props} />
}

function WideTable({ rows, selected, place, showDay }: Props) {
  const { t } = useTexts('deliveries')
  return (
    <DataTable
      caption={t('caption')}
      rows={rows}
      rowKey={(row) => row.id}
      {...(selected === undefined ? {} : { selected })}
      columns={[
        { id: 'time', head: place?.label ?? t('time'), cell: (row) => <When row={row} {...{ place, showDay }} /> },
        {
          id: 'item',
          head: t('itemAndAccount'),
          rowHead: true,
          cell: (row) => (
            <>
              <Choose row={row}>{row.title || t('untitled')}</Choose>
              <Particulars row={row} mission={place === undefined} />
            </>
          ),
        },
        { id: 'state', head: t('state'), cell: (row) => <StateChip state={row.state} /> },
        { id: 'remark', head: t('remark'), cell: (row) => <Remark row={row} /> },
      ]}
    />
  )
}

function NarrowList({ rows, selected, place, showDay }: Props) {
  const { t } = useTexts('deliveries')
  const missions = useMissions()
  return (
    <ul className="rows deliveries-narrow" aria-label={t('caption')}>
      {rows.map((row) => (
        <li key={row.id} className={cx(row.id === selected && 'selected', row.state === 'cancelled' && 'gone')}>
          <div className="row between top-aligned">
            <Time at={new Date(row.dueAt)} place={zoneOf(missions.get(row.missionId), row.dueZone)} withDay={showDay} />
            <StateChip state={row.state} />
          </div>
          <Choose row={row}>{row.title || t('untitled')}</Choose>
          <Particulars row={row} mission={place === undefined} />
          <Remark row={row} />
          {row.needsPerson && row.id !== selected && (
            <Link
              to="/pengiriman"
              search={(old: DeliveriesSearch) => ({ ...old, pilih: row.id })}
              className="btn deliveries-check"
            >
              {t(row.state === 'unknown' ? 'check' : 'open')}
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

function When({ row, place, showDay }: { row: DeliveryRow; place: Zone | undefined; showDay: boolean }) {
  const missions = useMissions()
  const home = useHomeZone()
  const { day } = useFormat()
  const at = new Date(row.dueAt)
  const own = zoneOf(missions.get(row.missionId), row.dueZone)
  return (
    <>
      {showDay && <small className="deliveries-day">{day(at, own.zone)}</small>}
      <StackedTime at={at} place={own} />
      {own.zone !== home.zone && own.label !== place?.label && <small className="deliveries-day">{own.label}</small>}
    </>
  )
}

function Choose({ row, children }: { row: DeliveryRow; children: ReactNode }) {
  return (
    <Link
      to="/pengiriman"
      search={(old: DeliveriesSearch) => ({ ...old, pilih: row.id })}
      className={cx('deliveries-title', row.state === 'cancelled' && 'struck')}
      resetScroll={false}
    >
      {children}
    </Link>
  )
}

function Particulars({ row, mission }: { row: DeliveryRow; mission: boolean }) {
  const { t } = useTexts('deliveries')
  const missions = useMissions()
  return (
    <span className="deliveries-particulars">
      <ObjectiveTag code={row.objectiveCode} fallback={t('ceremony')} />
      <small>{networkName(row.account.network)}</small>
      {mission && <small>{missions.get(row.missionId)?.shortName}</small>}
    </span>
  )
}

function Remark({ row }: { row: DeliveryRow }) {
  return (
    <span className="deliveries-remark">
      {row.reason !== null && <span>{row.reason.detail}</span>}
      <span className={row.needsPerson ? 'next needs' : 'next'}>{row.nextStep.detail}</span>
    </span>
  )
}
