import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { NarrativeContent, NarrativeRow } from '../../../contract/narratives.ts'
import { api, apiQuery, fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useObjectiveName, useObjectives } from '../../lookups/objectives.tsx'
import { useNow } from '../../shell/now.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { ComboField } from '../../ui/combo-field.tsx'
import { Choice, ChoiceGroup, TextField } from '../../ui/field.tsx'
import { useHomeZone } from '../../ui/home-zone.tsx'
import { X } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { toWall } from '../../ui/zones.ts'
import { type DraftText, draftTextsOf, NarrativeTexts, textsOf } from './narrative-texts.tsx'
import './strategy.css'

export function NewNarrativeScreen() {
  const home = useHomeZone()
  const day = toWall(useNow(), home.zone).slice(0, 10)
  const empty: NarrativeContent = {
    title: '',
    objectiveCodes: [],
    ownerUnit: '',
    source: '',
    texts: [{ language: 'id', message: '', mustSay: [], mustNotSay: [] }],
    factIds: [],
    validFrom: day,
    validUntil: null,
  }
  return <NarrativeForm initial={empty} />
}

export function EditNarrativeScreen() {
  const { narrativeId } = useParams({ strict: false })
  const narratives = useQuery(apiQuery('GET /api/v1/narratives'))
  const found = narratives.data?.narratives.find((one) => one.id === narrativeId)
  if (found === undefined) return narratives.isPending ? <Skeleton rows={6} /> : <Failure error={narratives.error} />
  return <NarrativeForm key={found.version} initial={contentOf(found)} narrative={found} />
}

const contentOf = ({ id: _id, version: _v, changedBy: _by, changedAt: _at, state: _s, ...content }: NarrativeRow) =>
  content satisfies NarrativeContent

function NarrativeForm({ initial, narrative }: { initial: NarrativeContent; narrative?: NarrativeRow }) {
  const { t } = useTexts('strategy')
  const client = useQueryClient()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(initial)
  const [texts, setTexts] = useState<readonly DraftText[]>(draftTextsOf(initial.texts))
  const set = (part: Partial<NarrativeContent>) => setDraft((before) => ({ ...before, ...part }))
  const save = useMutation({
    mutationFn: () => {
      const body = { ...draft, texts: textsOf(texts) }
      return narrative === undefined
        ? api('POST /api/v1/narratives', { body })
        : api('PUT /api/v1/narratives/:narrativeId', {
            params: { narrativeId: narrative.id },
            body: { ...body, version: narrative.version },
          })
    },
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ['GET /api/v1/narratives'] })
      toast(t('narratives.saved', { version: saved.version }))
      void navigate({ to: '/narasi' })
    },
  })
  const wrong = (path: string) => {
    const error = fieldError(save.error, path)
    return error === undefined ? {} : { error }
  }
  const title = narrative ? t('narratives.changeTitle', { title: narrative.title }) : t('narratives.add')
  const isReady =
    draft.title.trim().length >= 3 && draft.objectiveCodes.length > 0 && textsOf(texts).length === texts.length
  return (
    <Screen title={title} within={[{ label: t('places.narratives'), to: '/narasi' }]}>
      <ScreenHead title={title} lead={t('narratives.formLead')} />
      <div className="strategy-page">
        <Failure error={save.error} />
        <Panel title={t('narratives.about')}>
          <div className="strategy-form">
            <TextField
              label={t('narratives.name')}
              value={draft.title}
              onChange={(value) => set({ title: value })}
              maxLength={200}
              {...wrong('title')}
            />
            <ObjectiveChoices codes={draft.objectiveCodes} onChange={(objectiveCodes) => set({ objectiveCodes })} />
            <div className="strategy-pair">
              <TextField
                label={t('narratives.source')}
                hint={t('narratives.sourceHint')}
                value={draft.source}
                onChange={(source) => set({ source })}
                maxLength={500}
              />
              <TextField
                label={t('field.ownerUnit')}
                value={draft.ownerUnit}
                onChange={(ownerUnit) => set({ ownerUnit })}
                maxLength={200}
              />
              <TextField
                label={t('narratives.from')}
                type="date"
                value={draft.validFrom}
                onChange={(day) => day !== '' && set({ validFrom: day })}
              />
              <TextField
                label={t('narratives.until')}
                hint={t('narratives.untilHint')}
                type="date"
                min={draft.validFrom}
                value={draft.validUntil ?? ''}
                onChange={(day) => set({ validUntil: day || null })}
                {...wrong('validUntil')}
              />
            </div>
          </div>
        </Panel>
        <NarrativeTexts texts={texts} onChange={setTexts} />
        <FactChoices ids={draft.factIds} onChange={(factIds) => set({ factIds })} />
        <div className="row wrap">
          <Button kind="primary" off={!isReady} busy={save.isPending && t('form.saving')} onClick={() => save.mutate()}>
            {narrative ? t('form.save') : t('narratives.save')}
          </Button>
          <ButtonLink to="/narasi" kind="quiet">
            {t('form.back')}
          </ButtonLink>
        </div>
      </div>
    </Screen>
  )
}

function ObjectiveChoices({ codes, onChange }: { codes: readonly string[]; onChange: (codes: string[]) => void }) {
  const { t } = useTexts('strategy')
  const objectives = useObjectives()
  const name = useObjectiveName()
  return (
    <ChoiceGroup legend={t('narratives.objectives')} hint={t('narratives.objectivesHint')}>
      {objectives.map(({ code }) => (
        <Choice
          key={code}
          checked={codes.includes(code)}
          onChange={(on) => onChange(on ? [...codes, code] : codes.filter((one) => one !== code))}
        >
          {name(code)}
        </Choice>
      ))}
    </ChoiceGroup>
  )
}

function FactChoices({ ids, onChange }: { ids: readonly string[]; onChange: (ids: string[]) => void }) {
  const { t } = useTexts('strategy')
  const facts = useQuery(apiQuery('GET /api/v1/facts')).data?.facts ?? []
  const chosen = ids.flatMap((id) => facts.find((fact) => fact.id === id) ?? [])
  return (
    <Panel title={t('narratives.facts')} note={t('narratives.factsNote')}>
      <div className="stack">
        <ul className="strategy-users">
          {chosen.map((fact) => (
            <li key={fact.id} className="row between">
              <span className="grow">
                {fact.nameId}: <b>{[fact.value, fact.unit].filter(Boolean).join(' ')}</b>
              </span>
              <Button
                size="small"
                kind="quiet"
                icon={X}
                iconOnly
                onClick={() => onChange(ids.filter((id) => id !== fact.id))}
              >
                {t('narratives.dropFact', { name: fact.nameId })}
              </Button>
            </li>
          ))}
        </ul>
        <ComboField
          key={ids.length}
          label={t('narratives.addFact')}
          value={undefined}
          onChange={(id) => id !== undefined && onChange([...ids, id])}
          options={facts
            .filter((fact) => !ids.includes(fact.id))
            .map((fact) => ({ value: fact.id, label: fact.nameId, note: fact.value }))}
        />
      </div>
    </Panel>
  )
}
