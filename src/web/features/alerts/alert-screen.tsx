import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { Alert, AlertUpdate } from '../../../contract/alerts.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { directionOf } from '../../lookups/languages.ts'
import { placeOf, useMissions } from '../../lookups/missions.ts'
import { atHandle, networkName } from '../../lookups/networks.ts'
import { Screen, ScreenHead } from '../../shell/index.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { Clock, ExternalLink, FlaskConical, PenLine, Siren } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { ReviewPanel, StandDown, UpdateWriter } from './alert-acts.tsx'
import { countryName } from './country.ts'
import { HeldItems } from './held-items.tsx'
import { DrillChip, LevelChip } from './level-chip.tsx'
import { capacityWord } from './raise-screen.tsx'
import './alerts.css'

const route = getRouteApi('/app/krisis/siaga/$alertId')

/** One alert: what was said and when, where it went out, what it holds, and how it ends. */
export function AlertScreen() {
  const { t } = useTexts('alerts')
  const { alertId } = route.useParams()
  const { data, error, isPending, dataUpdatedAt, refetch } = useQuery({
    ...apiQuery('GET /api/v1/alerts/:alertId', { params: { alertId } }),
    refetchInterval: 20_000,
  })
  return (
    <Screen title={data?.title ?? t('title')} within={[{ label: t('title'), to: '/krisis' }]}>
      {isPending && <Skeleton rows={6} />}
      {error && !data && <EmptyState icon={Siren} title={t('detail.notFound')} />}
      <Failure error={data && error} onRetry={() => void refetch()} />
      {data && <Shown key={data.id} alert={data} aheadMs={Date.parse(data.now) - dataUpdatedAt} />}
    </Screen>
  )
}

function Shown({ alert, aheadMs }: { alert: Alert; aheadMs: number }) {
  const { t } = useTexts('alerts')
  const [open, setOpen] = useState<'update' | 'stand'>()
  const mission = useMissions().get(alert.missionId)
  const home = useHomeZone()
  const place = mission ? placeOf(mission) : home
  const areas =
    alert.areas.length > 0 ? alert.areas.join(', ') : `${countryName(alert.countryIso2)}, ${t('wholeCountry')}`
  return (
    <div className="stack wide">
      <ScreenHead
        above={
          <span className="row wrap">
            {alert.isDrill && <DrillChip />}
            <LevelChip level={alert.level} status={alert.status} />
            {alert.isStale && (
              <Chip tone="warn" icon={Clock}>
                {t('stale')}
              </Chip>
            )}
            <span className="mute">{mission?.shortName}</span>
          </span>
        }
        title={alert.title}
        lead={[areas, alert.elsewhereLevel !== null && t('elsewhere', { level: alert.elsewhereLevel })]
          .filter(Boolean)
          .join('. ')}
        acts={
          <>
            {alert.can.update && (
              <Button kind="primary" size="large" icon={PenLine} onClick={() => setOpen('update')}>
                {t('detail.update')}
              </Button>
            )}
            {alert.can.standDown && (
              <Button size="large" onClick={() => setOpen('stand')}>
                {t('detail.standDown')}
              </Button>
            )}
            {alert.page !== null && (
              <a className="btn" href={alert.page} target="_blank" rel="noopener noreferrer">
                <ExternalLink className="s" />
                {t('publicPage')}
              </a>
            )}
          </>
        }
      />
      {alert.isDrill && (
        <Note kind="accent" icon={FlaskConical} title={t('drillMark')}>
          {t('drillNote')}
        </Note>
      )}
      {alert.nextUpdateAt !== null && (
        <Note kind={alert.isStale ? 'warn' : 'info'} icon={Clock}>
          {t('next')} <Time at={new Date(alert.nextUpdateAt)} place={place} withDay />
        </Note>
      )}
      {open === 'update' && <UpdateWriter alert={alert} aheadMs={aheadMs} onClose={() => setOpen(undefined)} />}
      {open === 'stand' && <StandDown alert={alert} onClose={() => setOpen(undefined)} />}
      <ReviewPanel alert={alert} />
      <div className="alerts-columns">
        <div className="stack wide">
          <Panel title={t('detail.history')} count={alert.number}>
            {alert.updates.map((update) => (
              <Said key={update.number} alert={alert} update={update} />
            ))}
          </Panel>
          <Timeline alert={alert} />
        </div>
        <div className="stack wide">
          {!alert.isDrill && <Sendings alert={alert} />}
          {!alert.isDrill && alert.status === 'open' && <HeldItems items={alert.held} />}
        </div>
      </div>
    </div>
  )
}

function Said({ alert, update }: { alert: Alert; update: AlertUpdate }) {
  const { t } = useTexts('alerts')
  const mission = useMissions().get(alert.missionId)
  const home = useHomeZone()
  const place = mission ? placeOf(mission) : home
  const time = (instant: string) => <Time at={new Date(instant)} place={place} withDay />
  const [text, ...others] = update.texts
  return (
    <div className="alerts-said">
      <div className="row wrap">
        <b className="num">{t('number', { number: update.number })}</b>
        {update.kind === 'stand_down' ? (
          <LevelChip level={update.level} status="closed" />
        ) : (
          <LevelChip level={update.level} />
        )}
      </div>
      {text && (
        <div lang={text.language} dir={directionOf(text.language)}>
          <b>{text.title}</b>
          <ol>
            {text.instructions.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {text.situation !== '' && <p className="soft">{text.situation}</p>}
        </div>
      )}
      {others.map((other) => (
        <p key={other.language} lang={other.language} dir={directionOf(other.language)} className="soft">
          {other.title}
        </p>
      ))}
      <small className="mute">
        {t('detail.by', { name: update.decidedBy.name, capacity: capacityWord(t, update.capacity) })}
      </small>
      <small className="mute">
        {t('detail.knownAt')} {time(update.knownAt)}
        {' · '}
        {t('detail.decidedAt')} {time(update.decidedAt)}
        {' · '}
        {t('detail.publicAt')}{' '}
        {update.publicAt === null ? t(alert.isDrill ? 'detail.notPublic' : 'detail.onItsWay') : time(update.publicAt)}
      </small>
    </div>
  )
}

function Sendings({ alert }: { alert: Alert }) {
  const { t } = useTexts('alerts')
  const { number } = useFormat()
  return (
    <Panel title={t('detail.sendings')} count={number(alert.sendings.length)} flush>
      {alert.sendings.length === 0 ? (
        <p className="panel-body mute">{t('detail.sendingsNone')}</p>
      ) : (
        <Rows label={t('detail.sendings')}>
          {alert.sendings.map((one) => (
            <ListRow
              key={one.deliveryId}
              title={`${networkName(one.network)} ${atHandle(one.handle)}`}
              meta={
                <>
                  <span>{t('number', { number: one.number })}</span>
                  <span>{stateWord(t, one.state)}</span>
                </>
              }
              end={
                one.url !== null ? (
                  <a href={one.url} target="_blank" rel="noopener noreferrer">
                    {t('details')}
                  </a>
                ) : one.state === 'awaiting_person' ? (
                  <ButtonLink
                    size="small"
                    to="/pengiriman"
                    search={{ lihat: 'needs_me', pilih: one.deliveryId } as never}
                  >
                    {t('detail.byHand')}
                  </ButtonLink>
                ) : undefined
              }
            />
          ))}
        </Rows>
      )}
    </Panel>
  )
}

function Timeline({ alert }: { alert: Alert }) {
  const { t } = useTexts('alerts')
  const mission = useMissions().get(alert.missionId)
  const home = useHomeZone()
  const place = mission ? placeOf(mission) : home
  return (
    <Panel title={t('detail.timeline')} flush>
      <Rows label={t('detail.timeline')}>
        {alert.timeline.map(({ at, action, by }) => (
          <ListRow
            key={`${at} ${action}`}
            title={actWord(t, action)}
            meta={
              <>
                <Time at={new Date(at)} place={place} withDay />
                <span>{by ?? t('detail.system')}</span>
              </>
            }
          />
        ))}
      </Rows>
    </Panel>
  )
}

type T = ReturnType<typeof useTexts<'alerts'>>['t']
const states = [
  'scheduled',
  'sending',
  'pending',
  'sent',
  'awaiting_person',
  'held',
  'needs_confirmation',
  'refused',
  'unknown',
  'cancelled',
] as const
const stateWord = (t: T, state: string): string => {
  const known = states.find((one) => one === state)
  return known === undefined ? state : t(`detail.state.${known}`)
}
const acts = [
  'raised',
  'update',
  'promotion_held',
  'stand_down',
  'closed',
  'drill_raised',
  'drill_update',
  'drill_stand_down',
] as const
const actWord = (t: T, action: string): string => {
  const known = acts.find((one) => `alert.${one}` === action)
  return known === undefined ? action : t(`detail.act.${known}`)
}
