import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useObjectiveName, useObjectives } from '../../lookups/objectives.tsx'
import type { Mission } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toast.tsx'
import type { MissionOutcomes } from './mission-outcomes.ts'

const kinds = ['lead', 'registration', 'visit', 'buyer'] as const
type Kind = (typeof kinds)[number]

/** A number, its day and where it comes from; a code fills in the objective. */
export function RecordOutcome({ mission, codes }: { mission: Mission; codes: MissionOutcomes['codes'] }) {
  const { t } = useTexts('outcomes')
  const objectives = useObjectives()
  const name = useObjectiveName()
  const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: mission.timezone }).format(new Date())
  const [kind, setKind] = useState<Kind>('lead')
  const [amount, setAmount] = useState('')
  const [day, setDay] = useState(today)
  const [objective, setObjective] = useState('')
  const [source, setSource] = useState('')
  const [code, setCode] = useState('')
  const queries = useQueryClient()
  const chosen = objective || (codes.find((one) => one.code === code)?.objective ?? '')
  const record = useMutation({
    mutationFn: () =>
      api('POST /api/v1/missions/:missionId/outcomes', {
        params: { missionId: mission.id },
        body: {
          kind,
          amount: Number(amount),
          happenedOn: day,
          source: source.trim(),
          objective: chosen,
          ...(code === '' ? {} : { code }),
        },
      }),
    onSuccess: () => {
      toast(t('record.done'))
      setAmount('')
    },
    onSettled: () =>
      queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).includes('/outcomes') }),
  })
  const isReady = /^[1-9]\d{0,5}$/.test(amount) && source.trim().length >= 3 && chosen !== ''
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) record.mutate()
  }
  return (
    <Panel title={t('record.title')} note={t('record.note')}>
      <form className="stack" onSubmit={send} noValidate>
        <div className="outcomes-pair">
          <SelectField
            label={t('record.kind')}
            value={kind}
            onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'lead')}
            options={kinds.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
          />
          <TextField
            label={t('record.amount')}
            inputMode="numeric"
            value={amount}
            onChange={setAmount}
            error={fieldError(record.error, 'amount')}
          />
          <TextField
            label={t('record.day')}
            type="date"
            value={day}
            onChange={setDay}
            error={fieldError(record.error, 'happenedOn')}
          />
          <SelectField
            label={t('record.code')}
            value={code}
            onChange={setCode}
            placeholder={t('record.codeNone')}
            options={codes.map((one) => ({
              value: one.code,
              label: `${one.code} · ${one.title || t('codes.untitled')}`,
            }))}
          />
        </div>
        <SelectField
          label={t('record.objective')}
          value={chosen}
          onChange={setObjective}
          placeholder="–"
          options={objectives.map((one) => ({ value: one.code, label: name(one.code) }))}
        />
        <TextField
          label={t('record.source')}
          hint={t('record.sourceHint')}
          value={source}
          onChange={setSource}
          maxLength={300}
          error={fieldError(record.error, 'source')}
        />
        <Failure error={record.error} />
        <div className="row">
          <Button kind="primary" type="submit" off={!isReady} busy={record.isPending && t('record.saving')}>
            {t('record.save')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
