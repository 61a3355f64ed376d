import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { NarrativeRow, NarrativeText } from '../../../contract/narratives.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { directionOf, ownLanguageName } from '../../lookups/languages.ts'
import { Button } from '../../ui/button.tsx'
import { ComboField } from '../../ui/combo-field.tsx'
import { Choice, SelectField, TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { X } from '../../ui/icons.ts'
import type { Editor } from './use-editor.ts'

/** What the ministry says about the chosen objectives, and the facts the text leans on. */
export function References({ editor, locked }: { editor: Editor; locked: boolean }) {
  return (
    <>
      <Narratives editor={editor} locked={locked} />
      <FactsUsed editor={editor} locked={locked} />
    </>
  )
}

function Narratives({ editor: { item, draft, change }, locked }: { editor: Editor; locked: boolean }) {
  const { t } = useTexts('items')
  const objectives = draft.objectives.map((one) => one.code).join(',')
  const languages = draft.texts.map((one) => one.language).join(',')
  const offered = useQuery({
    ...apiQuery('GET /api/v1/narratives/active', { query: { objectives, languages } }),
    enabled: objectives !== '',
    staleTime: 300_000,
  }).data?.narratives
  const used = draft.narratives ?? []
  const isUsed = (id: string) => used.some((one) => one.id === id)
  const set = (id: string, on: boolean) =>
    change({
      narratives: on ? [...used, { id, overrideReason: '' }] : used.filter((one) => one.id !== id),
    })
  // Those taken on for a reason, or whose days have ended since, are not offered any more.
  const others = (item?.narratives ?? []).filter(
    ({ id }) => isUsed(id) && offered?.some((narrative) => narrative.id === id) === false,
  )
  return (
    <section className="stack tight" aria-labelledby="editor-narratives">
      <h2 id="editor-narratives">{t('side.narratives')}</h2>
      {offered?.length === 0 && <p className="mute t13">{t('side.noNarrative')}</p>}
      {offered?.map((narrative) => (
        <Narration
          key={narrative.id}
          narrative={narrative}
          use={
            <Choice checked={isUsed(narrative.id)} disabled={locked} onChange={(on) => set(narrative.id, on)}>
              {t('side.useNarrative')}
            </Choice>
          }
        />
      ))}
      {others.map(({ id, title }) => (
        <Choice key={id} checked disabled={locked} onChange={() => set(id, false)}>
          {title}
        </Choice>
      ))}
      {!locked && (
        <Outside
          isUsed={isUsed}
          onTake={(id, overrideReason) => change({ narratives: [...used, { id, overrideReason }] })}
        />
      )}
    </section>
  )
}

function Narration({ narrative, use }: { narrative: NarrativeRow; use: ReactNode }) {
  const { t } = useTexts('items')
  const { calendarDay } = useFormat()
  return (
    <details className="editor-narrative">
      <summary>{narrative.title}</summary>
      <div className="stack tight">
        {narrative.validUntil !== null && (
          <small className="mute">{t('side.until', { day: calendarDay(narrative.validUntil) })}</small>
        )}
        {narrative.state === 'stale' && <small className="editor-stale">{t('side.stale')}</small>}
        {narrative.texts.map((text) => (
          <Said key={text.language} text={text} />
        ))}
        {use}
      </div>
    </details>
  )
}

/** A narrative outside its days may still be said, with a reason that stays with the item. */
function Outside({
  isUsed,
  onTake,
}: {
  isUsed: (id: string) => boolean
  onTake: (id: string, reason: string) => void
}) {
  const { t } = useTexts('items')
  const [open, setOpen] = useState(false)
  const all = useQuery({ ...apiQuery('GET /api/v1/narratives'), enabled: open, staleTime: 300_000 }).data?.narratives
  const narratives = (all ?? []).filter(({ id, state }) => (state === 'expired' || state === 'upcoming') && !isUsed(id))
  const [id, setId] = useState('')
  const [reason, setReason] = useState('')
  return (
    <details className="editor-narrative" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('side.outside')}</summary>
      <div className="stack tight">
        <SelectField
          label={t('side.outsideWhich')}
          value={id}
          placeholder="–"
          onChange={setId}
          options={narratives.map((narrative) => ({ value: narrative.id, label: narrative.title }))}
        />
        <TextField
          label={t('side.outsideWhy')}
          hint={t('side.outsideHint')}
          value={reason}
          onChange={setReason}
          maxLength={500}
        />
        <Button
          size="small"
          off={id === '' || reason.trim().length < 10}
          onClick={() => {
            onTake(id, reason.trim())
            setId('')
            setReason('')
          }}
        >
          {t('side.outsideTake')}
        </Button>
      </div>
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
