import type { CampaignDraft, OpenPart } from '../../../contract/campaigns.ts'
import { fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useObjectiveName, useObjectives } from '../../lookups/objectives.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { useHomeZone } from '../../ui/home-zone.tsx'
import { Panel } from '../../ui/panel.tsx'
import { WhenField } from '../../ui/when-field.tsx'
import { fromWall, toWall } from '../../ui/zones.ts'
import { Assets } from './assets.tsx'
import { Cores, Lines } from './core-form.tsx'
import { RegisterFacts } from './register-facts.tsx'

type Props = { draft: CampaignDraft; onChange: (part: Partial<CampaignDraft>) => void }

/** Goal and span, the locked core in each language, the open parts. */
export function CampaignForm({ draft, onChange, errors }: Props & { errors: unknown }) {
  return (
    <>
      <Basics draft={draft} onChange={onChange} errors={errors} />
      <Oasis draft={draft} onChange={onChange} />
      <Cores draft={draft} onChange={onChange} />
      <Parts draft={draft} onChange={onChange} />
      <RegisterFacts kit={draft.kit} onChange={(kit) => onChange({ kit })} />
      <Assets kit={draft.kit} onChange={(kit) => onChange({ kit })} />
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
      {...(key === 'targetAt' ? { hint: t('hq.targetHint') } : {})}
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
        <SelectField
          label={t('hq.riskTier')}
          hint={t('hq.riskTierHint')}
          value={draft.riskTier}
          onChange={(riskTier) => onChange({ riskTier: riskTier as CampaignDraft['riskTier'] })}
          options={(['routine', 'sensitive', 'policy'] as const).map((value) => ({ value, label: t(`tier.${value}`) }))}
        />
        <div />
        {instant('targetAt')}
        {instant('embargoUntil')}
      </div>
    </Panel>
  )
}

const oasis = ['audience', 'strategy', 'implementation', 'scoring'] as const

/** The rest of OASIS: whom, how, by what, and how it will be judged. */
function Oasis({ draft, onChange }: Props) {
  const { t } = useTexts('campaigns')
  return (
    <Panel title={t('oasis.title')} note={t('oasis.note')}>
      <div className="campaigns-form">
        {oasis.map((key) => (
          <TextArea
            key={key}
            label={t(`oasis.${key}`)}
            hint={t(`oasis.${key}Hint`)}
            rows={3}
            value={draft[key]}
            onChange={(value) => onChange({ [key]: value })}
            maxLength={2000}
          />
        ))}
      </div>
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
