import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { Alert, Scenario } from '../../../contract/alerts.ts'
import { type ApiResponse, api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { type Mission, Screen, ScreenHead, useWorkPlace } from '../../shell/index.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField } from '../../ui/field.tsx'
import { FlaskConical, Siren } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ActBar, Step } from '../../ui/steps.tsx'
import { ReachPart, WherePart, WordsPart } from './alert-form.tsx'
import { type AlertFields, contentOf, isSayable, textFields } from './alert-form-model.ts'
import { forgetDraft, keepDraft, recallDraft } from './kept-draft.ts'
import { useCrisisAct } from './use-crisis-act.ts'
import './alerts.css'

const route = getRouteApi('/app/krisis/baru')
const scenarios: readonly Scenario[] = ['evacuation', 'conflict', 'unrest', 'disaster', 'health', 'accident', 'other']
type Preparation = ApiResponse<'GET /api/v1/missions/:missionId/alert-preparation'>

/** Raises an alert in three steps, without waiting for anybody; or runs a drill that reaches nobody outside. */
export function RaiseScreen() {
  const { t } = useTexts('alerts')
  const { mission } = useWorkPlace()
  const { latihan } = route.useSearch()
  if (mission === undefined)
    return (
      <Screen title={t('form.raise')} within={[{ label: t('title'), to: '/krisis' }]}>
        <EmptyState icon={Siren} title={t('readOnly')} act={<ButtonLink to="/krisis">{t('back')}</ButtonLink>} />
      </Screen>
    )
  return <Prepared key={`${mission.id} ${latihan}`} mission={mission} isDrill={latihan === true} />
}

function Prepared({ mission, isDrill }: { mission: Mission; isDrill: boolean }) {
  const { t } = useTexts('alerts')
  const [scenario, setScenario] = useState<Scenario>('evacuation')
  const { data, error, dataUpdatedAt, refetch } = useQuery({
    ...apiQuery('GET /api/v1/missions/:missionId/alert-preparation', {
      params: { missionId: mission.id },
      query: { scenario },
    }),
    placeholderData: (before) => before,
    // What somebody is writing over must not change underneath.
    staleTime: Number.POSITIVE_INFINITY,
  })
  const title = t(isDrill ? 'form.drill' : 'form.raise')
  return (
    <Screen title={title} within={[{ label: t('title'), to: '/krisis' }]}>
      <ScreenHead title={title} lead={t('form.lead')} />
      <Failure error={error} onRetry={() => void refetch()} />
      {data === undefined ? (
        !error && <Skeleton rows={8} />
      ) : (
        <Writer
          mission={mission}
          isDrill={isDrill}
          scenario={scenario}
          onScenario={setScenario}
          preparation={data}
          aheadMs={Date.parse(data.now) - dataUpdatedAt}
        />
      )}
    </Screen>
  )
}

function Writer({
  mission,
  isDrill,
  scenario,
  onScenario,
  preparation,
  aheadMs,
}: {
  mission: Mission
  isDrill: boolean
  scenario: Scenario
  onScenario: (scenario: Scenario) => void
  preparation: Preparation
  /** How far the server's clock is ahead of this device's, in milliseconds. */
  aheadMs: number
}) {
  const { t } = useTexts('alerts')
  const navigate = useNavigate()
  const draftKey = `${mission.id}${isDrill ? '.latihan' : ''}`
  const [fields, setFields] = useState<AlertFields>(() => recallDraft(draftKey) ?? begin(preparation))
  const [asking, setAsking] = useState(false)
  const [key] = useState(() => crypto.randomUUID?.() ?? String(Math.random()))
  const touched = useRef(recallDraft(draftKey) !== undefined)
  const act = useCrisisAct<Alert>()
  const change = (part: Partial<AlertFields>) => {
    touched.current = true
    const next = { ...fields, ...part }
    setFields(next)
    keepDraft(draftKey, next)
  }
  // Another event brings other words, unless somebody has begun to write.
  const prepared = preparation.texts
  useEffect(() => {
    if (!touched.current) setFields((before) => ({ ...before, texts: textsOf(prepared) }))
  }, [prepared])
  const sayable = isSayable(fields)
  const publish = () =>
    act.mutate({
      run: () =>
        api('POST /api/v1/missions/:missionId/alerts', {
          params: { missionId: mission.id },
          body: { ...contentOf(fields, new Date(Date.now() + aheadMs)), scenario, isDrill },
          idempotencyKey: key,
        }),
      done: t(isDrill ? 'form.drilled' : 'form.published'),
      after: ({ id }) => {
        forgetDraft(draftKey)
        void navigate({ to: '/krisis/siaga/$alertId', params: { alertId: id } })
      },
    })
  return (
    <div className="stack wide alerts-writer">
      {isDrill && (
        <Note kind="accent" icon={FlaskConical} title={t('drillMark')}>
          {t('drillNote')}
        </Note>
      )}
      {!isDrill && <Running missionId={mission.id} />}
      {preparation.capacity === null && <Note kind="warn">{t('readOnly')}</Note>}
      <Step number={1} title={t('form.where')}>
        <div className="stack">
          <SelectField
            label={t('form.scenario')}
            value={scenario}
            onChange={(value) => onScenario(value as Scenario)}
            options={scenarios.map((value) => ({ value, label: t(`scenario.${value}`) }))}
          />
          <WherePart fields={fields} onChange={change} />
        </div>
      </Step>
      <Step number={2} title={t('form.words')}>
        <div className="stack">
          <p className="mute">{t(`form.from.${preparation.textsFrom}`)}</p>
          <WordsPart texts={fields.texts} onChange={(texts) => change({ texts })} languages={preparation.languages} />
        </div>
      </Step>
      <Step number={3} title={t('form.reach')}>
        <div className="stack">
          <ReachPart fields={fields} onChange={change} />
          {!isDrill && <Effects preparation={preparation} />}
        </div>
      </Step>
      <Failure error={act.error} />
      <ActBar>
        <span className="grow mute">{sayable ? t('form.kept') : t('form.missing')}</span>
        <Button
          kind="danger"
          size="large"
          icon={isDrill ? FlaskConical : Siren}
          off={!sayable || preparation.capacity === null}
          onClick={() => setAsking(true)}
        >
          {t(isDrill ? 'form.publishDrill' : 'form.publish')}
        </Button>
      </ActBar>
      {asking && (
        <Dialog
          open
          sheet
          onClose={() => setAsking(false)}
          title={t(isDrill ? 'form.confirmDrill' : 'form.confirm', { level: fields.level })}
          acts={
            <>
              <Button kind="danger" size="large" busy={act.isPending && t('working')} onClick={publish}>
                {t(isDrill ? 'form.publishDrill' : 'form.publish')}
              </Button>
              <Button kind="quiet" onClick={() => setAsking(false)}>
                {t('form.back')}
              </Button>
            </>
          }
        >
          <div className="stack">
            <p>
              <b>{fields.texts[0]?.title}</b>
            </p>
            <p>{t('form.confirmWhat', { capacity: capacityWord(t, preparation.capacity) })}</p>
            {isDrill ? <p>{t('drillNote')}</p> : <Effects preparation={preparation} />}
            <Failure error={act.error} />
          </div>
        </Dialog>
      )}
    </div>
  )
}

/** Two alerts for one event would have people read the wrong one. */
function Running({ missionId }: { missionId: string }) {
  const { t } = useTexts('alerts')
  const navigate = useNavigate()
  const { data } = useQuery(apiQuery('GET /api/v1/alerts', { query: { missionId } }))
  const running = data?.alerts.find((alert) => alert.status === 'open' && !alert.isDrill)
  if (running === undefined) return null
  const open = () => void navigate({ to: '/krisis/siaga/$alertId', params: { alertId: running.id } })
  return (
    <Note kind="warn" title={running.title} act={{ label: t('form.openIt'), onClick: open }}>
      {t('form.already')}
    </Note>
  )
}

/** What happens by itself with the press. */
function Effects({ preparation }: { preparation: Preparation }) {
  const { t } = useTexts('alerts')
  const { wouldHold, neighbours, accounts } = preparation
  const count = (way: Preparation['accounts'][number]['way']) =>
    accounts.filter((account) => account.way === way).length
  const [atOnce, byHand, picture] = [count('at_once'), count('by_hand'), count('needs_picture')]
  return (
    <div className="alerts-effects">
      <b>{t('form.effect')}</b>
      <ul>
        <li>{wouldHold > 0 ? t('form.holds', { count: wouldHold }) : t('form.holdsNone')}</li>
        {atOnce > 0 && <li>{t('form.goesAt', { count: atOnce })}</li>}
        {byHand > 0 && <li>{t('form.goesHand', { count: byHand })}</li>}
        {atOnce + byHand === 0 && <li>{t('form.goesNone')}</li>}
        {picture > 0 && <li>{t('form.picture', { count: picture })}</li>}
        <li>{t('form.tells', { names: neighbours.map((one) => one.name).join(', ') })}</li>
      </ul>
    </div>
  )
}

const textsOf = (texts: Preparation['texts']): AlertFields['texts'] =>
  texts.length > 0 ? texts.map(textFields) : [{ language: 'id', title: '', situation: '', steps: '' }]

const begin = (preparation: Preparation): AlertFields => ({
  level: 1,
  areas: '',
  elsewhereLevel: null,
  texts: textsOf(preparation.texts),
  hotlines:
    preparation.hotlines.length > 0
      ? preparation.hotlines
      : [{ label: '', number: '', kind: 'phone', side: 'mission' }],
  nextHours: 3,
  knownMinutesAgo: 0,
})

type T = ReturnType<typeof useTexts<'alerts'>>['t']
const known = [
  'head_of_mission',
  'charge_ad_interim',
  'delegate_of_head',
  'remote_approver',
  'regional_desk_for_head',
  'strategist',
] as const
/** The capacity in words; a code that has none stays as it is. */
export const capacityWord = (t: T, capacity: string | null): string => {
  const word = known.find((one) => one === capacity)
  return word === undefined ? (capacity ?? '') : t(`form.capacity.${word}`)
}
