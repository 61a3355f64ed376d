import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useId, useState } from 'react'
import type { ImpersonationCase } from '../../../contract/impersonation.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { placeOf, useMissions } from '../../lookups/missions.ts'
import { atHandle, networkName } from '../../lookups/networks.ts'
import { Screen, ScreenHead } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { BadgeCheck, Download, Image, Link as LinkIcon, Loader, Megaphone } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { CaseChip } from './fakes-screen.tsx'
import { useCrisisAct } from './use-crisis-act.ts'
import './alerts.css'

const route = getRouteApi('/app/krisis/peniruan/$caseId')
const outcomes = ['removed', 'refused', 'renamed', 'not_impersonation'] as const

/** One case file: hashed evidence, the report, the warning, the outcome. */
export function FakeScreen() {
  const { t } = useTexts('alerts')
  const { caseId } = route.useParams()
  const { data, error, isPending } = useQuery(
    apiQuery('GET /api/v1/impersonation-cases/:caseId', { params: { caseId } }),
  )
  const name = data ? `${networkName(data.network)} ${atHandle(data.handle)}` : t('fake.title')
  return (
    <Screen
      title={name}
      within={[
        { label: t('title'), to: '/krisis' },
        { label: t('fake.title'), to: '/krisis/peniruan' },
      ]}
    >
      {isPending && <Skeleton rows={6} />}
      {error && !data && <EmptyState icon={BadgeCheck} title={t('fake.notFound')} />}
      {data && (
        <div className="stack wide">
          <ScreenHead
            above={<CaseChip row={data} />}
            title={<span className="anywhere">{name}</span>}
            lead={data.summary}
            acts={
              <a className="btn" href={`/api/v1/impersonation-cases/${data.id}/export`} download>
                <Download className="s" />
                {t('fake.export')}
              </a>
            }
          />
          {data.outcomeNote !== '' && <Note kind="info">{data.outcomeNote}</Note>}
          <div className="alerts-columns">
            <EvidencePanel file={data} />
            <StepsPanel file={data} />
          </div>
        </div>
      )}
    </Screen>
  )
}

function EvidencePanel({ file }: { file: ImpersonationCase }) {
  const { t } = useTexts('alerts')
  const { number } = useFormat()
  const mission = useMissions().get(file.missionId)
  const home = useHomeZone()
  const place = mission ? placeOf(mission) : home
  const id = useId()
  const [url, setUrl] = useState('')
  const [note, setNote] = useState('')
  const act = useCrisisAct<ImpersonationCase>()
  const params = { caseId: file.id }
  const clear = () => {
    setUrl('')
    setNote('')
  }
  const addPicture = (picture: File) =>
    act.mutate({
      run: () => {
        const form = new FormData()
        if (note !== '') form.append('note', note)
        form.append('file', picture)
        return api('POST /api/v1/impersonation-cases/:caseId/screenshots', { params, body: form })
      },
      done: t('fake.added'),
      after: clear,
    })
  return (
    <Panel title={t('fake.evidence')} count={number(file.evidence.length)} note={t('fake.evidenceNote')} flush>
      <Rows label={t('fake.evidence')}>
        {file.evidence.map((one) => (
          <ListRow
            key={one.id}
            icon={one.kind === 'link' ? LinkIcon : Image}
            title={
              <span className="anywhere">
                {one.fileUrl === null ? one.url : <a href={one.fileUrl}>{t('fake.kinds.screenshot')}</a>}
              </span>
            }
            meta={
              <>
                <Time at={new Date(one.capturedAt)} place={place} withDay />
                {one.addedBy !== null && <span>{one.addedBy.name}</span>}
                {one.note !== '' && <span>{one.note}</span>}
              </>
            }
          >
            <code className="alerts-hash">SHA-256 {one.sha256}</code>
          </ListRow>
        ))}
      </Rows>
      {file.can.add && (
        <div className="panel-body stack">
          <TextField label={t('fake.link')} inputMode="url" value={url} onChange={setUrl} maxLength={500} />
          <TextField label={t('fake.note')} value={note} onChange={setNote} maxLength={500} />
          <Failure error={act.error} />
          <div className="alerts-acts">
            <Button
              off={!/^https?:\/\/\S+/.test(url.trim())}
              onClick={() =>
                act.mutate({
                  run: () =>
                    api('POST /api/v1/impersonation-cases/:caseId/links', { params, body: { url: url.trim(), note } }),
                  done: t('fake.added'),
                  after: clear,
                })
              }
            >
              {t('fake.addLink')}
            </Button>
            <label className="btn" htmlFor={id} aria-busy={act.isPending || undefined}>
              {act.isPending ? <Loader className="s" /> : <Image className="s" />}
              {t('fake.addPicture')}
              <input
                id={id}
                type="file"
                className="vh"
                accept="image/png,image/jpeg,image/webp"
                onChange={(event) => {
                  const [picture] = event.currentTarget.files ?? []
                  if (picture) addPicture(picture)
                  event.currentTarget.value = ''
                }}
              />
            </label>
          </div>
        </div>
      )}
    </Panel>
  )
}

function StepsPanel({ file }: { file: ImpersonationCase }) {
  const { t } = useTexts('alerts')
  const mission = useMissions().get(file.missionId)
  const home = useHomeZone()
  const place = mission ? placeOf(mission) : home
  const [reference, setReference] = useState(file.reportReference)
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('removed')
  const [note, setNote] = useState('')
  const act = useCrisisAct<ImpersonationCase>()
  const params = { caseId: file.id }
  return (
    <div className="stack wide">
      <Panel title={t('fake.platform')} note={t('fake.platformNote')}>
        <div className="stack">
          {file.reportedAt !== null && (
            <p>
              <Time at={new Date(file.reportedAt)} place={place} withDay /> {file.reportReference}
            </p>
          )}
          {file.can.add && (
            <>
              <TextField label={t('fake.reference')} value={reference} onChange={setReference} maxLength={200} />
              <div>
                <Button
                  onClick={() =>
                    act.mutate({
                      run: () =>
                        api('POST /api/v1/impersonation-cases/:caseId/platform-report', {
                          params,
                          body: { reference },
                        }),
                      done: t('fake.state.reported'),
                    })
                  }
                >
                  {t('fake.save')}
                </Button>
              </div>
            </>
          )}
        </div>
      </Panel>
      <Panel title={t('fake.warn')} note={t('fake.warnWhat')}>
        <div className="stack">
          {file.warnedAt !== null && (
            <p>
              {t('takeover.warned')} <Time at={new Date(file.warnedAt)} place={place} withDay />
            </p>
          )}
          {file.can.warn && (
            <div>
              <Button
                kind={file.warnedAt === null ? 'danger' : 'plain'}
                icon={Megaphone}
                onClick={() =>
                  act.mutate({
                    run: () =>
                      api('POST /api/v1/impersonation-cases/:caseId/public-warning', {
                        params,
                        body: { on: file.warnedAt === null },
                      }),
                    done: t(file.warnedAt === null ? 'fake.warnDone' : 'fake.unwarnDone'),
                  })
                }
              >
                {t(file.warnedAt === null ? 'fake.warn' : 'fake.unwarn')}
              </Button>
            </div>
          )}
        </div>
      </Panel>
      <Failure error={act.error} />
      {file.can.add && (
        <Panel title={t('fake.close')}>
          <div className="stack">
            <SelectField
              label={t('fake.outcome')}
              value={outcome}
              onChange={(value) => setOutcome(value as typeof outcome)}
              options={outcomes.map((value) => ({ value, label: t(`fake.outcomes.${value}`) }))}
            />
            <TextArea label={t('fake.note')} value={note} onChange={setNote} maxLength={1000} />
            <div>
              <Button
                onClick={() =>
                  act.mutate({
                    run: () =>
                      api('POST /api/v1/impersonation-cases/:caseId/outcome', { params, body: { outcome, note } }),
                    done: t('fake.closeDone'),
                  })
                }
              >
                {t('fake.close')}
              </Button>
            </div>
          </div>
        </Panel>
      )}
    </div>
  )
}
