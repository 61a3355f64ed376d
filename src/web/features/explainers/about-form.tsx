import { useQuery } from '@tanstack/react-query'
import type { ExplainerDraft } from '../../../contract/explainers.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useMissions } from '../../lookups/missions.ts'
import { useObjectives } from '../../lookups/objectives.tsx'
import { Button } from '../../ui/button.tsx'
import { ComboField } from '../../ui/combo-field.tsx'
import { Choice, ChoiceGroup, SelectField, TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { X } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'

const topics = ['economy', 'travel', 'protection', 'peace', 'environment', 'culture'] as const

/** What is said beside the texts: topic, objective, day, contact, desk, embargo, missions, facts of the register. */
export function AboutForm({
  draft,
  isOff,
  onChange,
}: {
  draft: ExplainerDraft
  isOff: boolean
  onChange: (draft: ExplainerDraft) => void
}) {
  const { t } = useTexts('explainers')
  const { language } = useFormat()
  const missions = useMissions()
  const objectives = useObjectives()
  const register = useQuery(apiQuery('GET /api/v1/missions', { query: {} }))
  const facts = useQuery(apiQuery('GET /api/v1/facts'))
  const set = (part: Partial<ExplainerDraft>) => onChange({ ...draft, ...part })
  const named = (one: { nameId: string; nameEn: string }) => (language === 'id' ? one.nameId : one.nameEn || one.nameId)
  return (
    <Panel title={t('about.title')}>
      <fieldset className="explainer-form" disabled={isOff}>
        <div className="explainer-pair">
          <SelectField
            label={t('about.topic')}
            value={draft.topic}
            options={topics.map((topic) => ({ value: topic, label: t(`topics.${topic}`) }))}
            onChange={(topic) => set({ topic: topic as ExplainerDraft['topic'] })}
          />
          <SelectField
            label={t('about.objective')}
            value={draft.objectiveCode}
            options={objectives.map((one) => ({ value: one.code, label: named(one) }))}
            onChange={(objectiveCode) => set({ objectiveCode })}
          />
        </div>
        <div className="explainer-pair">
          <TextField
            label={t('about.decidedOn')}
            type="date"
            value={draft.decidedOn ?? ''}
            onChange={(day) => set({ decidedOn: day || null })}
          />
          <SelectField
            label={t('about.desk')}
            placeholder={t('about.deskNone')}
            value={draft.regionId ?? ''}
            options={(register.data?.regions ?? []).map((region) => ({ value: region.id, label: named(region) }))}
            onChange={(regionId) => set({ regionId: regionId || null })}
          />
        </div>
        <TextField
          label={t('about.contact')}
          hint={t('about.contactHint')}
          maxLength={300}
          value={draft.contact}
          onChange={(contact) => set({ contact })}
        />
        <TextField
          label={t('about.embargo')}
          hint={t('about.embargoHint')}
          type="datetime-local"
          value={draft.embargoUntil === null ? '' : draft.embargoUntil.slice(0, 16)}
          onChange={(value) => set({ embargoUntil: value === '' ? null : new Date(`${value}:00Z`).toISOString() })}
        />
        <ComboField
          label={t('about.missions')}
          value={undefined}
          options={[...missions.values()]
            .filter((one) => !draft.missionIds.includes(one.id))
            .map((one) => ({ value: one.id, label: one.shortName, note: one.city }))}
          onChange={(id) => id && draft.missionIds.length < 12 && set({ missionIds: [...draft.missionIds, id] })}
        />
        {draft.missionIds.length > 0 && (
          <ul className="explainer-tags">
            {draft.missionIds.map((id) => (
              <li key={id}>
                {missions.get(id)?.shortName ?? id}
                <Button
                  kind="quiet"
                  size="small"
                  icon={X}
                  iconOnly
                  onClick={() => set({ missionIds: draft.missionIds.filter((one) => one !== id) })}
                >
                  {t('form.removeNamed', { name: missions.get(id)?.shortName ?? id })}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <ChoiceGroup legend={t('about.facts')}>
          {(facts.data?.facts ?? []).map((fact) => (
            <Choice
              key={fact.id}
              type="checkbox"
              checked={draft.factIds.includes(fact.id)}
              onChange={() =>
                set({
                  factIds: draft.factIds.includes(fact.id)
                    ? draft.factIds.filter((id) => id !== fact.id)
                    : [...draft.factIds, fact.id],
                })
              }
              note={`${[fact.value, fact.unit].filter(Boolean).join(' ')} · ${fact.source}`}
            >
              {named(fact)}
            </Choice>
          ))}
        </ChoiceGroup>
      </fieldset>
    </Panel>
  )
}
