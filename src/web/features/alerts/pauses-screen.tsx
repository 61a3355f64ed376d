import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Pause } from '../../../contract/alerts.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions } from '../../lookups/missions.ts'
import { missionsQuery, Screen, ScreenHead, useSession, useWorkPlace } from '../../shell/index.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Pause as PauseIcon, UserCheck } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { OrderPause } from './order-pause.tsx'
import { useCrisisAct } from './use-crisis-act.ts'
import './alerts.css'

/** Pauses: national mourning and the like; ordered, moved and ended here. */
export function PausesScreen() {
  const { t } = useTexts('alerts')
  const { number } = useFormat()
  const roles = useSession()?.roles ?? []
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/pauses'))
  const [ordering, setOrdering] = useState(false)
  const mayOrder = roles.some((role) => ['strategist', 'editor', 'administrator', 'head_of_mission'].includes(role))
  return (
    <Screen title={t('pause.title')} within={[{ label: t('title'), to: '/krisis' }]}>
      <div className="stack wide">
        <ScreenHead
          title={t('pause.title')}
          lead={t('pause.lead')}
          acts={
            <>
              {mayOrder && !ordering && (
                <Button kind="primary" icon={PauseIcon} onClick={() => setOrdering(true)}>
                  {t('pause.order')}
                </Button>
              )}
              <ButtonLink icon={UserCheck} to="/krisis/setelah-jeda">
                {t('places.after')}
              </ButtonLink>
            </>
          }
        />
        {ordering && <OrderPause onClose={() => setOrdering(false)} />}
        <Failure error={error} onRetry={() => void refetch()} />
        {data === undefined ? (
          !error && <Skeleton rows={4} />
        ) : (
          <Panel title={t('pause.title')} count={number(data.pauses.length)} flush>
            {data.pauses.length === 0 ? (
              <EmptyState icon={PauseIcon} title={t('pause.none')}>
                {t('pause.noneWhat')}
              </EmptyState>
            ) : (
              <Rows label={t('pause.title')}>
                {data.pauses.map((pause) => (
                  <PauseRow key={pause.id} pause={pause} />
                ))}
              </Rows>
            )}
          </Panel>
        )}
      </div>
    </Screen>
  )
}

function PauseRow({ pause }: { pause: Pause }) {
  const { t } = useTexts('alerts')
  const { zone } = useWorkPlace()
  const missions = useMissions()
  const regions = useQuery(missionsQuery).data?.regions
  const [ending, setEnding] = useState(false)
  const where =
    pause.scopeKind === 'ministry'
      ? t('pause.scopes.ministry')
      : pause.scopeKind === 'region'
        ? (regions?.find((region) => region.id === pause.scopeValue)?.nameId ?? pause.scopeValue)
        : (missions.get(pause.scopeValue)?.shortName ?? pause.scopeValue)
  return (
    <ListRow
      icon={PauseIcon}
      title={pause.title}
      meta={
        <>
          <span>{where}</span>
          <span>
            {t('pause.from')} <Time at={new Date(pause.startsAt)} place={zone} withDay />
          </span>
          <span>
            {t('pause.until')}{' '}
            {pause.endsAt === null ? t('pause.openEnd') : <Time at={new Date(pause.endsAt)} place={zone} withDay />}
          </span>
          <span>{t('pause.held', { count: pause.heldCount })}</span>
          {pause.orderedBy !== null && <span>{t('pause.by', { name: pause.orderedBy.name })}</span>}
        </>
      }
      end={
        <span className="row wrap">
          <Chip tone={pause.state === 'running' ? 'accent' : 'neutral'} icon={PauseIcon}>
            {t(`pause.state.${pause.state}`)}
          </Chip>
          {pause.mayEnd && (
            <Button size="small" onClick={() => setEnding(true)}>
              {t('pause.end')}
            </Button>
          )}
        </span>
      }
    >
      <p className="soft">{pause.wording.id}</p>
      {ending && <EndPause pause={pause} onClose={() => setEnding(false)} />}
    </ListRow>
  )
}

function EndPause({ pause, onClose }: { pause: Pause; onClose: () => void }) {
  const { t } = useTexts('alerts')
  const act = useCrisisAct<Pause>()
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('pause.endTitle')}
      acts={
        <>
          <Button
            kind="primary"
            busy={act.isPending && t('working')}
            onClick={() =>
              act.mutate({
                run: () => api('POST /api/v1/pauses/:holdId/end', { params: { holdId: pause.id }, body: {} }),
                done: t('pause.ended'),
                after: onClose,
              })
            }
          >
            {t('pause.end')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('back')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('pause.endWhat')}</p>
        <Failure error={act.error} />
      </div>
    </Dialog>
  )
}
