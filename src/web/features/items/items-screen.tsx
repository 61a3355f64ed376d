import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ItemRow } from '../../../contract/items.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions, zoneOf } from '../../lookups/missions.ts'
import { useNarrow } from '../../lookups/narrow.ts'
import { networkName } from '../../lookups/networks.ts'
import { ObjectiveTag } from '../../lookups/objectives.tsx'
import { useWorkPlace } from '../../shell/scope.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { useSession } from '../../shell/session.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { PenLine, Send } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import type { ItemFilter } from './routes.ts'
import { StatusChip } from './status-chip.tsx'
import './items.css'

const route = getRouteApi('/app/kiriman')
const filters = ['all', 'draft', 'in_review', 'returned', 'approved', 'withdrawn'] as const

/** Items of the mission in focus, the newest change first. */
export function ItemsScreen() {
  const { t } = useTexts('items')
  const { keadaan, kit } = route.useSearch()
  const navigate = route.useNavigate()
  const { mission } = useWorkPlace()
  const narrow = useNarrow()
  const roles = useSession()?.roles ?? []
  const mayWrite = roles.some((role) => ['mission_officer', 'head_of_mission', 'editor', 'strategist'].includes(role))
  const query = {
    ...(mission === undefined ? {} : { missionId: mission.id }),
    ...(keadaan === undefined ? {} : { status: keadaan }),
    ...(kit === undefined ? {} : { campaignId: kit }),
  }
  const list = useInfiniteQuery({
    // A key of its own: pages under the key of a plain query (the day has one) would break whoever reads second.
    queryKey: ['GET /api/v1/items', {}, query, 'pages'] as const,
    queryFn: ({ pageParam, signal }) =>
      api('GET /api/v1/items', { query: pageParam === undefined ? query : { ...query, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows)
  const choose = (value: 'all' | ItemFilter) =>
    void navigate({
      search: { ...(value === 'all' ? {} : { keadaan: value }), ...(kit === undefined ? {} : { kit }) },
    })
  const options = filters.map((value) => ({ value, label: value === 'all' ? t('all') : t(`status.${value}`) }))
  return (
    <Screen title={t('title')}>
      <ScreenHead
        title={t('title')}
        lead={t('lead')}
        acts={
          <>
            <ButtonLink to="/pengiriman" icon={Send}>
              {t('deliveries')}
            </ButtonLink>
            {mayWrite && (
              <ButtonLink to="/kiriman/baru" kind="primary" icon={PenLine}>
                {t('write')}
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="items-filter">
        {narrow ? (
          <SelectField
            label={t('filter')}
            value={keadaan ?? 'all'}
            onChange={(value) => choose(value as 'all' | ItemFilter)}
            options={options}
          />
        ) : (
          <SegmentedControl label={t('filter')} value={keadaan ?? 'all'} onChange={choose} options={options} />
        )}
      </div>
      {kit !== undefined && (
        <Note
          act={{
            label: t('showAll'),
            onClick: () => void navigate({ search: keadaan === undefined ? {} : { keadaan } }),
          }}
        >
          {t('fromKit')}
        </Note>
      )}
      <Failure error={list.error} onRetry={() => void list.refetch()} />
      {rows === undefined ? (
        list.isPending && <Skeleton rows={6} />
      ) : (
        <Panel flush>
          {rows.length === 0 ? (
            <EmptyState
              icon={PenLine}
              title={t('empty')}
              act={<ButtonLink to="/kampanye">{t('emptyKits')}</ButtonLink>}
            >
              {t('emptyWhat')}
            </EmptyState>
          ) : narrow ? (
            <NarrowItems rows={rows} everywhere={mission === undefined} />
          ) : (
            <WideItems rows={rows} everywhere={mission === undefined} />
          )}
          {list.hasNextPage && (
            <div className="items-more">
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('more')}
              </Button>
            </div>
          )}
        </Panel>
      )}
    </Screen>
  )
}

type RowsProps = { rows: readonly ItemRow[]; everywhere: boolean }

function WideItems({ rows, everywhere }: RowsProps) {
  const { t } = useTexts('items')
  const missions = useMissions()
  return (
    <DataTable
      caption={t('caption')}
      rows={rows}
      rowKey={(row) => row.id}
      minWidth={640}
      columns={[
        {
          id: 'item',
          head: t('item'),
          rowHead: true,
          cell: (row) => (
            <>
              <ItemLink row={row} />
              <Particulars row={row} everywhere={everywhere} />
            </>
          ),
        },
        { id: 'when', head: t('when'), cell: (row) => <When row={row} /> },
        { id: 'state', head: t('state'), cell: (row) => <StatusChip status={row.status} /> },
        { id: 'changed', head: t('changed'), cell: (row) => <Changed row={row} zone={missions.get(row.missionId)} /> },
      ]}
    />
  )
}

function NarrowItems({ rows, everywhere }: RowsProps) {
  const { t } = useTexts('items')
  return (
    <ul className="rows items-narrow" aria-label={t('caption')}>
      {rows.map((row) => (
        <li key={row.id}>
          <div className="row between wrap">
            <When row={row} />
            <StatusChip status={row.status} />
          </div>
          <ItemLink row={row} />
          <Particulars row={row} everywhere={everywhere} />
        </li>
      ))}
    </ul>
  )
}

function ItemLink({ row }: { row: ItemRow }) {
  const { t } = useTexts('items')
  return (
    <Link to="/kiriman/$itemId" params={{ itemId: row.id }} className="items-title">
      {row.title || t('untitled')}
    </Link>
  )
}

function Particulars({ row, everywhere }: { row: ItemRow; everywhere: boolean }) {
  const { t } = useTexts('items')
  const missions = useMissions()
  const main = row.objectives.toSorted((a, b) => b.weight - a.weight)[0]
  return (
    <span className="items-particulars">
      <ObjectiveTag code={main?.code ?? null} fallback={row.kind === 'protocol' ? t('ceremony') : t('noObjective')} />
      <small>{[...new Set(row.networks)].map(networkName).join(', ')}</small>
      {everywhere && <small>{missions.get(row.missionId)?.shortName}</small>}
      {row.riskTier !== 'routine' && <small>{t(`bar.${row.riskTier}`)}</small>}
    </span>
  )
}

function When({ row }: { row: ItemRow }) {
  const { t } = useTexts('items')
  const missions = useMissions()
  if (row.plannedAt === null || row.plannedZone === null) return <span className="mute">{t('noTime')}</span>
  return <Time at={new Date(row.plannedAt)} place={zoneOf(missions.get(row.missionId), row.plannedZone)} withDay />
}

function Changed({ row, zone }: { row: ItemRow; zone: { timezone: string; city: string } | undefined }) {
  const { day, time } = useFormat()
  const at = new Date(row.updatedAt)
  const at0 = zone?.timezone ?? 'Asia/Jakarta'
  return (
    <span className="items-changed">
      <span className="num">
        {day(at, at0)}, {time(at, at0)} {zone?.city ?? 'WIB'}
      </span>
      <small>{row.author.name}</small>
    </span>
  )
}
