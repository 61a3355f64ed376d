import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Delivery, Hold } from '../../../contract/deliveries.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions } from '../../lookups/missions.ts'
import { missionsQuery, useMyMissions, useWorkPlace } from '../../shell/scope.ts'
import { type Role, useSession } from '../../shell/session.ts'
import { Button } from '../../ui/button.tsx'
import { ComboField } from '../../ui/combo-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choice, SelectField, TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Pause } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'

const headquarters: readonly Role[] = ['strategist', 'editor', 'administrator']
const holdsKey = ['GET /api/v1/holds'] as const
type ScopeKind = 'ministry' | 'region' | 'mission' | 'item' | 'account'

function useMayHold(): boolean {
  const roles = useSession()?.roles ?? []
  return roles.some((role) => headquarters.includes(role) || role === 'head_of_mission')
}

/** Holds in force over what the person sees, with the way to lift them; at most `most`, the rest with their list. */
export function HoldsInForce({ most }: { most?: number }) {
  const { t } = useTexts('deliveries')
  const { number } = useFormat()
  const { mission, zone } = useWorkPlace()
  const mayHold = useMayHold()
  const missions = useMissions()
  const [lifting, setLifting] = useState<Hold>()
  const query = mission === undefined ? {} : { missionId: mission.id }
  const { data } = useQuery(apiQuery('GET /api/v1/holds', { query }))
  const regions = useQuery(missionsQuery).data?.regions
  if (data === undefined || data.holds.length === 0) return null
  const nameOf = (hold: Hold): string => {
    if (hold.scopeKind === 'ministry') return t('hold.ministry')
    if (hold.scopeKind === 'mission') return missions.get(hold.scopeValue)?.shortName ?? hold.scopeValue
    if (hold.scopeKind === 'region') return regions?.find((one) => one.id === hold.scopeValue)?.nameId ?? ''
    return hold.scopeName ?? ''
  }
  return (
    <Panel
      title={t('hold.inForce')}
      count={number(data.holds.length)}
      aside={most !== undefined && data.holds.length > most && <Link to="/pengiriman">{t('hold.all')}</Link>}
      flush
      className="deliveries-holds"
    >
      <Rows label={t('hold.inForce')}>
        {data.holds.slice(0, most).map((hold) => (
          <ListRow
            key={hold.id}
            icon={Pause}
            title={`${t(`kind.${hold.kind}`)} ${nameOf(hold)}`.trim()}
            meta={
              <>
                <span>{hold.reason}</span>
                <span>
                  {hold.endsAt === null ? (
                    t('detail.holdOpen')
                  ) : (
                    <>
                      {t('detail.holdUntil')} <Time at={new Date(hold.endsAt)} place={zone} withDay />
                    </>
                  )}
                </span>
                <span>{t('hold.stops', { count: hold.stopsCount })}</span>
                {hold.createdBy !== null && <span>{t('hold.by', { name: hold.createdBy.name })}</span>}
              </>
            }
            end={mayHold && <Button onClick={() => setLifting(hold)}>{t('hold.lift')}</Button>}
          />
        ))}
      </Rows>
      {lifting !== undefined && <Lift hold={lifting} onClose={() => setLifting(undefined)} />}
    </Panel>
  )
}

function Lift({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const { t } = useTexts('deliveries')
  const client = useQueryClient()
  const lift = useMutation({
    mutationFn: () => api('POST /api/v1/holds/:holdId/lift', { params: { holdId: hold.id } }),
    onSuccess: async () => {
      toast(t('hold.lifted'))
      onClose()
      await refresh(client)
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('hold.liftTitle')}
      acts={
        <>
          <Button kind="primary" busy={lift.isPending} onClick={() => lift.mutate()}>
            {t('hold.lift')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('act.back')}
          </Button>
        </>
      }
    >
      <p>{t('hold.liftWhat')}</p>
      <Failure error={lift.error} />
    </Dialog>
  )
}

/** Opens the dialog that holds a scope; only for those who may. With `about`, that item or its account comes first. */
export function HoldButton({ about }: { about?: Delivery }) {
  const { t } = useTexts('deliveries')
  const [open, setOpen] = useState(false)
  if (!useMayHold()) return null
  return (
    <>
      <Button icon={Pause} kind={about === undefined ? 'plain' : 'quiet'} onClick={() => setOpen(true)}>
        {t(about === undefined ? 'hold.open' : 'hold.this')}
      </Button>
      {open && <HoldDialog about={about} onClose={() => setOpen(false)} />}
    </>
  )
}

const hourChoices = [2, 6, 24, 72] as const

function HoldDialog({ about, onClose }: { about: Delivery | undefined; onClose: () => void }) {
  const { t } = useTexts('deliveries')
  const client = useQueryClient()
  const { wholeMinistry, missions } = useMyMissions()
  const { mission } = useWorkPlace()
  const regions = useQuery(missionsQuery).data?.regions ?? []
  const [scopeKind, setScopeKind] = useState<ScopeKind>(about === undefined ? 'mission' : 'item')
  const [missionId, setMissionId] = useState(about?.missionId ?? mission?.id ?? missions[0]?.id)
  const [regionId, setRegionId] = useState('')
  const [reason, setReason] = useState('')
  const [hours, setHours] = useState('24')
  const [exempt, setExempt] = useState(true)
  const values: Record<ScopeKind, string | undefined> = {
    item: about?.itemId,
    account: about?.account.id,
    mission: missionId,
    region: regionId,
    ministry: '*',
  }
  const scopeValue = values[scopeKind] ?? ''
  const scopes: readonly ScopeKind[] = [
    ...(about === undefined ? [] : (['item', 'account'] as const)),
    'mission',
    ...(wholeMinistry ? (['region', 'ministry'] as const) : []),
  ]
  const create = useMutation({
    mutationFn: () =>
      api('POST /api/v1/holds', {
        body: {
          kind: 'pause',
          scopeKind,
          scopeValue,
          reason: reason.trim(),
          endsAt: hours === '' ? null : new Date(Date.now() + Number(hours) * 3_600_000).toISOString(),
          exemptKinds: exempt ? ['service', 'emergency'] : [],
        },
      }),
    onSuccess: async () => {
      toast(t('hold.done'))
      onClose()
      await refresh(client)
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('hold.title')}
      acts={
        <>
          <Button
            kind="primary"
            busy={create.isPending}
            off={reason.trim().length < 3 || scopeValue === ''}
            onClick={() => create.mutate()}
          >
            {t('hold.act')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('act.back')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('hold.lead')}</p>
        {scopes.length > 1 && (
          <SelectField
            label={t('hold.scope')}
            value={scopeKind}
            onChange={(value) => setScopeKind(value as ScopeKind)}
            options={scopes.map((value) => ({ value, label: t(`hold.${value}`) }))}
          />
        )}
        {scopeKind === 'mission' && (
          <ComboField
            label={t('hold.mission')}
            value={missionId}
            onChange={setMissionId}
            options={missions.map((one) => ({ value: one.id, label: one.shortName, note: one.city }))}
          />
        )}
        {scopeKind === 'region' && (
          <SelectField
            label={t('hold.which')}
            value={regionId}
            onChange={setRegionId}
            placeholder="–"
            options={regions.map((one) => ({ value: one.id, label: one.nameId }))}
          />
        )}
        <TextField
          label={t('hold.reason')}
          hint={t('hold.reasonHint')}
          value={reason}
          onChange={setReason}
          maxLength={500}
        />
        <SelectField
          label={t('hold.until')}
          value={hours}
          onChange={setHours}
          options={[
            ...hourChoices.map((count) => ({ value: String(count), label: t('hold.hours', { count }) })),
            { value: '', label: t('hold.open_end') },
          ]}
        />
        <Choice checked={exempt} onChange={setExempt}>
          {t('hold.exempt')}
        </Choice>
        <Failure error={create.error} />
      </div>
    </Dialog>
  )
}

async function refresh(client: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all(
    [holdsKey, ['GET /api/v1/deliveries'], ['GET /api/v1/deliveries/:deliveryId']].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  )
}
