import { useState } from 'react'
import type { Campaign, KitCore } from '../../../contract/campaigns.ts'
import { useTexts } from '../../i18n/index.ts'
import { directionOf, languageName, ownLanguageName } from '../../lookups/languages.ts'
import type { Mission } from '../../shell/scope.ts'
import { Button } from '../../ui/button.tsx'
import { Choice, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { CircleAlert, CircleCheck, Plus, RefreshCw, Trash2 } from '../../ui/icons.ts'
import { LockedSpan } from '../../ui/locked-span.tsx'
import { Note } from '../../ui/note.tsx'
import { Step } from '../../ui/steps.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { MediaList } from './media-list.tsx'
import { addText, type DraftText, homeLanguage, withText } from './model.ts'
import { ReadingPanel } from './reading-panel.tsx'
import type { Editor } from './use-editor.ts'

const offered = ['en', 'ar', 'zh', 'ja', 'ko', 'fr', 'es', 'pt', 'de', 'nl', 'ru', 'tr', 'th', 'vi', 'ms', 'hi']

/** Step 2: the Indonesian master and its language versions, the kit's core as it must stay, and pictures. */
export function TextStep({ editor, mission, kit }: { editor: Editor; mission: Mission; kit: Campaign | undefined }) {
  const { t } = useTexts('items')
  const { draft, change, item } = editor
  const [language, setLanguage] = useState(homeLanguage)
  const shown = draft.texts.find((one) => one.language === language) ?? draft.texts[0]
  const adjust = (tag: string) => item?.texts.find((one) => one.language === tag)?.needsAdjustment === true
  const cores = kit?.kit.cores ?? []
  const missing = [...new Set([...mission.languages, ...cores.map((one) => one.language), ...offered])].filter(
    (tag) => !draft.texts.some((one) => one.language === tag),
  )
  if (shown === undefined) return null
  return (
    <Step number={2} title={t('draft.title')}>
      <div className="stack">
        <Tabs
          label={t('draft.versions')}
          value={shown.language}
          onChange={setLanguage}
          tabs={draft.texts.map(({ language: tag }) => ({
            value: tag,
            label: ownLanguageName(tag),
            lang: tag,
            ...(tag === homeLanguage ? { note: t('draft.master') } : {}),
            ...(adjust(tag) ? { icon: RefreshCw } : {}),
          }))}
        >
          <Version
            key={shown.language}
            editor={editor}
            text={shown}
            kit={kit}
            needsAdjustment={adjust(shown.language)}
            onRemoved={() => setLanguage(homeLanguage)}
          />
        </Tabs>
        <AddLanguage
          languages={missing}
          onAdd={(tag) => {
            const core = cores.find((one) => one.language === tag)
            change({ texts: addText(draft, tag, core === undefined ? '' : startFrom(core)) })
            setLanguage(tag)
          }}
        />
        <MediaList editor={editor} missionId={mission.id} />
        <Choice
          checked={draft.isSensitive}
          onChange={(isSensitive) => change({ isSensitive })}
          note={t('draft.sensitiveNote')}
        >
          {t('draft.sensitive')}
        </Choice>
        {draft.isSensitive && (
          <TextField
            label={t('draft.sensitiveReason')}
            value={draft.sensitiveReason}
            onChange={(sensitiveReason) => change({ sensitiveReason })}
            maxLength={1000}
          />
        )}
        <Choice
          checked={draft.isPolicy ?? false}
          onChange={(isPolicy) => change({ isPolicy })}
          note={t('draft.policyNote')}
        >
          {t('draft.policy')}
        </Choice>
      </div>
    </Step>
  )
}

const startFrom = (core: KitCore): string => (core.example.includes(core.message) ? core.example : core.message)

function Version({
  editor: { draft, change },
  text,
  kit,
  needsAdjustment,
  onRemoved,
}: {
  editor: Editor
  text: DraftText
  kit: Campaign | undefined
  needsAdjustment: boolean
  onRemoved: () => void
}) {
  const { t } = useTexts('items')
  const { language } = text
  const set = (part: Partial<DraftText>) => change({ texts: withText(draft, language, part) })
  const words = text.text.split(/\s+/).filter(Boolean).length
  const letters = [...text.text].length
  return (
    <div className="stack">
      {needsAdjustment && text.isChecked !== true && (
        <Note
          kind="warn"
          icon={RefreshCw}
          title={t('draft.adjustTitle')}
          act={{ label: t('draft.stillFits'), onClick: () => set({ isChecked: true }) }}
        >
          {t('draft.adjustWhat')}
        </Note>
      )}
      {kit !== undefined && <Core kit={kit} text={text} onText={(next) => set({ text: next })} />}
      <div className="editor-writing">
        <TextArea
          label={t('draft.text', { language: languageName(language) })}
          aside={`${t('draft.count', { count: letters })} · ${t('draft.words', { count: words })}`}
          rows={8}
          lang={language}
          dir={directionOf(language)}
          value={text.text}
          onChange={(next) => set({ text: next })}
          maxLength={20_000}
          spellCheck
        />
        <ReadingPanel draft={draft} text={text.text} language={language} onText={(next) => set({ text: next })} />
      </div>
      {language !== homeLanguage && (
        <>
          <div className="editor-pair">
            <TextArea
              label={t('draft.gist')}
              hint={t('draft.gistHint')}
              rows={2}
              value={text.gist}
              onChange={(gist) => set({ gist })}
              maxLength={2000}
            />
            <TextField
              label={t('draft.translator')}
              value={text.translatorName}
              onChange={(translatorName) => set({ translatorName })}
              maxLength={200}
            />
          </div>
          <div>
            <Button
              kind="quiet"
              size="small"
              icon={Trash2}
              off={draft.variants.some((one) => one.language === language)}
              onClick={() => {
                change({ texts: draft.texts.filter((one) => one.language !== language) })
                onRemoved()
              }}
            >
              {t('draft.remove')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

/** The locked core of the kit in this language, and whether the text still carries it word for word. */
function Core({ kit, text, onText }: { kit: Campaign; text: DraftText; onText: (text: string) => void }) {
  const { t } = useTexts('items')
  const { mustSay, mustNotSay, cores } = kit.kit
  const core = cores.find((one) => one.language === text.language)
  if (core === undefined) return <Note kind="warn">{t('draft.coreOther')}</Note>
  const inside = text.text.includes(core.message)
  return (
    <div className="editor-core">
      <p lang={core.language} dir={directionOf(core.language)}>
        <LockedSpan>{core.message}</LockedSpan>
      </p>
      <div className="row wrap">
        <span className={inside ? 'editor-core-in' : 'editor-core-out'}>
          {inside ? <CircleCheck className="s" /> : <CircleAlert className="s" />}
          {inside ? t('draft.coreIn') : t('draft.coreOut')}
        </span>
        {!inside && (
          <Button
            size="small"
            icon={Plus}
            onClick={() => onText(text.text.trim() === '' ? startFrom(core) : `${core.message}\n\n${text.text}`)}
          >
            {t('draft.insertCore')}
          </Button>
        )}
      </div>
      {(mustSay.length > 0 || mustNotSay.length > 0) && (
        <dl className="editor-says">
          {mustSay.length > 0 && (
            <div>
              <dt>{t('draft.mustSay')}</dt>
              <dd>{mustSay.join(' · ')}</dd>
            </div>
          )}
          {mustNotSay.length > 0 && (
            <div>
              <dt>{t('draft.mustNotSay')}</dt>
              <dd>{mustNotSay.join(' · ')}</dd>
            </div>
          )}
        </dl>
      )}
    </div>
  )
}

function AddLanguage({ languages, onAdd }: { languages: readonly string[]; onAdd: (tag: string) => void }) {
  const { t } = useTexts('items')
  const [chosen, setChosen] = useState('')
  return (
    <div className="editor-add-language">
      <SelectField
        label={t('draft.add')}
        value={chosen}
        onChange={setChosen}
        placeholder={t('draft.addPick')}
        options={languages.map((tag) => ({ value: tag, label: languageName(tag) }))}
      />
      <Button
        icon={Plus}
        off={chosen === ''}
        onClick={() => {
          onAdd(chosen)
          setChosen('')
        }}
      >
        {t('draft.addAct')}
      </Button>
    </div>
  )
}
