import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mandate, MissionMandates } from '../../../contract/approvals.ts'
import { api, apiQuery, fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions } from '../../lookups/missions.ts'
import { useWorkPlace } from '../../shell/scope.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { useSession } from '../../shell/session.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import { ComboField } from '../../ui/combo-field.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Choice, ChoiceGroup, SelectField, TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Check, CircleDashed, CircleX, Clock, type Icon, UserCheck } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import './approvals.css'

const tiers = ['routine', 'sensitive', 'policy', 'emergency'] as const

/** Who approves at a mission: its head, delegates with scope and end, a KUAI, a remote approver. */
export function MandatesScreen() {
  const { t } = useTexts('approvals')
  const { mission } = useWorkPlace()
  const missions = useMissions()
  const [chosen, setChosen] = useState<string>()
  const missionId = mission?.id ?? chosen
  const isHead = useSession()?.roles.includes('head_of_mission') === true
  const back = isHead ? { label: t('titleHead'), to: '/persetujuan' } : { label: t('title'), to: '/antrean' }
  return (
    <Screen title={t('mandates.title')} within={[back]}>
      <ScreenHead
        title={t('mandates.title')}
        lead={t('mandates.lead')}
        above={missionId !== undefined && missions.get(missionId)?.shortName}
      />
      <div className="stack wide">
        {mission === undefined && (
          <ComboField
            label={t('mandates.mission')}
            value={chosen}
            onChange={setChosen}
            options={[...missions.values()]
              .filter((one) => !one.isHeadquarters)
              .map((one) => ({ value: one.id, label: one.shortName, note: one.city }))}
          />
        )}
        {missionId !== undefined && <Mandates key={missionId} missionId={missionId} />}
      </div>
    </Screen>
  )
}

function Mandates({ missionId }: { missionId: string }) {
  const { t } = useTexts('approvals')
  const { data, error, refetch } = useQuery(
    apiQuery('GET /api/v1/missions/:missionId/mandates', { params: { missionId } }),
  )
  if (data === undefined)
    return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton rows={4} />
  return (
    <>
      {data.isVacant ? (
        <Note kind="warn" title={t('mandates.vacant')}>
          {t('mandates.vacantWhat')}
        </Note>
      ) : (
        <p>
          <b>{t('mandates.heads')}</b> {data.heads.map((one) => one.name).join(', ')}
        </p>
      )}
      <MandateList found={data} />
      {data.mayGive.length > 0 && <GiveForm found={data} />}
    </>
  )
}

const looks = {
  active: ['ok', Check],
  upcoming: ['accent', Clock],
  idle: ['neutral', CircleDashed],
  over: ['neutral', CircleX],
} as const satisfies Record<Mandate['state'], readonly [ChipTone, Icon]>

function MandateList({ found }: { found: MissionMandates }) {
  const { t } = useTexts('approvals')
  const { calendarDay } = useFormat()
  return (
    <Panel title={t('mandates.list')} flush>
      {found.mandates.length === 0 ? (
        <EmptyState icon={UserCheck} title={t('mandates.none')}>
          {t('mandates.noneWhat')}
        </EmptyState>
      ) : (
        <Rows label={t('mandates.list')}>
          {found.mandates.map((mandate) => (
            <ListRow
              key={mandate.id}
              title={mandate.person.name}
              meta={
                <>
                  <span>{t(`mandates.kind.${mandate.kind}`)}</span>
                  <span>{mandate.tiers.map((tier) => t(`mandates.tier.${tier}`)).join(', ')}</span>
                  <span className="num">
                    {mandate.endsOn === null
                      ? t('mandates.since', { day: calendarDay(mandate.startsOn) })
                      : t('mandates.span', { from: calendarDay(mandate.startsOn), to: calendarDay(mandate.endsOn) })}
                  </span>
                  {mandate.givenBy !== null && <span>{t('mandates.by', { name: mandate.givenBy.name })}</span>}
                </>
              }
              end={
                <div className="row">
                  <Chip tone={looks[mandate.state][0]} icon={looks[mandate.state][1]}>
                    {t(`mandates.state.${mandate.state}`)}
                  </Chip>
                  {mandate.state !== 'over' && found.mayGive.includes(mandate.kind) && <Revoke mandate={mandate} />}
                </div>
              }
            >
              {mandate.reason !== '' && <small className="mute">{mandate.reason}</small>}
            </ListRow>
          ))}
        </Rows>
      )}
    </Panel>
  )
}

function useSaved() {
  const client = useQueryClient()
  return (next: MissionMandates) =>
    client.setQueryData(['GET /api/v1/missions/:missionId/mandates', { missionId: next.missionId }, {}], next)
}

function Revoke({ mandate }: { mandate: Mandate }) {
  const { t } = useTexts('approvals')
  const saved = useSaved()
  const revoke = useMutation({
    mutationFn: () => api('POST /api/v1/mandates/:mandateId/revoke', { params: { mandateId: mandate.id } }),
    onSuccess: (next) => {
      saved(next)
      toast(t('mandates.revoked', { name: mandate.person.name }))
    },
  })
  return (
    <>
      <Button size="small" busy={revoke.isPending} onClick={() => revoke.mutate()}>
        {t('mandates.revoke')}
      </Button>
      <Failure error={revoke.error} />
    </>
  )
}

function GiveForm({ found }: { found: MissionMandates }) {
  const { t } = useTexts('approvals')
  const saved = useSaved()
  const [kind, setKind] = useState<Mandate['kind']>(found.mayGive[0] ?? 'delegation')
  const [personId, setPersonId] = useState('')
  const [covered, setCovered] = useState<readonly Mandate['tiers'][number][]>(['routine'])
  const [startsOn, setStartsOn] = useState(() => new Date().toISOString().slice(0, 10))
  const [endsOn, setEndsOn] = useState('')
  const [reason, setReason] = useState('')
  const give = useMutation({
    mutationFn: () =>
      api('POST /api/v1/missions/:missionId/mandates', {
        params: { missionId: found.missionId },
        body: {
          kind,
          personId,
          tiers: [...covered],
          startsOn,
          endsOn: endsOn === '' ? null : endsOn,
          reason: reason.trim(),
        },
      }),
    onSuccess: (next) => {
      saved(next)
      setPersonId('')
      toast(t('mandates.given'))
    },
  })
  const wrong = (path: string) => {
    const error = fieldError(give.error, path)
    return error === undefined ? {} : { error }
  }
  const heads = found.heads.map((one) => one.id)
  const fits = ({ id, roles }: MissionMandates['candidates'][number]) =>
    kind === 'remote'
      ? roles.includes('regional_desk')
      : !heads.includes(id) && roles.some((role) => role !== 'regional_desk')
  const ready = personId !== '' && covered.length > 0 && (kind !== 'delegation' || endsOn !== '')
  return (
    <Panel title={t('mandates.new')}>
      <div className="stack approvals-form">
        {found.mayGive.length > 1 && (
          <ChoiceGroup legend={t('mandates.what')}>
            {found.mayGive.map((value) => (
              <Choice
                key={value}
                type="radio"
                name="kind"
                checked={kind === value}
                note={t(`mandates.about.${value}`)}
                onChange={() => {
                  setKind(value)
                  setPersonId('')
                }}
              >
                {t(`mandates.kind.${value}`)}
              </Choice>
            ))}
          </ChoiceGroup>
        )}
        <SelectField
          label={t('mandates.person')}
          value={personId}
          onChange={setPersonId}
          placeholder={t('mandates.pick')}
          options={found.candidates.filter(fits).map((one) => ({ value: one.id, label: one.name }))}
          {...wrong('personId')}
        />
        <ChoiceGroup legend={t('mandates.covers')}>
          {tiers.map((tier) => (
            <Choice
              key={tier}
              checked={covered.includes(tier)}
              onChange={(on) => setCovered(on ? [...covered, tier] : covered.filter((one) => one !== tier))}
            >
              {t(`mandates.tier.${tier}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        <div className="approvals-days">
          <TextField
            label={t('mandates.from')}
            type="date"
            value={startsOn}
            onChange={setStartsOn}
            {...wrong('startsOn')}
          />
          <TextField
            label={t('mandates.to')}
            hint={kind === 'delegation' ? undefined : t('mandates.openEnd')}
            type="date"
            value={endsOn}
            min={startsOn}
            onChange={setEndsOn}
            {...wrong('endsOn')}
          />
        </div>
        <TextField label={t('mandates.reason')} value={reason} onChange={setReason} maxLength={1000} />
        <Failure error={give.error} />
        {!ready && <p className="mute">{t(kind === 'delegation' ? 'mandates.needsEnd' : 'mandates.needs')}</p>}
        <div className="row">
          <Button kind="primary" busy={give.isPending} off={!ready} onClick={() => give.mutate()}>
            {t('mandates.give')}
          </Button>
          <ButtonLink to="/persetujuan" kind="quiet">
            {t('mandates.back')}
          </ButtonLink>
        </div>
      </div>
    </Panel>
  )
}
