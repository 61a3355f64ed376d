import type { ReactNode } from 'react'
import type { BlindTask } from '../../../contract/rating.ts'
import { useTexts } from '../../i18n/index.ts'
import { useObjectiveName } from '../../lookups/objectives.tsx'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { TextField } from '../../ui/field.tsx'
import { asksElements, elements, isReady, keysOfElements, keysOfPoints, keysOfPurpose, toggled } from './draft.ts'
import type { useDesk } from './use-desk.ts'

const purposes = [0, 1, 2] as const

/** Every label as a key that a finger finds too; the cap shows what to press. */
export function LabelKeys({
  task,
  objectives,
  desk,
}: {
  task: BlindTask
  objectives: readonly string[]
  desk: ReturnType<typeof useDesk>
}) {
  const { t } = useTexts('rating')
  const name = useObjectiveName()
  const { draft, setDraft } = desk
  return (
    <div className="stack rating-keys">
      <Group legend={t('desk.objective')}>
        {[...objectives, 'none'].map((code, at) => (
          <Key
            key={code}
            cap={code === 'none' ? '0' : String(at + 1)}
            pressed={draft.objective === code}
            onPress={() => setDraft({ ...draft, objective: code })}
          >
            {code === 'none' ? t('desk.none') : name(code)}
          </Key>
        ))}
      </Group>
      <Group legend={t('desk.purpose')} three>
        {purposes.map((purpose) => (
          <Key
            key={purpose}
            cap={keysOfPurpose[purpose]}
            pressed={draft.purpose === purpose}
            onPress={() => setDraft({ ...draft, purpose })}
          >
            {t(`desk.p${purpose}`)}
          </Key>
        ))}
      </Group>
      <Group legend={t('desk.says')}>
        <Key cap="M" pressed={draft.benefit} onPress={() => setDraft({ ...draft, benefit: !draft.benefit })}>
          {t('desk.benefit')}
        </Key>
        <Key cap="A" pressed={draft.cta} onPress={() => setDraft({ ...draft, cta: !draft.cta })}>
          {t('desk.cta')}
        </Key>
      </Group>
      {asksElements(draft) && (
        <Group legend={t('desk.elements')}>
          {elements.map((element, at) => (
            <Key
              key={element}
              cap={keysOfElements[at] ?? ''}
              pressed={draft.elements.includes(element)}
              onPress={() => setDraft({ ...draft, elements: toggled(draft.elements, element) })}
            >
              {t(`desk.element.${element}`)}
            </Key>
          ))}
        </Group>
      )}
      {task.narrative && <Points narrative={task.narrative} desk={desk} />}
      {task.facts.length > 0 && <Figures facts={task.facts} desk={desk} />}
      <div className="rating-acts">
        <Button off={!desk.mayUndo} onClick={() => void desk.undo()}>
          <Cap>Bksp</Cap> {t('desk.undo')}
        </Button>
        <Button onClick={() => void desk.skip()}>
          <Cap>L</Cap> {t('desk.skip')}
        </Button>
        <Button kind="primary" off={!isReady(draft)} onClick={desk.save}>
          {t('desk.next')} <Cap>Enter</Cap>
        </Button>
      </div>
      <p className="mute t12 rating-shortcuts">{t('desk.shortcuts')}</p>
    </div>
  )
}

function Points({
  narrative,
  desk,
}: {
  narrative: NonNullable<BlindTask['narrative']>
  desk: ReturnType<typeof useDesk>
}) {
  const { t } = useTexts('rating')
  const { draft, setDraft } = desk
  return (
    <>
      <Group legend={t('desk.points')} hint={t('desk.pointsHint')}>
        {narrative.mustSay.map((point, at) => (
          <Key
            key={point}
            cap={keysOfPoints[at] ?? '·'}
            pressed={draft.mustSay.includes(at)}
            onPress={() => setDraft({ ...draft, mustSay: toggled(draft.mustSay, at) })}
          >
            {point}
          </Key>
        ))}
        <Key
          cap="K"
          pressed={draft.contradicts}
          onPress={() => setDraft({ ...draft, contradicts: !draft.contradicts })}
        >
          {t('desk.contradicts')}
        </Key>
      </Group>
      {narrative.mustNotSay.length > 0 && (
        <p className="soft t13">{t('desk.mustNot', { points: narrative.mustNotSay.join('; ') })}</p>
      )}
    </>
  )
}

function Figures({ facts, desk }: { facts: BlindTask['facts']; desk: ReturnType<typeof useDesk> }) {
  const { t } = useTexts('rating')
  const { draft, setDraft } = desk
  const read = (value: string) => Math.min(40, Math.max(0, Math.trunc(Number(value) || 0)))
  return (
    <fieldset className="stack tight">
      <legend className="soft">{t('desk.facts')}</legend>
      <ul className="t13">
        {facts.map((fact) => (
          <li key={fact.name}>
            {fact.name}: <b>{[fact.value, fact.unit].filter((part) => part !== '').join(' ')}</b>
          </li>
        ))}
      </ul>
      <div className="row">
        <TextField
          label={t('desk.used')}
          inputMode="numeric"
          value={String(draft.used)}
          onChange={(value) => setDraft({ ...draft, used: read(value) })}
        />
        <TextField
          label={t('desk.matching')}
          inputMode="numeric"
          value={String(draft.matching)}
          onChange={(value) => setDraft({ ...draft, matching: Math.min(draft.used, read(value)) })}
        />
      </div>
    </fieldset>
  )
}

function Group({
  legend,
  hint,
  three,
  children,
}: {
  legend: string
  hint?: string
  /** Side by side where there is room. */
  three?: boolean
  children: ReactNode
}) {
  return (
    <fieldset className="stack tight">
      <legend className="soft rating-legend">{legend}</legend>
      {hint !== undefined && <p className="mute t12">{hint}</p>}
      <div className={cx('rating-group', three && 'three')}>{children}</div>
    </fieldset>
  )
}

function Key({
  cap,
  pressed,
  onPress,
  children,
}: {
  cap: string
  pressed: boolean
  onPress: () => void
  children: ReactNode
}) {
  return (
    <Button className="rating-key" kind={pressed ? 'primary' : 'plain'} aria-pressed={pressed} onClick={onPress}>
      <Cap>{cap}</Cap> <span className="grow">{children}</span>
    </Button>
  )
}

/** What to press; screen readers hear the words of the key alone. */
const Cap = ({ children }: { children: string }) => (
  <span className="rating-cap" aria-hidden="true">
    {children}
  </span>
)
