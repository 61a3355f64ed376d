import { useState } from 'react'
import type { KitCore, KitInput } from '../../../contract/campaigns.ts'
import { useTexts } from '../../i18n/index.ts'
import { directionOf, languageName, ownLanguageName } from '../../lookups/languages.ts'
import { useMissions } from '../../lookups/missions.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Trash2 } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { linesOf } from './form-model.ts'

/** The locked core, one language a tab. */
export function Cores({ draft, onChange }: { draft: { kit: KitInput }; onChange: (part: { kit: KitInput }) => void }) {
  const { t } = useTexts('campaigns')
  const [language, setLanguage] = useState('id')
  const { kit } = draft
  const missions = useMissions()
  const offered = [...new Set(['en', ...[...missions.values()].flatMap((one) => one.languages)])].sort()
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

/** A list typed one a line; the raw text stays here, so that an empty line can be begun. */
export function Lines({
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
