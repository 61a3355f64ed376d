import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MissionMix, TargetMix } from '../../../contract/strategy.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { ObjectiveTag, useObjectiveName, useObjectives } from '../../lookups/objectives.tsx'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Copy } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toast.tsx'
import { useQuarterName } from './quarter-switch.tsx'
import { percentOf, quarterAway, sharesOf, sumOf, type TypedShares, typedOf } from './shares.ts'

type Props = { mix: MissionMix; side: TargetMix['proposedSide']; onClose: () => void }

/** A proposal, objective by objective, with its sum as it grows; last quarter and the peers' median stand beside. */
export function MixForm({ mix, side, onClose }: Props) {
  const { t } = useTexts('strategy')
  const { language } = useFormat()
  const client = useQueryClient()
  const name = useQuarterName()
  const { missionId, quarter } = mix
  const decimal = language === 'id' ? ',' : '.'
  const last = useQuery(
    apiQuery('GET /api/v1/missions/:missionId/target-mix', {
      params: { missionId },
      query: { quarter: quarterAway(quarter, -1) },
    }),
  ).data?.agreed
  const [typed, setTyped] = useState<TypedShares>(typedOf((mix.proposed ?? mix.agreed)?.shares ?? [], decimal))
  const [note, setNote] = useState('')
  const sum = sumOf(typed)
  const propose = useMutation({
    mutationFn: () =>
      api('POST /api/v1/missions/:missionId/target-mix', {
        params: { missionId },
        body: { quarter, shares: sharesOf(typed), note: note.trim() },
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['GET /api/v1/missions/:missionId/target-mix'] })
      void client.invalidateQueries({ queryKey: ['GET /api/v1/missions/:missionId/target-mix/history'] })
      void client.invalidateQueries({ queryKey: ['GET /api/v1/target-mixes'] })
      toast(side === 'headquarters' ? t('mix.sentToMission') : t('mix.sentToHq'))
      onClose()
    },
  })
  return (
    <Panel
      title={side === 'headquarters' ? t('mix.formHq') : t('mix.formMission')}
      note={name(quarter)}
      aside={
        last && (
          <Button size="small" kind="quiet" icon={Copy} onClick={() => setTyped(typedOf(last.shares, decimal))}>
            {t('mix.copyLast')}
          </Button>
        )
      }
      footer={
        <div className="stack">
          <Failure error={propose.error} />
          <div className="row wrap between">
            <Sum sum={sum} />
            <div className="row wrap">
              <Button kind="quiet" onClick={onClose}>
                {t('form.back')}
              </Button>
              <Button
                kind="primary"
                off={sum !== 100}
                aria-describedby="strategy-sum"
                busy={propose.isPending && t('form.saving')}
                onClick={() => propose.mutate()}
              >
                {side === 'headquarters' ? t('mix.send') : t('mix.sendAnswer')}
              </Button>
            </div>
          </div>
        </div>
      }
    >
      <div className="stack wide">
        <Inputs missionId={missionId} quarter={quarter} last={last ?? undefined} typed={typed} onChange={setTyped} />
        <TextArea
          label={t('mix.why')}
          hint={t('mix.whyHint')}
          rows={2}
          maxLength={500}
          value={note}
          onChange={setNote}
        />
      </div>
    </Panel>
  )
}

function Sum({ sum }: { sum: number | undefined }) {
  const { t } = useTexts('strategy')
  const { number } = useFormat()
  const words =
    sum === undefined
      ? t('mix.sumBad')
      : sum === 100
        ? t('mix.sumRight')
        : sum < 100
          ? t('mix.sumShort', { sum: number(sum), missing: number(Math.round((100 - sum) * 100) / 100) })
          : t('mix.sumOver', { sum: number(sum), over: number(Math.round((sum - 100) * 100) / 100) })
  return (
    <output id="strategy-sum" className="strategy-sum" data-right={sum === 100 || undefined}>
      {words}
    </output>
  )
}

function Inputs({
  missionId,
  quarter,
  last,
  typed,
  onChange,
}: {
  missionId: string
  quarter: string
  last: TargetMix | undefined
  typed: TypedShares
  onChange: (typed: TypedShares) => void
}) {
  const { t } = useTexts('strategy')
  const { percent } = useFormat()
  const objectives = useObjectives()
  const name = useObjectiveName()
  const peers = useQuery(
    apiQuery('GET /api/v1/missions/:missionId/target-mix/peers', { params: { missionId }, query: { quarter } }),
  ).data
  const lastOf = (code: string) => last?.shares.find((share) => share.objectiveCode === code)?.percent
  const medianOf = (code: string) => peers?.medians.find((share) => share.objectiveCode === code)?.percent
  const said = (value: number | undefined) => (value === undefined ? '–' : percent(value, value % 1 === 0 ? 0 : 2))
  return (
    <table className="strategy-inputs">
      <caption className="vh">{t('mix.shares')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('mix.objective')}</th>
          <th scope="col">{t('mix.percent')}</th>
          <th scope="col" className="end">
            {t('mix.last')}
          </th>
          <th scope="col" className="end">
            {t('mix.median')}
          </th>
        </tr>
      </thead>
      <tbody>
        {objectives.map(({ code, parentCode }) => (
          <tr key={code}>
            <th scope="row" data-child={parentCode !== null || undefined}>
              <ObjectiveTag code={code} fallback="" />
            </th>
            <td>
              <input
                className="input num"
                inputMode="decimal"
                aria-label={t('mix.percentOf', { name: name(code) })}
                aria-invalid={percentOf(typed[code]) === undefined || undefined}
                value={typed[code] ?? ''}
                placeholder="0"
                onChange={(event) => onChange({ ...typed, [code]: event.currentTarget.value })}
              />
            </td>
            <td className="num end mute">{said(lastOf(code))}</td>
            <td className="num end mute">{said(medianOf(code))}</td>
          </tr>
        ))}
      </tbody>
      {peers && (
        <tfoot>
          <tr>
            <td colSpan={4} className="mute">
              {peers.medians.length === 0
                ? t('mix.peersFew', { count: peers.missions })
                : t('mix.peers', { count: peers.missions })}
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}
