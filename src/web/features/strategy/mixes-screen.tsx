import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { MissionMix } from '../../../contract/strategy.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions } from '../../lookups/missions.ts'
import { ObjectiveTag } from '../../lookups/objectives.tsx'
import { useNow } from '../../shell/now.ts'
import { useWorkPlace } from '../../shell/scope.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { useSession } from '../../shell/session.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type MixState, MixStateChip, stateOf } from './mix-state.tsx'
import { Places, useMay } from './places.tsx'
import { QuarterSwitch, quarterNow, useQuarterName } from './quarter-switch.tsx'

const filters = ['all', 'none', 'waits_mission', 'waits_hq', 'agreed'] as const

/** Headquarters and desks see where each mission stands; whoever has one mission goes straight to its mix. */
export function MixesScreen() {
  const session = useSession()
  const { mission } = useWorkPlace()
  const { triwulan } = useSearch({ strict: false })
  const missionId = mission?.id
  const hasOne = session !== undefined && session.missions !== 'all' && session.missions.length <= 1
  if (hasOne && missionId !== undefined)
    return <Navigate to="/bauran/$missionId" params={{ missionId }} search={triwulan ? { triwulan } : {}} replace />
  return <AllMixes />
}

function AllMixes() {
  const { t } = useTexts('strategy')
  const home = useHomeZone()
  const now = useNow()
  const navigate = useNavigate()
  const name = useQuarterName()
  const may = useMay()
  const { triwulan } = useSearch({ strict: false })
  const quarter = triwulan ?? quarterNow(now, home.zone)
  const [filter, setFilter] = useState<(typeof filters)[number]>('all')
  const mixes = useQuery(apiQuery('GET /api/v1/target-mixes', { query: { quarter } }))
  const missions = useMissions()
  const nameOf = (one: MissionMix) => missions.get(one.missionId)?.shortName ?? one.missionId
  const rows = (mixes.data?.missions ?? []).toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'id'))
  const count = (state: MixState | 'all') => rows.filter((row) => state === 'all' || stateOf(row) === state).length
  const shown = rows.filter((row) => filter === 'all' || stateOf(row) === filter)
  return (
    <Screen title={t('places.mixes')}>
      <Places />
      <ScreenHead
        title={
          mixes.data === undefined
            ? t('places.mixes')
            : t('mixes.title', { agreed: count('agreed'), all: rows.length, quarter: name(quarter) })
        }
        lead={may.objectives ? t('mixes.lead') : t('mixes.leadRead')}
        acts={
          <QuarterSwitch
            quarter={quarter}
            onChange={(next) => void navigate({ to: '/bauran', search: { triwulan: next }, replace: true })}
          />
        }
      />
      <Failure error={mixes.error} onRetry={() => void mixes.refetch()} />
      {mixes.data === undefined ? (
        mixes.isPending && <Skeleton rows={8} />
      ) : (
        <Panel flush>
          <div className="strategy-tools">
            <SegmentedControl
              label={t('mixes.filter')}
              value={filter}
              onChange={setFilter}
              options={filters.map((value) => ({ value, label: t(`mixes.show.${value}`), count: count(value) }))}
            />
          </div>
          <DataTable
            caption={t('mixes.caption')}
            minWidth={720}
            rows={shown}
            rowKey={(row) => row.missionId}
            empty={<p className="mute">{t('mixes.empty')}</p>}
            columns={[
              {
                id: 'mission',
                head: t('mixes.mission'),
                rowHead: true,
                width: '22%',
                cell: (row) => (
                  <Link to="/bauran/$missionId" params={{ missionId: row.missionId }} search={{ triwulan: quarter }}>
                    {nameOf(row)}
                  </Link>
                ),
              },
              { id: 'state', head: t('mixes.state'), width: '24%', cell: (row) => <MixStateChip mix={row} /> },
              { id: 'top', head: t('mixes.top'), cell: (row) => <TopShares mix={row} /> },
            ]}
          />
        </Panel>
      )}
    </Screen>
  )
}

function TopShares({ mix }: { mix: MissionMix }) {
  const { percent } = useFormat()
  const shares = (mix.agreed ?? mix.proposed)?.shares ?? []
  return (
    <span className="row wrap">
      {shares.slice(0, 3).map((share) => (
        <ObjectiveTag key={share.objectiveCode} code={share.objectiveCode} share={percent(share.percent)} fallback="" />
      ))}
    </span>
  )
}
