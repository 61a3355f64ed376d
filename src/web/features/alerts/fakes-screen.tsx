import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImpersonationCase, ImpersonationRow } from '../../../contract/impersonation.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions } from '../../lookups/missions.ts'
import { atHandle, networkName } from '../../lookups/networks.ts'
import { Screen, ScreenHead, useWorkPlace } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { BadgeCheck, CircleCheck, Flag, Megaphone, Plus } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useCrisisAct } from './use-crisis-act.ts'
import './alerts.css'

/** Case files of accounts that pretend to be ours (ACC-10). */
export function FakesScreen() {
  const { t } = useTexts('alerts')
  const { mission } = useWorkPlace()
  const missions = useMissions()
  const query = mission === undefined ? {} : { missionId: mission.id }
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/impersonation-cases', { query }))
  const [opening, setOpening] = useState(false)
  return (
    <Screen title={t('fake.title')} within={[{ label: t('title'), to: '/krisis' }]}>
      <div className="stack wide">
        <ScreenHead
          title={t('fake.title')}
          lead={t('fake.lead')}
          acts={
            mission !== undefined &&
            !opening && (
              <Button kind="primary" icon={Plus} onClick={() => setOpening(true)}>
                {t('fake.open')}
              </Button>
            )
          }
        />
        {opening && mission !== undefined && <OpenCase missionId={mission.id} onClose={() => setOpening(false)} />}
        <Failure error={error} onRetry={() => void refetch()} />
        {data === undefined ? (
          !error && <Skeleton rows={4} />
        ) : (
          <Panel flush>
            {data.cases.length === 0 ? (
              <EmptyState icon={BadgeCheck} title={t('fake.none')}>
                {t('fake.noneWhat')}
              </EmptyState>
            ) : (
              <Rows label={t('fake.title')}>
                {data.cases.map((row) => (
                  <ListRow
                    key={row.id}
                    icon={BadgeCheck}
                    title={
                      <Link to="/krisis/peniruan/$caseId" params={{ caseId: row.id }}>
                        {networkName(row.network)} {atHandle(row.handle)}
                      </Link>
                    }
                    meta={
                      <>
                        <span>{missions.get(row.missionId)?.shortName ?? row.missionId}</span>
                        <span>{t(`fake.sources.${row.source}`)}</span>
                      </>
                    }
                    end={<CaseChip row={row} />}
                  />
                ))}
              </Rows>
            )}
          </Panel>
        )}
      </div>
    </Screen>
  )
}

export function CaseChip({ row }: { row: ImpersonationRow }) {
  const { t } = useTexts('alerts')
  if (row.outcome !== null)
    return (
      <Chip tone="ok" icon={CircleCheck}>
        {t(`fake.outcomes.${row.outcome}`)}
      </Chip>
    )
  if (row.warnedAt !== null)
    return (
      <Chip tone="alert" icon={Megaphone}>
        {t('fake.state.warned')}
      </Chip>
    )
  return (
    <Chip tone={row.reportedAt === null ? 'warn' : 'accent'} icon={Flag}>
      {t(row.reportedAt === null ? 'fake.state.open' : 'fake.state.reported')}
    </Chip>
  )
}

function OpenCase({ missionId, onClose }: { missionId: string; onClose: () => void }) {
  const { t } = useTexts('alerts')
  const navigate = useNavigate()
  const [url, setUrl] = useState('')
  const [summary, setSummary] = useState('')
  const [source, setSource] = useState<ImpersonationRow['source']>('citizen')
  const act = useCrisisAct<ImpersonationCase>()
  return (
    <Panel title={t('fake.open')}>
      <div className="stack alerts-writer">
        <TextField label={t('fake.url')} inputMode="url" value={url} onChange={setUrl} maxLength={500} />
        <TextArea
          label={t('fake.summary')}
          hint={t('fake.summaryHint')}
          value={summary}
          onChange={setSummary}
          maxLength={1000}
        />
        <SelectField
          label={t('fake.source')}
          value={source}
          onChange={(value) => setSource(value as ImpersonationRow['source'])}
          options={(['citizen', 'staff', 'platform'] as const).map((value) => ({
            value,
            label: t(`fake.sources.${value}`),
          }))}
        />
        <Failure error={act.error} />
        <div className="alerts-acts">
          <Button
            kind="primary"
            off={url.trim().length < 4 || summary.trim().length < 3}
            busy={act.isPending && t('working')}
            onClick={() =>
              act.mutate({
                run: () =>
                  api('POST /api/v1/missions/:missionId/impersonation-cases', {
                    params: { missionId },
                    body: { url, summary, source },
                  }),
                done: t('fake.opened'),
                after: ({ id }) => void navigate({ to: '/krisis/peniruan/$caseId', params: { caseId: id } }),
              })
            }
          >
            {t('fake.open')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('back')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
