import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { placeOf, useMissions } from '../../lookups/missions.ts'
import { atHandle, networkName } from '../../lookups/networks.ts'
import { Screen, ScreenHead, useWorkPlace } from '../../shell/index.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useHomeZone } from '../../ui/home-zone.tsx'
import { CircleCheck, CircleX, KeyRound, TriangleAlert } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import './alerts.css'

/** Accounts in foreign hands, and those that came back. */
export function TakeoversScreen() {
  const { t } = useTexts('alerts')
  const { mission } = useWorkPlace()
  const missions = useMissions()
  const home = useHomeZone()
  const query = mission === undefined ? {} : { missionId: mission.id }
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/takeovers', { query }))
  return (
    <Screen title={t('places.takeovers')} within={[{ label: t('title'), to: '/krisis' }]}>
      <div className="stack wide">
        <ScreenHead title={t('places.takeovers')} />
        <Failure error={error} onRetry={() => void refetch()} />
        {data === undefined ? (
          !error && <Skeleton rows={4} />
        ) : (
          <Panel flush>
            {data.takeovers.length === 0 ? (
              <EmptyState
                icon={KeyRound}
                title={t('takeover.none')}
                act={<ButtonLink to="/akun">{t('takeover.account')}</ButtonLink>}
              >
                {t('takeover.noneWhat')}
              </EmptyState>
            ) : (
              <Rows label={t('places.takeovers')}>
                {data.takeovers.map((row) => {
                  const place = missions.get(row.missionId)
                  return (
                    <ListRow
                      key={row.id}
                      icon={KeyRound}
                      {...(row.outcome === null ? { tone: 'alert' as const } : {})}
                      title={
                        <Link to="/krisis/akun/$takeoverId" params={{ takeoverId: row.id }}>
                          {networkName(row.network)} {atHandle(row.handle)}
                        </Link>
                      }
                      meta={
                        <>
                          <span>{place?.shortName ?? row.missionId}</span>
                          <span>
                            {t('takeover.since')}{' '}
                            <Time at={new Date(row.lostAt)} place={place ? placeOf(place) : home} withDay />
                          </span>
                          {row.openSteps > 0 && <span>{t('takeover.left', { count: row.openSteps })}</span>}
                        </>
                      }
                      end={
                        row.outcome === null ? (
                          <Chip tone="alert" icon={TriangleAlert}>
                            {t('takeover.running')}
                          </Chip>
                        ) : (
                          <Chip
                            tone={row.outcome === 'recovered' ? 'ok' : 'neutral'}
                            icon={row.outcome === 'recovered' ? CircleCheck : CircleX}
                          >
                            {t(`takeover.outcome.${row.outcome}`)}
                          </Chip>
                        )
                      }
                    />
                  )
                })}
              </Rows>
            )}
          </Panel>
        )}
      </div>
    </Screen>
  )
}
