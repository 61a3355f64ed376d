import { useState } from 'react'
import type { NarrativeText } from '../../../contract/narratives.ts'
import { useTexts } from '../../i18n/index.ts'
import { directionOf, languageName, ownLanguageName } from '../../lookups/languages.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea } from '../../ui/field.tsx'
import { Trash2 } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { linesOf } from './lines.ts'

/** A text while it is written: lists stand as lines. */
export type DraftText = { language: string; message: string; mustSay: string; mustNotSay: string }

export const draftTextsOf = (texts: readonly NarrativeText[]): DraftText[] =>
  texts.map((text) => ({ ...text, mustSay: text.mustSay.join('\n'), mustNotSay: text.mustNotSay.join('\n') }))

/** Texts that say something. */
export const textsOf = (drafts: readonly DraftText[]): NarrativeText[] =>
  drafts
    .filter((draft) => draft.message.trim() !== '')
    .map((draft) => ({ ...draft, mustSay: linesOf(draft.mustSay), mustNotSay: linesOf(draft.mustNotSay) }))

const offered = [
  'en',
  'ar',
  'zh',
  'ja',
  'ko',
  'fr',
  'es',
  'pt',
  'de',
  'nl',
  'ru',
  'tr',
  'th',
  'vi',
  'ms',
  'hi',
  'fa',
  'it',
]

/** Message, must-say and must-not-say in each language; the first is the master. */
export function NarrativeTexts({
  texts,
  onChange,
}: {
  texts: readonly DraftText[]
  onChange: (texts: DraftText[]) => void
}) {
  const { t } = useTexts('strategy')
  const [language, setLanguage] = useState(texts[0]?.language ?? 'id')
  const text = texts.find((one) => one.language === language) ?? texts[0]
  if (text === undefined) return null
  const set = (part: Partial<DraftText>) =>
    onChange(texts.map((one) => (one.language === text.language ? { ...one, ...part } : one)))
  const script = { lang: text.language, dir: directionOf(text.language) }
  return (
    <Panel title={t('narratives.texts')} note={t('narratives.textsNote')}>
      <Tabs
        label={t('narratives.language')}
        value={text.language}
        onChange={setLanguage}
        tabs={texts.map((one) => ({ value: one.language, label: ownLanguageName(one.language), lang: one.language }))}
      >
        <div className="strategy-form" key={text.language}>
          <TextArea
            {...script}
            label={t('narratives.message')}
            rows={3}
            maxLength={2000}
            value={text.message}
            onChange={(message) => set({ message })}
          />
          <div className="strategy-pair">
            <TextArea
              {...script}
              label={t('narratives.mustSay')}
              hint={t('form.lineHint')}
              value={text.mustSay}
              onChange={(mustSay) => set({ mustSay })}
            />
            <TextArea
              {...script}
              label={t('narratives.mustNotSay')}
              hint={t('form.lineHint')}
              value={text.mustNotSay}
              onChange={(mustNotSay) => set({ mustNotSay })}
            />
          </div>
          <div className="row wrap">
            <SelectField
              label={t('narratives.addLanguage')}
              value=""
              placeholder="–"
              onChange={(tag) => {
                if (tag === '') return
                onChange([...texts, { language: tag, message: '', mustSay: '', mustNotSay: '' }])
                setLanguage(tag)
              }}
              options={offered
                .filter((tag) => !texts.some((one) => one.language === tag))
                .map((tag) => ({ value: tag, label: languageName(tag) }))}
            />
            {text !== texts[0] && (
              <Button
                kind="quiet"
                icon={Trash2}
                onClick={() => {
                  onChange(texts.filter((one) => one.language !== text.language))
                  setLanguage(texts[0]?.language ?? 'id')
                }}
              >
                {t('narratives.dropLanguage')}
              </Button>
            )}
          </div>
        </div>
      </Tabs>
    </Panel>
  )
}
