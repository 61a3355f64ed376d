import type { AlertLevel, Hotline } from '../../../contract/alerts.ts'
import { useTexts } from '../../i18n/index.ts'
import { directionOf, languageName } from '../../lookups/languages.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Plus, Trash2 } from '../../ui/icons.ts'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { type AlertFields, areasOf, type TextFields } from './alert-form-model.ts'

const levels: readonly AlertLevel[] = [1, 2, 3]
const hours = [1, 2, 3, 6, 12, 24, 72] as const
const minutes = [0, 15, 30, 60, 180, 720] as const
const kinds: readonly Hotline['kind'][] = ['phone', 'whatsapp', 'link']
const sides: readonly Hotline['side'][] = ['mission', 'neighbour', 'directorate']

type Part = { fields: AlertFields; onChange: (change: Partial<AlertFields>) => void }

/** Step 1: how grave and where. */
export function WherePart({ fields, onChange }: Part) {
  const { t } = useTexts('alerts')
  return (
    <div className="stack">
      <SegmentedControl
        label={t('form.level')}
        wide
        value={String(fields.level)}
        onChange={(level) => onChange({ level: Number(level) as AlertLevel })}
        options={levels.map((level) => ({
          value: String(level),
          label: (
            <span className="alerts-level">
              <b>{t('level', { level })}</b>
              <small>{t(`levels.l${level}`)}</small>
            </span>
          ),
        }))}
      />
      <TextField
        label={t('form.areas')}
        hint={t('form.areasHint')}
        value={fields.areas}
        onChange={(areas) => onChange({ areas })}
        maxLength={2000}
      />
      {areasOf(fields.areas).length > 0 && (
        <SelectField
          label={t('form.elsewhere')}
          value={String(fields.elsewhereLevel ?? '')}
          onChange={(level) => onChange({ elsewhereLevel: level === '' ? null : (Number(level) as AlertLevel) })}
          options={[
            { value: '', label: t('form.elsewhereNone') },
            ...levels.map((level) => ({ value: String(level), label: t('level', { level }) })),
          ]}
        />
      )}
    </div>
  )
}

/** Step 2: what people must do, in each language; the first is the master. */
export function WordsPart({
  texts,
  onChange,
  languages,
}: {
  texts: readonly TextFields[]
  onChange: (texts: readonly TextFields[]) => void
  /** Languages that may be added. */
  languages: readonly string[]
}) {
  const { t } = useTexts('alerts')
  const change = (at: number, part: Partial<TextFields>) =>
    onChange(texts.map((text, index) => (index === at ? { ...text, ...part } : text)))
  const free = languages.filter((language) => !texts.some((text) => text.language === language))
  return (
    <div className="stack wide">
      {texts.map((text, index) => {
        const own = { lang: text.language, dir: directionOf(text.language) }
        const name = languageName(text.language)
        const parts = (
          <>
            <TextField
              {...own}
              label={t('form.headline')}
              value={text.title}
              onChange={(title) => change(index, { title })}
              maxLength={120}
            />
            <TextArea
              {...own}
              label={t('form.steps')}
              hint={t('form.stepsHint')}
              rows={5}
              value={text.steps}
              onChange={(steps) => change(index, { steps })}
              maxLength={3000}
            />
            <TextArea
              {...own}
              label={t('form.situation')}
              rows={2}
              value={text.situation}
              onChange={(situation) => change(index, { situation })}
              maxLength={2000}
            />
          </>
        )
        if (index === 0)
          return (
            <fieldset key={text.language} className="stack alerts-language">
              <legend>{name}</legend>
              {parts}
            </fieldset>
          )
        // The master is what is written at night; the others are folded until somebody looks at them.
        return (
          <details key={text.language} className="alerts-language" open={text.title === ''}>
            <summary>
              <b>{name}</b> <span {...own}>{text.title}</span>
            </summary>
            <div className="stack">
              {parts}
              <div>
                <Button
                  kind="quiet"
                  size="small"
                  icon={Trash2}
                  onClick={() => onChange(texts.filter((_text, at) => at !== index))}
                >
                  {t('form.removeLanguage', { language: name })}
                </Button>
              </div>
            </div>
          </details>
        )
      })}
      {free.length > 0 && (
        <SelectField
          label={t('form.addLanguage')}
          value=""
          placeholder="–"
          onChange={(language) =>
            language !== '' && onChange([...texts, { language, title: '', situation: '', steps: '' }])
          }
          options={free.map((language) => ({ value: language, label: languageName(language) }))}
        />
      )}
    </div>
  )
}

/** Step 3: whom to call, when the next word comes, since when it is known. */
export function ReachPart({ fields, onChange }: Part) {
  const { t } = useTexts('alerts')
  const change = (at: number, part: Partial<Hotline>) =>
    onChange({ hotlines: fields.hotlines.map((line, index) => (index === at ? { ...line, ...part } : line)) })
  return (
    <div className="stack">
      {fields.hotlines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name while they are written
        <div key={index} className="alerts-hotline">
          <TextField
            label={t('form.hotline')}
            value={line.label}
            onChange={(label) => change(index, { label })}
            maxLength={80}
          />
          <TextField
            label={t('form.phone')}
            inputMode={line.kind === 'link' ? 'url' : 'tel'}
            value={line.number}
            onChange={(number) => change(index, { number })}
            maxLength={200}
          />
          <SelectField
            label={t('form.kindLabel')}
            value={line.kind}
            onChange={(kind) => change(index, { kind: kind as Hotline['kind'] })}
            options={kinds.map((kind) => ({ value: kind, label: t(`form.kind.${kind}`) }))}
          />
          <SelectField
            label={t('form.sideLabel')}
            value={line.side}
            onChange={(side) => change(index, { side: side as Hotline['side'] })}
            options={sides.map((side) => ({ value: side, label: t(`form.side.${side}`) }))}
          />
          {fields.hotlines.length > 1 && (
            <Button
              kind="quiet"
              icon={Trash2}
              iconOnly
              onClick={() => onChange({ hotlines: fields.hotlines.filter((_line, at) => at !== index) })}
            >
              {t('form.removeHotline', { label: line.label })}
            </Button>
          )}
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={Plus}
          onClick={() =>
            onChange({ hotlines: [...fields.hotlines, { label: '', number: '', kind: 'phone', side: 'mission' }] })
          }
        >
          {t('form.addHotline')}
        </Button>
      </div>
      <SelectField
        label={t('form.nextIn')}
        value={String(fields.nextHours)}
        onChange={(value) => onChange({ nextHours: Number(value) })}
        options={hours.map((count) => ({ value: String(count), label: t('form.hours', { count }) }))}
      />
      <SelectField
        label={t('form.known')}
        value={String(fields.knownMinutesAgo)}
        onChange={(value) => onChange({ knownMinutesAgo: Number(value) })}
        options={minutes.map((ago) => ({ value: String(ago), label: t(`form.ago.m${ago}`) }))}
      />
    </div>
  )
}
