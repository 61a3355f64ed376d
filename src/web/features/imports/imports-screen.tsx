import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { placeOf } from '../../lookups/missions.ts'
import { networkName } from '../../lookups/networks.ts'
import { type Mission, Screen, ScreenHead, useSession, useWorkPlace } from '../../shell/index.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { MapPin, Upload } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { PasteLinks } from './paste-links.tsx'
import { RunChip } from './run-chip.tsx'
import { UploadPanel } from './upload-panel.tsx'
import './imports.css'

/** Files and links of what was published elsewhere, for the mission in focus. */
export function ImportsScreen() {
  const { t } = useTexts('imports')
  const { mission } = useWorkPlace()
  const session = useSession()
  const records = session?.grants.some(({ role }) => role === 'mission_officer' || role === 'head_of_mission') ?? false
  return (
    <Screen title={t('title')}>
      <div className="stack wide">
        <ScreenHead title={t('title')} lead={t('lead')} />
        {mission ? (
          <>
            <div className="imports-columns">
              <UploadPanel key={mission.id} mission={mission} />
              {records && <PasteLinks key={`links ${mission.id}`} mission={mission} />}
            </div>
            <Latest mission={mission} />
          </>
        ) : (
          <Panel>
            <EmptyState icon={MapPin} title={t('chooseMission')}>
              {t('chooseMissionDetail')}
            </EmptyState>
          </Panel>
        )}
      </div>
    </Screen>
  )
}

function Latest({ mission }: { mission: Mission }) {
  const { t } = useTexts('imports')
  const { number } = useFormat()
  const { data, error, refetch } = useQuery(
    apiQuery('GET /api/v1/missions/:missionId/imports', { params: { missionId: mission.id } }),
  )
  const imports = data?.imports ?? []
  return (
    <Panel title={t('list.title')} flush>
      <Failure error={error} onRetry={() => void refetch()} />
      {!data && !error && <Skeleton rows={3} />}
      {data && imports.length === 0 && (
        <EmptyState icon={Upload} title={t('list.none')}>
          {t('list.noneDetail')}
        </EmptyState>
      )}
      <Rows label={t('list.title')}>
        {imports.map((run) => (
          <ListRow
            key={run.id}
            title={
              <Link to="/impor/$importId" params={{ importId: run.id }} className="anywhere">
                {run.fileName}
              </Link>
            }
            meta={
              <>
                <span>
                  {networkName(run.network)} · {run.handle}
                </span>
                <Time at={new Date(run.createdAt)} place={placeOf(mission)} withDay />
                <span>
                  {t('detail.good')} {number(run.counts.good)} · {t('detail.bad')} {number(run.counts.bad)}
                </span>
              </>
            }
            end={<RunChip state={run.state} />}
          />
        ))}
      </Rows>
    </Panel>
  )
}
