import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeliveryRow } from '../../../contract/deliveries.ts'
import { type ApiResponse, api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { placeOf, useMissions } from '../../lookups/missions.ts'
import { atHandle, networkName } from '../../lookups/networks.ts'
import { Screen, ScreenHead, useWorkPlace } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Choice } from '../../ui/field.tsx'
import { useHomeZone } from '../../ui/home-zone.tsx'
import { UserCheck } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ActBar } from '../../ui/steps.tsx'
import { Time } from '../../ui/time.tsx'
import { WhenField } from '../../ui/when-field.tsx'
import type { WallTime } from '../../ui/zones.ts'
import { useCrisisAct } from './use-crisis-act.ts'
import './alerts.css'

type Settled = ApiResponse<'POST /api/v1/deliveries-after-hold'>
type Act = 'confirm' | 'cancel' | 'move'

/** A mission's word on many deliveries after a pause: go on, move, or cancel, in one go (CRI-05). */
export function AfterScreen() {
  const { t } = useTexts('alerts')
  const { mission, zone } = useWorkPlace()
  const query = { view: 'needs_me' as const, limit: 100, ...(mission === undefined ? {} : { missionId: mission.id }) }
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/deliveries', { query }))
  const rows = data?.rows.filter((row) => row.state === 'needs_confirmation') ?? []
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<'move' | 'cancel'>()
  const [when, setWhen] = useState<WallTime>()
  const [refused, setRefused] = useState<Settled['refused']>([])
  const act = useCrisisAct<Settled>()
  const picked = rows.filter((row) => chosen.has(row.id))
  const settle = (kind: Act) =>
    act.mutate({
      run: () =>
        api('POST /api/v1/deliveries-after-hold', {
          body: {
            deliveries: picked.map((row) => ({
              deliveryId: row.id,
              act: kind,
              ...(kind === 'move' && when !== undefined ? { dueLocal: when, dueZone: zone.zone } : {}),
            })),
          },
        }),
      done: t('after.done', { count: picked.length }),
      after: (answer) => {
        setRefused(answer.refused)
        setChosen(new Set())
        setOpen(undefined)
      },
    })
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  return (
    <Screen title={t('after.title')} within={[{ label: t('title'), to: '/krisis' }]}>
      <div className="stack wide">
        <ScreenHead title={t('after.title')} lead={rows.length > 0 && t('after.lead', { count: rows.length })} />
        <Failure error={error} onRetry={() => void refetch()} />
        {refused.length > 0 && (
          <Note kind="warn" title={t('after.refused', { count: refused.length })}>
            {[...new Set(refused.map((one) => one.detail))].join(' ')}
          </Note>
        )}
        {data === undefined && !error && <Skeleton rows={5} />}
        {data !== undefined && rows.length === 0 && (
          <Panel>
            <EmptyState icon={UserCheck} title={t('after.none')}>
              {t('after.noneWhat')}
            </EmptyState>
          </Panel>
        )}
        {rows.length > 0 && (
          <>
            <Choice
              checked={picked.length === rows.length}
              note={t('after.chosen', { count: picked.length })}
              onChange={(on) => setChosen(on ? new Set(rows.map((row) => row.id)) : new Set())}
            >
              {t('after.all')}
            </Choice>
            <Panel flush>
              {rows.map((row) => (
                <Picked key={row.id} row={row} checked={chosen.has(row.id)} onChange={(on) => toggle(row.id, on)} />
              ))}
            </Panel>
            <Failure error={act.error} />
            <ActBar>
              <Button
                kind="primary"
                off={picked.length === 0}
                busy={act.isPending && t('working')}
                onClick={() => settle('confirm')}
              >
                {t('after.confirm')}
              </Button>
              <Button off={picked.length === 0} onClick={() => setOpen('move')}>
                {t('after.move')}
              </Button>
              <Button kind="danger" off={picked.length === 0} onClick={() => setOpen('cancel')}>
                {t('after.cancel')}
              </Button>
            </ActBar>
          </>
        )}
      </div>
      {open === 'move' && (
        <Dialog
          open
          onClose={() => setOpen(undefined)}
          title={t('after.moveTitle')}
          acts={
            <Button
              kind="primary"
              off={when === undefined}
              busy={act.isPending && t('working')}
              onClick={() => settle('move')}
            >
              {t('after.move')}
            </Button>
          }
        >
          <WhenField label={t('after.moveWhen')} place={zone} value={when} onChange={setWhen} />
          <Failure error={act.error} />
        </Dialog>
      )}
      {open === 'cancel' && (
        <Dialog
          open
          onClose={() => setOpen(undefined)}
          title={t('after.cancelTitle', { count: picked.length })}
          acts={
            <Button kind="danger" busy={act.isPending && t('working')} onClick={() => settle('cancel')}>
              {t('after.cancel')}
            </Button>
          }
        >
          <p>{t('after.cancelWhat')}</p>
          <Failure error={act.error} />
        </Dialog>
      )}
    </Screen>
  )
}

function Picked({ row, checked, onChange }: { row: DeliveryRow; checked: boolean; onChange: (on: boolean) => void }) {
  const { t } = useTexts('alerts')
  const mission = useMissions().get(row.missionId)
  const home = useHomeZone()
  return (
    <div className="alerts-picked">
      <Choice
        checked={checked}
        onChange={onChange}
        note={
          <>
            {mission?.shortName} · {networkName(row.account.network)} {atHandle(row.account.handle)} · {t('after.due')}{' '}
            <Time at={new Date(row.dueAt)} place={mission ? placeOf(mission) : home} withDay />
          </>
        }
      >
        <span>{row.title}</span>
      </Choice>
    </div>
  )
}
