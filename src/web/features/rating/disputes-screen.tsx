import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Dispute } from '../../../contract/rating.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { directionOf } from '../../lookups/languages.ts'
import { placeOf, useMissions } from '../../lookups/missions.ts'
import { useObjectiveName, useObjectives } from '../../lookups/objectives.tsx'
import { useHolds } from '../../lookups/use-holds.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField, TextArea } from '../../ui/field.tsx'
import type { Zone } from '../../ui/format.ts'
import { useHomeZone } from '../../ui/home-zone.tsx'
import { CircleCheck, Clock, Scale } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'
import { useLabelWords } from './label-words.ts'
import './rating.css'

/** Disputes of a mission with their decisions; with a message in the address, the form to open one. */
export function DisputesScreen() {
  const { t } = useTexts('rating')
  const { missionId = '' } = useParams({ strict: false })
  const { pesan } = useSearch({ strict: false })
  const mission = useMissions().get(missionId)
  const home = useHomeZone()
  const holds = useHolds(missionId)
  const { data, error, refetch, isPending } = useQuery(
    apiQuery('GET /api/v1/missions/:missionId/disputes', { params: { missionId } }),
  )
  return (
    <Screen
      title={t('disputes.title')}
      within={[{ label: mission?.shortName ?? missionId, to: `/perwakilan/${missionId}/keselarasan` }]}
    >
      <ScreenHead title={t('disputes.title')} lead={t('disputes.lead')} />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={4} />}
      <div className="stack wide">
        {pesan !== undefined && holds('mission_officer', 'head_of_mission') && (
          <OpenDispute missionId={missionId} messageId={pesan} />
        )}
        {data && data.disputes.length > 0 && (
          <Panel title={t('disputes.list')} flush>
            <Rows label={t('disputes.list')}>
              {data.disputes.map((dispute) => (
                <DisputeRow key={dispute.id} dispute={dispute} place={mission ? placeOf(mission) : home} />
              ))}
            </Rows>
          </Panel>
        )}
        {data?.disputes.length === 0 && pesan === undefined && (
          <Panel title={t('disputes.list')}>
            <EmptyState
              icon={Scale}
              title={t('disputes.title')}
              act={
                <ButtonLink to="/perwakilan/$missionId/pesan" params={{ missionId }}>
                  {t('disputes.toMessages')}
                </ButtonLink>
              }
            >
              {t('disputes.empty')}
            </EmptyState>
          </Panel>
        )}
      </div>
    </Screen>
  )
}

const purposes = ['0', '1', '2'] as const

function OpenDispute({ missionId, messageId }: { missionId: string; messageId: string }) {
  const { t } = useTexts('rating')
  const words = useStoodWords()
  const objectives = useObjectives()
  const name = useObjectiveName()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const message = useQuery(apiQuery('GET /api/v1/messages/:messageId', { params: { messageId } }))
  const [objective, setObjective] = useState<string>()
  const [purpose, setPurpose] = useState<(typeof purposes)[number]>()
  const [reason, setReason] = useState('')
  const [isTold, setTold] = useState(false)
  const label = message.data?.label
  const chosen = objective ?? Object.keys(label?.objectives ?? {})[0] ?? 'none'
  const step = purpose ?? (String(Math.round((label?.purposeValue ?? 0) * 2)) as (typeof purposes)[number])
  const send = useMutation({
    mutationFn: () =>
      api('POST /api/v1/messages/:messageId/disputes', {
        params: { messageId },
        body: { objective: chosen, purpose: Number(step) as 0 | 1 | 2, reason },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['GET /api/v1/missions/:missionId/disputes'] })
      toast(t('disputes.sent'))
      void navigate({ to: '/perwakilan/$missionId/keberatan', params: { missionId }, search: {}, replace: true })
    },
  })
  const isShort = reason.trim().length < 10
  return (
    <Panel title={t('disputes.form')}>
      <Failure error={message.error} />
      {message.data && label && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            setTold(true)
            if (!isShort) send.mutate()
          }}
        >
          <p className="rating-quote anywhere" lang={message.data.language} dir={directionOf(message.data.language)}>
            {message.data.text}
          </p>
          <p className="soft">{t('disputes.stands', { label: words(label) })}</p>
          <SelectField
            label={t('disputes.objective')}
            value={chosen}
            onChange={setObjective}
            options={[
              ...objectives.map(({ code }) => ({ value: code, label: name(code) })),
              { value: 'none', label: t('desk.none') },
            ]}
          />
          <div className="stack tight">
            <span className="soft">{t('disputes.purpose')}</span>
            <SegmentedControl
              label={t('disputes.purpose')}
              value={step}
              onChange={setPurpose}
              wide
              options={purposes.map((value) => ({ value, label: t(`desk.p${value}`) }))}
            />
          </div>
          <TextArea
            label={t('disputes.reason')}
            hint={t('disputes.reasonHint')}
            error={isTold && isShort ? t('disputes.short') : undefined}
            maxLength={500}
            value={reason}
            onChange={setReason}
          />
          <Failure error={send.error} />
          <div className="row">
            <Button type="submit" kind="primary" busy={send.isPending}>
              {t('disputes.send')}
            </Button>
          </div>
        </form>
      )}
    </Panel>
  )
}

function DisputeRow({ dispute, place }: { dispute: Dispute; place: Zone }) {
  const { t } = useTexts('rating')
  const words = useLabelWords()
  const stood = useStoodWords()
  const { decision } = dispute
  return (
    <ListRow
      title={
        <Link
          className="anywhere"
          to="/perwakilan/$missionId/pesan/$messageId"
          params={{ missionId: dispute.missionId, messageId: dispute.messageId }}
        >
          <span lang={dispute.language} dir={directionOf(dispute.language)}>
            {dispute.excerpt}
          </span>
        </Link>
      }
      meta={
        <>
          <Time at={new Date(dispute.openedAt)} place={place} withDay />
          {dispute.openedBy !== null && <span>{t('disputes.openedBy', { name: dispute.openedBy })}</span>}
          <span>{t('disputes.stood', { label: stood(dispute.stood) })}</span>
          <span>{t('disputes.claimed', { label: words(dispute.claimed) })}</span>
          {decision && <span>{t('disputes.decided', { label: words(decision) })}</span>}
          {decision && <Time at={new Date(decision.decidedAt)} place={place} withDay />}
        </>
      }
    >
      {decision === null ? (
        <Chip icon={Clock}>{t('disputes.waiting')}</Chip>
      ) : (
        <Chip
          icon={decision.outcome === 'kept' ? Scale : CircleCheck}
          tone={decision.outcome === 'kept' ? 'neutral' : 'ok'}
        >
          {t(`disputes.outcome.${decision.outcome}`)}
        </Chip>
      )}
    </ListRow>
  )
}

/** The label that stood: its largest share, and the nearer step of purpose. */
function useStoodWords(): (stood: Dispute['stood']) => string {
  const words = useLabelWords()
  return ({ objectives, purposeValue }) => {
    const [first] = Object.entries(objectives).toSorted((a, b) => b[1] - a[1])
    return words({ objective: first?.[0] ?? 'none', purpose: Math.round((purposeValue ?? 0) * 2) })
  }
}
