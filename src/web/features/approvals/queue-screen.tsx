import { useQuery } from '@tanstack/react-query'
import { type ApiResponse, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions, zoneOf } from '../../lookups/missions.ts'
import { networkName } from '../../lookups/networks.ts'
import { ObjectiveTag } from '../../lookups/objectives.tsx'
import { useNow } from '../../shell/now.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { useSession } from '../../shell/session.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Clock, Hourglass, ShieldCheck, TriangleAlert, UserCheck } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { InformedPanel } from './informed.tsx'
import { ReviewTimesPanel } from './review-times.tsx'
import './approvals.css'

type Row = ApiResponse<'GET /api/v1/approvals'>['rows'][number]
const soonMs = 2 * 3_600_000

/** What waits for the caller's decision; the decision itself is taken on the plain page, which works without this app. */
export function QueueScreen() {
  const { t } = useTexts('approvals')
  const roles = useSession()?.roles ?? []
  const isHead = roles.includes('head_of_mission')
  const queue = useQuery({ ...apiQuery('GET /api/v1/approvals'), refetchInterval: 60_000 })
  const rows = queue.data?.rows
  const count = rows?.length
  return (
    <Screen title={isHead ? t('titleHead') : t('title')}>
      <ScreenHead
        title={isHead ? t('titleHead') : t('title')}
        lead={count ? t('lead', { count }) : undefined}
        acts={
          <ButtonLink to="/persetujuan/mandat" icon={UserCheck}>
            {t('mandates.open')}
          </ButtonLink>
        }
      />
      <Failure error={queue.error} onRetry={() => void queue.refetch()} />
      {rows === undefined ? (
        queue.isPending && <Skeleton rows={4} />
      ) : (
        <Panel flush>
          {rows.length === 0 ? (
            <EmptyState
              icon={ShieldCheck}
              title={t('clear')}
              act={<ButtonLink to="/kiriman">{t('clearAct')}</ButtonLink>}
            >
              {t('clearWhat')}
            </EmptyState>
          ) : (
            <Rows label={t('list')}>
              {rows.map((row, index) => (
                <QueueRow key={row.id} row={row} first={index === 0} />
              ))}
            </Rows>
          )}
        </Panel>
      )}
      <div className="approvals-times stack wide">
        <InformedPanel />
        <ReviewTimesPanel />
      </div>
    </Screen>
  )
}

const capacities = [
  'head_of_mission',
  'delegate_of_head',
  'charge_ad_interim',
  'remote_approver',
  'regional_desk',
  'regional_desk_for_head',
  'regional_desk_escalated',
  'strategist',
  'strategist_for_desk',
  'editor',
] as const

/** A capacity that this release has no word for is a reviewer. */
const capacityOf = (name: string) => capacities.find((one) => one === name) ?? 'other'

function QueueRow({ row, first }: { row: Row; first: boolean }) {
  const { t } = useTexts('approvals')
  const now = useNow()
  const missions = useMissions()
  const { ago } = useFormat()
  const mission = missions.get(row.missionId)
  const main = row.objectives.toSorted((a, b) => b.weight - a.weight)[0]
  const planned = row.plannedAt === null ? undefined : new Date(row.plannedAt)
  // A deadline after publication would only mislead.
  const isOutFirst = planned !== undefined && row.dueAt !== null && planned < new Date(row.dueAt)
  const left = planned === undefined ? Number.POSITIVE_INFINITY : planned.getTime() - now.getTime()
  return (
    <ListRow
      title={row.title || t('untitled')}
      meta={
        <>
          <span>{mission?.shortName}</span>
          <ObjectiveTag code={main?.code ?? null} fallback={t('ceremony')} />
          <span>{[...new Set(row.networks)].map(networkName).join(', ')}</span>
          {row.submittedAt !== null && <span>{t('submitted', { ago: ago(new Date(row.submittedAt), now) })}</span>}
          <span>{t('by', { name: row.author.name })}</span>
          <span>{t(`step.${row.step}`)}</span>
          <span>{t('as', { capacity: t(`capacity.${capacityOf(row.capacity)}`) })}</span>
        </>
      }
      end={
        <a className={first ? 'btn primary' : 'btn'} href={`/setujui/${row.id}`}>
          {t('read')}
        </a>
      }
    >
      <div className="approvals-when">
        {planned === undefined || row.plannedZone === null ? (
          <span className="mute">{t('noTime')}</span>
        ) : (
          <span>
            {t('planned')} <Time at={planned} place={zoneOf(mission, row.plannedZone)} withDay />
          </span>
        )}
        {left < soonMs && (
          <Chip tone="warn" icon={Clock}>
            {left < 0 ? t('late') : t('soon')}
          </Chip>
        )}
        {row.dueAt !== null && !isOutFirst && (
          <span>
            {t('due')}{' '}
            <Time at={new Date(row.dueAt)} place={zoneOf(mission, mission?.timezone ?? 'Asia/Jakarta')} withDay />
          </span>
        )}
        {row.dueAt !== null && new Date(row.dueAt) < now && (
          <Chip tone="warn" icon={Hourglass}>
            {row.escalatedAt === null ? t('overdue') : t('escalated')}
          </Chip>
        )}
        {row.riskTier !== 'routine' && (
          <Chip tone="warn" icon={TriangleAlert}>
            {t(row.riskTier)}
          </Chip>
        )}
      </div>
    </ListRow>
  )
}
