import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { networkName } from '../../lookups/networks.ts'
import type { Mission } from '../../shell/index.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Loader, Upload } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'

const usual = ['Asia/Jakarta', 'UTC', 'America/Los_Angeles'] as const

/** Chooses account, zone and file; the file goes up at once and its preview opens. */
export function UploadPanel({ mission }: { mission: Mission }) {
  const { t } = useTexts('imports')
  const [accountId, setAccountId] = useState('')
  const [zone, setZone] = useState<string>(mission.timezone)
  const [otherZone, setOtherZone] = useState('')
  const [kind, setKind] = useState('')
  const [takenOn, setTakenOn] = useState('')
  const id = useId()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { data } = useQuery(apiQuery('GET /api/v1/missions/:missionId/accounts', { params: { missionId: mission.id } }))
  const accounts = data?.accounts ?? []
  const only = accounts.length === 1 ? accounts[0]?.id : undefined
  const chosen = accountId || only
  const upload = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('accountId', chosen ?? '')
      form.append('zone', zone === 'other' ? otherZone.trim() : zone)
      if (kind !== '') form.append('kind', kind)
      if (takenOn !== '') form.append('takenOn', takenOn)
      form.append('file', file)
      return api('POST /api/v1/missions/:missionId/imports', { params: { missionId: mission.id }, body: form })
    },
    onSuccess: (run) => {
      void queries.invalidateQueries({ queryKey: ['GET /api/v1/missions/:missionId/imports'] })
      void navigate({ to: '/impor/$importId', params: { importId: run.id } })
    },
  })
  const isReady = chosen !== undefined && (zone !== 'other' || otherZone.trim() !== '')
  return (
    <Panel title={t('upload.title')} note={t('upload.note')}>
      <div className="stack">
        {data && accounts.length === 0 && <Note kind="warn">{t('upload.noAccount')}</Note>}
        <SelectField
          label={t('upload.account')}
          value={chosen ?? ''}
          onChange={setAccountId}
          placeholder={t('upload.chooseAccount')}
          options={accounts.map((account) => ({
            value: account.id,
            label: `${networkName(account.network)} · ${account.handle}`,
          }))}
        />
        <SelectField
          label={t('upload.zone')}
          hint={t('upload.zoneHint')}
          value={zone}
          onChange={setZone}
          options={[
            { value: mission.timezone, label: t('upload.zoneHere', { zone: mission.timezone }) },
            ...usual
              .filter((one) => one !== mission.timezone)
              .map((one) => ({
                value: one,
                label: one === 'UTC' ? 'UTC' : t(one === 'Asia/Jakarta' ? 'upload.zoneJakarta' : 'upload.zonePacific'),
              })),
            { value: 'other', label: t('upload.zoneOther') },
          ]}
        />
        {zone === 'other' && (
          <TextField
            label={t('upload.zoneName')}
            hint={t('upload.zoneNameHint')}
            value={otherZone}
            onChange={setOtherZone}
            autoComplete="off"
            spellCheck={false}
          />
        )}
        <div className="imports-pair">
          <SelectField
            label={t('upload.kind')}
            value={kind}
            onChange={setKind}
            options={[
              { value: '', label: t('upload.kindAny') },
              { value: 'metrics', label: t('upload.kindMetrics') },
            ]}
          />
          <TextField
            label={t('upload.taken')}
            hint={t('upload.takenHint')}
            type="date"
            value={takenOn}
            onChange={setTakenOn}
          />
        </div>
        <div className="row wrap">
          <label
            className="btn primary imports-file"
            htmlFor={id}
            aria-busy={upload.isPending || undefined}
            data-off={!isReady || undefined}
          >
            {upload.isPending ? <Loader className="s" /> : <Upload className="s" />}
            {upload.isPending ? t('upload.sending') : t('upload.choose')}
            <input
              id={id}
              type="file"
              className="vh"
              accept=".csv,.tsv,.txt,.xlsx,.xls,.zip,.json"
              disabled={!isReady || upload.isPending}
              onChange={(event) => {
                const file = event.currentTarget.files?.[0]
                event.currentTarget.value = ''
                if (file && !upload.isPending) upload.mutate(file)
              }}
            />
          </label>
          <small className="mute">{t('upload.formats')}</small>
        </div>
        <Failure error={upload.error} />
      </div>
    </Panel>
  )
}
