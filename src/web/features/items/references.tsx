import { useQuery } from '@tanstack/react-query'
import type { Narrative, NarrativeText } from '../../../contract/narratives.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { directionOf, ownLanguageName } from '../../lookups/languages.ts'
import { Button } from '../../ui/button.tsx'
import { ComboField } from '../../ui/combo-field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { X } from '../../ui/icons.ts'
import type { Editor } from './use-editor.ts'

/** What the ministry says about the chosen objectives, and the facts the text leans on. */
export function References({ editor, locked }: { editor: Editor; locked: boolean }) {
  return (
    <>
      <Narratives editor={editor} />
      <FactsUsed editor={editor} locked={locked} />
    </>
  )
}

function Narratives({ editor: { draft } }: { editor: Editor }) {
  const { t } = useTexts('items')
  const objectives = draft.objectives.map((one) => one.code).join(',')
  const languages = draft.texts.map((one) => one.language).join(',')
  const found = useQuery({
    ...apiQuery('GET /api/v1/narratives/active', { query: { objectives, languages } }),
    enabled: objectives !== '',
    staleTime: 300_000,
  }).data?.narratives
  if (found === undefined || found.length === 0) return null
  return (
    <section className="stack tight" aria-labelledby="editor-narratives">
      <h2 id="editor-narratives">{t('side.narratives')}</h2>
      {found.map((narrative) => (
        <Narration key={narrative.id} narrative={narrative} />
      ))}
    </section>
  )
}

function Narration({ narrative }: { narrative: Narrative }) {
  const { t } = useTexts('items')
  const { calendarDay } = useFormat()
  return (
    <details className="editor-narrative">
      <summary>{narrative.title}</summary>
      {narrative.validUntil !== null && (
        <small className="mute">{t('side.until', { day: calendarDay(narrative.validUntil) })}</small>
      )}
      {narrative.texts.map((text) => (
        <Said key={text.language} text={text} />
      ))}
    </details>
  )
}

function Said({ text }: { text: NarrativeText }) {
  const { t } = useTexts('items')
  const line = (label: string, words: readonly string[]) =>
    words.length > 0 && (
      <p className="t13">
        <b>{label}</b>{' '}
        <span lang={text.language} dir={directionOf(text.language)}>
          {words.join(' · ')}
        </span>
      </p>
    )
  return (
    <div className="stack tight">
      <small className="mute">{ownLanguageName(text.language)}</small>
      <p lang={text.language} dir={directionOf(text.language)}>
        {text.message}
      </p>
      {line(t('side.mustSay'), text.mustSay)}
      {line(t('side.mustNotSay'), text.mustNotSay)}
    </div>
  )
}

function FactsUsed({ editor: { draft, change }, locked }: { editor: Editor; locked: boolean }) {
  const { t } = useTexts('items')
  const { language } = useFormat()
  const all = useQuery({ ...apiQuery('GET /api/v1/facts'), staleTime: 300_000 }).data?.facts ?? []
  const ids = draft.facts ?? []
  if (all.length === 0) return null
  const nameOf = (fact: (typeof all)[number]) => (language === 'id' ? fact.nameId : fact.nameEn || fact.nameId)
  const saidValue = (fact: (typeof all)[number]) => [fact.value, fact.unit].filter(Boolean).join(' ')
  return (
    <section className="stack tight" aria-labelledby="editor-facts">
      <h2 id="editor-facts">{t('side.facts')}</h2>
      <p className="mute t13">{t('side.factsWhat')}</p>
      <ul className="stack tight">
        {ids.flatMap((id) => {
          const fact = all.find((one) => one.id === id)
          return fact === undefined
            ? []
            : [
                <li key={id} className="row top-aligned">
                  <span className="grow anywhere t13">
                    {nameOf(fact)}: <b>{saidValue(fact)}</b>
                    <br />
                    <small className="mute">{fact.source}</small>
                  </span>
                  {!locked && (
                    <Button
                      kind="quiet"
                      size="small"
                      icon={X}
                      iconOnly
                      onClick={() => change({ facts: ids.filter((one) => one !== id) })}
                    >
                      {t('side.dropFact', { name: nameOf(fact) })}
                    </Button>
                  )}
                </li>,
              ]
        })}
      </ul>
      {!locked && (
        <ComboField
          key={ids.length}
          label={t('side.addFact')}
          value={undefined}
          onChange={(id) => id !== undefined && change({ facts: [...ids, id] })}
          options={all
            .filter((fact) => !ids.includes(fact.id) && !fact.isExpired)
            .map((fact) => ({ value: fact.id, label: nameOf(fact), note: saidValue(fact) }))}
        />
      )}
    </section>
  )
}
