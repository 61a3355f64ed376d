import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AlertRow, PublicAlert } from '../../../contract/alerts.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { placeOf, useMissions } from '../../lookups/missions.ts'
import { Screen, ScreenHead, useSession, useWorkPlace } from '../../shell/index.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Choice } from '../../ui/field.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { Clock, ExternalLink, FlaskConical, Siren } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { countryName } from './country.ts'
import { DrillChip, LevelChip } from './level-chip.tsx'
import { Places } from './places.tsx'
import './alerts.css'

/** Alerts by level, those of others nearby, and the ways to everything else a crisis needs. */
export function DeskScreen() {
  const { t } = useTexts('alerts')
  const { number } = useFormat()
  const { mission } = useWorkPlace()
  const roles = useSession()?.roles ?? []
  const [closed, setClosed] = useState(false)
  const query = {
    ...(mission === undefined ? {} : { missionId: mission.id }),
    ...(closed ? { includeClosed: 'true' as never } : {}),
  }
  const { data, error, isPending, refetch } = useQuery({
    ...apiQuery('GET /api/v1/alerts', { query }),
    refetchInterval: 60_000,
  })
  const running = data?.alerts.filter((alert) => alert.status === 'open' && !alert.isDrill) ?? []
  const stale = running.filter((alert) => alert.isStale).length
  const lead =
    stale > 0
      ? t('lead.stale', { count: stale })
      : running.length > 0
        ? t('lead.running', { count: running.length })
        : t('lead.calm')
  const mayRaise =
    mission !== undefined &&
    roles.some((role) => role === 'head_of_mission' || role === 'mission_officer' || role === 'regional_desk')
  return (
    <Screen title={t('title')}>
      <div className="stack wide">
        <ScreenHead
          title={t('title')}
          lead={data && lead}
          acts={
            mayRaise && (
              <>
                <ButtonLink kind="danger" size="large" icon={Siren} to="/krisis/baru">
                  {t('raise')}
                </ButtonLink>
                <ButtonLink icon={FlaskConical} size="large" to="/krisis/baru" search={{ latihan: true }}>
                  {t('drill')}
                </ButtonLink>
              </>
            )
          }
        />
        <Failure error={error} onRetry={() => void refetch()} />
        {isPending && <Skeleton rows={4} />}
        {data && (
          <div className="alerts-columns">
            <div className="stack wide">
              <Panel title={t('mine')} count={number(data.alerts.length)} flush>
                {data.alerts.length === 0 ? (
                  <EmptyState icon={Siren} title={t('none')}>
                    {t('noneWhat')}
                  </EmptyState>
                ) : (
                  <Rows label={t('mine')}>
                    {data.alerts.map((alert) => (
                      <OwnRow key={alert.id} alert={alert} />
                    ))}
                  </Rows>
                )}
              </Panel>
              <Choice checked={closed} onChange={setClosed}>
                {t('closed')}
              </Choice>
              {data.elsewhere.length > 0 && (
                <Panel title={t('around')} count={number(data.elsewhere.length)} flush>
                  <Rows label={t('around')}>
                    {data.elsewhere.map((alert) => (
                      <OtherRow key={alert.slug} alert={alert} />
                    ))}
                  </Rows>
                </Panel>
              )}
            </div>
            <Places />
          </div>
        )}
      </div>
    </Screen>
  )
}

function OwnRow({ alert }: { alert: AlertRow }) {
  const { t } = useTexts('alerts')
  const missions = useMissions()
  const mission = missions.get(alert.missionId)
  const home = useHomeZone()
  const place = mission ? placeOf(mission) : home
  return (
    <ListRow
      icon={alert.isDrill ? FlaskConical : Siren}
      {...(alert.level === 1 && alert.status === 'open' && !alert.isDrill ? { tone: 'alert' as const } : {})}
      title={
        <Link to="/krisis/siaga/$alertId" params={{ alertId: alert.id }}>
          {alert.title}
        </Link>
      }
      meta={
        <>
          <span>{mission?.shortName ?? alert.missionId}</span>
          <span>
            {alert.areas.length > 0
              ? alert.areas.join(', ')
              : `${countryName(alert.countryIso2)}, ${t('wholeCountry')}`}
          </span>
          <span>{t('number', { number: alert.number })}</span>
          {alert.nextUpdateAt !== null && (
            <span>
              {t('next')} <Time at={new Date(alert.nextUpdateAt)} place={place} withDay />
            </span>
          )}
        </>
      }
      end={
        <span className="row wrap">
          {alert.isDrill && <DrillChip />}
          {alert.isStale && (
            <Chip tone="warn" icon={Clock}>
              {t('stale')}
            </Chip>
          )}
          <LevelChip level={alert.level} status={alert.status} />
        </span>
      }
    />
  )
}

function OtherRow({ alert }: { alert: PublicAlert }) {
  const { t } = useTexts('alerts')
  const [text] = alert.texts
  return (
    <ListRow
      icon={Siren}
      title={
        <a href={alert.page} target="_blank" rel="noopener noreferrer">
          {text?.title} <ExternalLink className="s" />
        </a>
      }
      meta={
        <>
          <span>{alert.missionName}</span>
          <span>{alert.areas.length > 0 ? alert.areas.join(', ') : countryName(alert.countryIso2)}</span>
          <span>{t('number', { number: alert.number })}</span>
        </>
      }
      end={<LevelChip level={alert.level} />}
    />
  )
}
