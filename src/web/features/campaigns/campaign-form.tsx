import { useState } from 'react'
import type { CampaignDraft, KitCore, OpenPart } from '../../../contract/campaigns.ts'
import { fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { directionOf, languageName, ownLanguageName } from '../../lookups/languages.ts'
import { useObjectiveName, useObjectives } from '../../lookups/objectives.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { useHomeZone } from '../../ui/home-zone.tsx'
import { Trash2 } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { WhenField } from '../../ui/when-field.tsx'
import { fromWall, toWall } from '../../ui/zones.ts'
import { linesOf } from './form-model.ts'

type Props = { draft: CampaignDraft; onChange: (part: Partial<CampaignDraft>) => void }

/** Goal and span, the locked core in each language, the open parts. */
export function CampaignForm({ draft, onChange, errors }: Props & { errors: unknown }) {
  return (
    <>
      <Basics draft={draft} onChange={onChange} errors={errors} />
      <Cores draft={draft} onChange={onChange} />
      <Parts draft={draft} onChange={onChange} />
    </>
  )
}

function Basics({ draft, onChange, errors }: Props & { errors: unknown }) {
  const { t } = useTexts('campaigns')
  const objectives = useObjectives()
  const name = useObjectiveName()
  const home = useHomeZone()
  const wrong = (path: string) => {
    const error = fieldError(errors, path)
    return error === undefined ? {} : { error }
  }
  const instant = (key: 'embargoUntil' | 'targetAt') => (
    <WhenField
      label={key === 'embargoUntil' ? t('embargo') : t('target')}
      place={home}
      value={draft[key] === null ? undefined : toWall(new Date(draft[key]), home.zone)}
      onChange={(wall) => onChange({ [key]: wall === undefined ? null : fromWall(wall, home.zone).at.toISOString() })}
      {...wrong(key)}
    />
  )
  return (
    <Panel title={t('kit.goal')}>
      <div className="campaigns-form">
        <div className="whole">
          <TextField
            label={t('hq.name')}
            value={draft.title}
            onChange={(title) => onChange({ title })}
            maxLength={200}
            {...wrong('title')}
          />
        </div>
        <SelectField
          label={t('hq.objective')}
          value={draft.objectiveCode}
          onChange={(objectiveCode) => onChange({ objectiveCode })}
          placeholder={t('hq.pick')}
          options={objectives.map((one) => ({ value: one.code, label: name(one.code) }))}
          {...wrong('objectiveCode')}
        />
        <SelectField
          label={t('hq.obligation')}
          value={draft.obligation}
          onChange={(obligation) => onChange({ obligation: obligation as CampaignDraft['obligation'] })}
          options={(['recommended', 'mandatory'] as const).map((value) => ({ value, label: t(`obligation.${value}`) }))}
        />
        <TextArea
          label={t('hq.goal')}
          hint={t('hq.goalHint')}
          rows={2}
          value={draft.goal}
          onChange={(goal) => onChange({ goal })}
          maxLength={1000}
          {...wrong('goal')}
        />
        <TextArea
          label={t('hq.baseline')}
          hint={t('hq.baselineHint')}
          rows={2}
          value={draft.baseline}
          onChange={(baseline) => onChange({ baseline })}
          maxLength={1000}
          {...wrong('baseline')}
        />
        <TextField
          label={t('hq.starts')}
          type="date"
          value={draft.startsOn}
          onChange={(startsOn) => onChange({ startsOn })}
          {...wrong('startsOn')}
        />
        <TextField
          label={t('hq.ends')}
          type="date"
          value={draft.endsOn}
          min={draft.startsOn}
          onChange={(endsOn) => onChange({ endsOn })}
          {...wrong('endsOn')}
        />
        {instant('targetAt')}
        {instant('embargoUntil')}
      </div>
    </Panel>
  )
}

const offered = ['en', 'ar', 'zh', 'ja', 'ko', 'fr', 'es', 'pt', 'de', 'nl', 'ru', 'tr', 'th', 'vi', 'ms']

function Cores({ draft, onChange }: Props) {
  const { t } = useTexts('campaigns')
  const [language, setLanguage] = useState('id')
  const { kit } = draft
  const core = kit.cores.find((one) => one.language === language) ?? kit.cores[0]
  const setCores = (cores: KitCore[]) => onChange({ kit: { ...kit, cores } })
  if (core === undefined) return null
  const set = (part: Partial<KitCore>) =>
    setCores(kit.cores.map((one) => (one.language === core.language ? { ...one, ...part } : one)))
  const direction = directionOf(core.language)
  return (
    <Panel title={t('hq.core')} note={t('hq.coreNote')}>
      <Tabs
        label={t('hq.language')}
        value={core.language}
        onChange={setLanguage}
        tabs={kit.cores.map(({ language: tag }) => ({ value: tag, label: ownLanguageName(tag), lang: tag }))}
      >
        <div className="stack" key={core.language}>
          <TextField
            label={t('hq.headline')}
            lang={core.language}
            dir={direction}
            value={core.headline}
            onChange={(headline) => set({ headline })}
            maxLength={200}
          />
          <TextArea
            label={t('hq.message')}
            rows={3}
            lang={core.language}
            dir={direction}
            value={core.message}
            onChange={(message) => set({ message })}
            maxLength={2000}
          />
          <Lines label={t('hq.facts')} lines={core.facts} onChange={(facts) => set({ facts })} />
          <TextArea
            label={t('hq.example')}
            hint={t('hq.exampleHint')}
            rows={5}
            lang={core.language}
            dir={direction}
            value={core.example}
            onChange={(example) => set({ example })}
            maxLength={5000}
          />
          <div className="row wrap">
            <SelectField
              label={t('hq.addLanguage')}
              value=""
              placeholder="–"
              onChange={(tag) => {
                if (tag === '') return
                setCores([
                  ...kit.cores,
                  { language: tag, headline: '', message: '', facts: [], example: '', isMaster: false },
                ])
                setLanguage(tag)
              }}
              options={offered
                .filter((tag) => !kit.cores.some((one) => one.language === tag))
                .map((tag) => ({ value: tag, label: languageName(tag) }))}
            />
            {core.language !== 'id' && (
              <Button
                kind="quiet"
                icon={Trash2}
                onClick={() => {
                  setCores(kit.cores.filter((one) => one.language !== core.language))
                  setLanguage('id')
                }}
              >
                {t('hq.removeLanguage')}
              </Button>
            )}
          </div>
        </div>
      </Tabs>
    </Panel>
  )
}

const parts: readonly OpenPart['kind'][] = ['hook', 'language', 'partner', 'time']

function Parts({ draft: { kit }, onChange }: Props) {
  const { t } = useTexts('campaigns')
  const setPart = (kind: OpenPart['kind'], hint: string) => {
    const others = kit.openParts.filter((part) => part.kind !== kind)
    onChange({ kit: { ...kit, openParts: hint === '' ? others : [...others, { kind, hint }] } })
  }
  return (
    <Panel title={t('hq.openParts')}>
      <div className="campaigns-form">
        {parts.map((kind) => (
          <TextField
            key={kind}
            label={t(`kit.part.${kind}`)}
            hint={t('hq.partHint')}
            value={kit.openParts.find((part) => part.kind === kind)?.hint ?? ''}
            onChange={(hint) => setPart(kind, hint)}
            maxLength={500}
          />
        ))}
        <Lines
          label={t('hq.mustSay')}
          lines={kit.mustSay}
          onChange={(mustSay) => onChange({ kit: { ...kit, mustSay } })}
        />
        <Lines
          label={t('hq.mustNotSay')}
          lines={kit.mustNotSay}
          onChange={(mustNotSay) => onChange({ kit: { ...kit, mustNotSay } })}
        />
      </div>
    </Panel>
  )
}

/** A list typed one a line; the raw text stays here, so that an empty line can be begun. */
function Lines({
  label,
  lines,
  onChange,
}: {
  label: string
  lines: readonly string[]
  onChange: (lines: string[]) => void
}) {
  const [text, setText] = useState(lines.join('\n'))
  return (
    <TextArea
      label={label}
      rows={3}
      value={text}
      onChange={(next) => {
        setText(next)
        onChange(linesOf(next))
      }}
    />
  )
}
