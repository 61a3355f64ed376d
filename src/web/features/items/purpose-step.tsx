import type { ItemKind } from '../../../contract/items.ts'
import { useTexts } from '../../i18n/index.ts'
import { ObjectiveTag, useObjectiveName, useObjectives } from '../../lookups/objectives.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Field, SelectField, TextArea } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Check, CircleDashed, Plus, X } from '../../ui/icons.ts'
import { Step } from '../../ui/steps.tsx'
import { type Change, type Draft, openAnswers } from './model.ts'

const kinds: readonly ItemKind[] = ['purpose', 'activity_purpose', 'activity', 'service', 'protocol', 'emergency']

/** Step 1: four questions before the first word of text. */
export function PurposeStep({ draft, change }: { draft: Draft; change: Change }) {
  const { t } = useTexts('items')
  const open = openAnswers(draft)
  return (
    <Step
      number={1}
      title={t('purpose.title')}
      aside={
        open === 0 ? (
          <Chip tone="ok" icon={Check}>
            {t('purpose.complete')}
          </Chip>
        ) : (
          <Chip tone="line" icon={CircleDashed}>
            {t('purpose.open', { count: open })}
          </Chip>
        )
      }
    >
      <div className="editor-questions">
        <SelectField
          label={t('purpose.kind')}
          hint={draft.kind === 'protocol' ? t('purpose.protocol') : t(`kindNote.${draft.kind}`)}
          value={draft.kind}
          onChange={(kind) => change({ kind: kind as ItemKind })}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <Objectives draft={draft} change={change} />
        <TextArea
          label={t('purpose.audience')}
          hint={t('purpose.audienceHint')}
          rows={2}
          value={draft.audience}
          onChange={(audience) => change({ audience })}
          maxLength={1000}
        />
        <TextArea
          label={t('purpose.benefit')}
          hint={t('purpose.benefitHint')}
          rows={2}
          value={draft.benefit}
          onChange={(benefit) => change({ benefit })}
          maxLength={1000}
        />
        <TextArea
          label={t('purpose.action')}
          hint={t('purpose.actionHint')}
          rows={2}
          value={draft.desiredAction}
          onChange={(desiredAction) => change({ desiredAction })}
          maxLength={1000}
        />
        <TextArea
          label={t('purpose.aimWords')}
          rows={2}
          value={draft.aim}
          onChange={(aim) => change({ aim })}
          maxLength={1000}
        />
      </div>
    </Step>
  )
}

/** At most two objectives; their weights always make 1. */
function Objectives({ draft, change }: { draft: Draft; change: Change }) {
  const { t } = useTexts('items')
  const { percent } = useFormat()
  const all = useObjectives()
  const name = useObjectiveName()
  const [first, second] = draft.objectives
  const options = all.map((one) => ({ value: one.code, label: `${one.parentCode ? '– ' : ''}${name(one.code)}` }))
  const set = (codes: readonly (string | undefined)[], main = first?.weight ?? 1) => {
    const [a, b] = codes.filter((code): code is string => code !== undefined && code !== '')
    if (a === undefined) change({ objectives: [] })
    else if (b === undefined || b === a) change({ objectives: [{ code: a, weight: 1 }] })
    else {
      const weight = main >= 1 ? 0.8 : main
      change({
        objectives: [
          { code: a, weight },
          { code: b, weight: Math.round((1 - weight) * 100) / 100 },
        ],
      })
    }
  }
  return (
    <div className="editor-objectives">
      <SelectField
        label={t('purpose.aim')}
        hint={t('purpose.aimHint')}
        value={first?.code ?? ''}
        onChange={(code) => set([code, second?.code])}
        placeholder={t('purpose.pick')}
        options={options}
      />
      {first !== undefined && (
        <div className="row wrap">
          {draft.objectives.map(({ code, weight }) => (
            <ObjectiveTag key={code} code={code} fallback={code} share={percent(weight * 100)} />
          ))}
          {second === undefined && (
            <Button
              kind="quiet"
              size="small"
              icon={Plus}
              onClick={() => set([first.code, all.find((one) => one.code !== first.code)?.code])}
            >
              {t('purpose.add')}
            </Button>
          )}
        </div>
      )}
      {first !== undefined && second !== undefined && (
        <>
          <div className="row">
            <div className="grow">
              <SelectField
                label={t('purpose.second')}
                value={second.code}
                onChange={(code) => set([first.code, code], first.weight)}
                options={options.filter((one) => one.value !== first.code)}
              />
            </div>
            <Button kind="quiet" icon={X} iconOnly onClick={() => set([first.code])}>
              {t('purpose.remove')}
            </Button>
          </div>
          <Field label={t('purpose.share', { percent: percent(first.weight * 100) })}>
            {(wiring) => (
              <input
                {...wiring}
                type="range"
                min={50}
                max={95}
                step={5}
                value={Math.round(first.weight * 100)}
                onInput={(event) => set([first.code, second.code], Number(event.currentTarget.value) / 100)}
              />
            )}
          </Field>
        </>
      )}
    </div>
  )
}
