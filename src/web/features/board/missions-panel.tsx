import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { Board, BoardMission } from '../../../contract/alignment.ts'
import { useTexts } from '../../i18n/index.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { MapIcon, TableIcon } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { MapBand, MapMission } from '../../ui/world-map/world-map.tsx'
import { StateMark } from '../alignment/component-figure.tsx'
import { nameIn } from '../alignment/objectives.ts'
import { keepWindow } from './help-list.tsx'
import { scoredBand } from './scored-band.ts'

const WorldMap = lazy(() => import('../../ui/world-map/world-map.tsx').then((module) => ({ default: module.WorldMap })))

const bandOf: Record<NonNullable<BoardMission['band']>, MapBand> = {
  selaras: 'strong',
  cukup_selaras: 'fair',
  perlu_penguatan: 'growing',
  perlu_pendampingan: 'weak',
}

/** Every mission, on the map or in a table. A band's colour stands only where the mission is scored. */
export function MissionsPanel({ board, helped }: { board: Board; helped: ReadonlySet<string> }) {
  const { t } = useTexts('board')
  const navigate = useNavigate()
  const [view, setView] = useState<'map' | 'table'>('map')
  const dots = useMemo(() => board.missions.map((mission) => dotOf(mission, helped)), [board.missions, helped])
  return (
    <Panel
      title={t('map.title', { count: board.missionCount })}
      flush={view === 'table'}
      aside={
        <SegmentedControl
          label={t('map.view')}
          value={view}
          onChange={setView}
          options={[
            { value: 'map', label: t('map.map'), icon: MapIcon },
            { value: 'table', label: t('map.table'), icon: TableIcon },
          ]}
        />
      }
      footer={t('map.source')}
    >
      {view === 'map' ? (
        <Suspense fallback={<Skeleton kind="lines" rows={6} />}>
          <WorldMap
            missions={dots}
            onSelect={(missionId) =>
              void navigate({ to: '/perwakilan/$missionId/keselarasan', params: { missionId }, search: keepWindow })
            }
          />
        </Suspense>
      ) : (
        <MissionsTable board={board} />
      )}
    </Panel>
  )
}

const toMapBand = (band: BoardMission['band']): MapBand => (band === null ? 'unknown' : bandOf[band])

const dotOf = (mission: BoardMission, helped: ReadonlySet<string>): MapMission => ({
  id: mission.missionId,
  name: mission.shortName,
  latitude: mission.latitude,
  longitude: mission.longitude,
  band: toMapBand(scoredBand(mission)),
  help: helped.has(mission.missionId),
})

function MissionsTable({ board }: { board: Board }) {
  const { t } = useTexts('board')
  const { t: words } = useTexts('alignment')
  const { number, language } = useFormat()
  const regions = new Map(board.regions.map((region) => [region.regionId, nameIn(language, region)]))
  const value = (component: BoardMission['c1']) => (component.value === null ? '–' : number(component.value, 0))
  const columns: readonly Column<BoardMission>[] = [
    {
      id: 'mission',
      head: t('map.mission'),
      rowHead: true,
      cell: ({ missionId, shortName }) => (
        <Link to="/perwakilan/$missionId/keselarasan" params={{ missionId }} search={keepWindow}>
          {shortName}
        </Link>
      ),
    },
    { id: 'region', head: t('map.region'), cell: ({ regionId }) => regions.get(regionId) ?? '' },
    { id: 'messages', head: t('messages'), figures: true, cell: ({ messages }) => number(messages) },
    { id: 'c1', head: words('component.C1'), figures: true, cell: ({ c1 }) => value(c1) },
    { id: 'c3', head: words('component.C3'), figures: true, cell: ({ c3 }) => value(c3) },
    {
      id: 'state',
      head: t('map.state'),
      cell: (mission) => {
        const band = scoredBand(mission)
        const { c1, c3 } = mission
        return band === null ? <StateMark state={c1.state === 'scored' ? c3.state : c1.state} /> : words(`band.${band}`)
      },
    },
  ]
  return (
    <div className="board-table">
      <DataTable
        caption={t('map.caption')}
        columns={columns}
        rows={board.missions}
        rowKey={({ missionId }) => missionId}
        minWidth={720}
      />
    </div>
  )
}
