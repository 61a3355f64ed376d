import { useState } from 'react'
import type { DraftReading, PlainFlag } from '../../../contract/reading.ts'
import { useTexts } from '../../i18n/index.ts'
import { useObjectiveName, useObjectives } from '../../lookups/objectives.tsx'
import { ClarityDial, CoachNote, CoachPraise } from '../../ui/coach-note.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Note } from '../../ui/note.tsx'
import type { Draft } from './model.ts'
import { useDraftReading } from './use-draft-reading.ts'

const mostNotes = 4

/** Beside the text: what it reads as and why, and which words a reader may stumble over. */
export function ReadingPanel({
  draft,
  text,
  language,
  onText,
}: {
  draft: Draft
  text: string
  language: string
  onText: (text: string) => void
}) {
  const { t } = useTexts('items')
  const found = useDraftReading(text, language)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  if (found === undefined) return <p className="mute t13 editor-reading">{t('reading.waiting')}</p>
  const flags = (found.plainLanguage?.flags ?? [])
    // The text may have moved on since it was read: only words that still stand there are marked.
    .filter((flag) => text.slice(flag.start, flag.end) === flag.text && !left.has(flag.text))
  return (
    <section className="editor-reading" aria-label={t('reading.title')}>
      {found.plainLanguage !== null && (
        <ClarityDial
          score={found.plainLanguage.score}
          label={t('reading.plain')}
          word={t(clarityWord(found.plainLanguage.score), { count: flags.length })}
        />
      )}
      <ReadsAs draft={draft} found={found} />
      {flags.slice(0, mostNotes).map((flag, index) => (
        <Flag
          key={`${flag.start} ${flag.text}`}
          flag={flag}
          number={index + 1}
          onTake={() => onText(text.slice(0, flag.start) + (flag.suggestion ?? flag.text) + text.slice(flag.end))}
          onLeave={() => setLeft(new Set([...left, flag.text]))}
        />
      ))}
      {flags.length > mostNotes && <p className="mute t12">{t('reading.more', { count: flags.length - mostNotes })}</p>}
      {found.plainLanguage !== null && flags.length === 0 && <CoachPraise>{t('reading.noFlags')}</CoachPraise>}
    </section>
  )
}

const clarityWord = (score: number) => (score >= 70 ? 'reading.clear' : score >= 45 ? 'reading.fair' : 'reading.heavy')

function Flag({
  flag,
  number,
  onTake,
  onLeave,
}: {
  flag: PlainFlag
  number: number
  onTake: () => void
  onLeave: () => void
}) {
  const { t } = useTexts('items')
  const words = flag.text.length > 60 ? `${flag.text.slice(0, 57)}…` : flag.text
  return (
    <CoachNote
      number={number}
      title={t(`reading.flag.${flag.kind}`)}
      onLeave={onLeave}
      // The sentence names the plainer words already.
      {...(flag.suggestion === undefined ? {} : { onTake })}
    >
      “{words}”. {flag.why}
    </CoachNote>
  )
}

/** The machine's reading in one sentence with its words, and where it differs from what the writer declared. */
function ReadsAs({ draft, found: { reading } }: { draft: Draft; found: DraftReading }) {
  const { t } = useTexts('items')
  const { percent } = useFormat()
  const name = useObjectiveName()
  const objectives = useObjectives()
  const nameOf = (topic: string): string =>
    topic === 'none'
      ? t('reading.none')
      : name(objectives.find((one) => one.code === topic || one.topics.includes(topic))?.code ?? topic)
  if (reading.abstained) return <p className="mute t13">{t('reading.unsure')}</p>
  const declared = objectives.filter((one) => draft.objectives.some(({ code }) => code === one.code))
  const topics = new Set(declared.flatMap((one) => [one.code, one.parentCode ?? '', ...one.topics]))
  const claims = draft.kind === 'purpose' || draft.kind === 'activity_purpose' || draft.kind === 'service'
  const isCeremony = claims && reading.purpose === 0
  const isOther = !isCeremony && topics.size > 0 && reading.objective !== 'none' && !topics.has(reading.objective)
  const because = [...new Set(reading.because.map(({ text }) => `“\u2068${text}\u2069”`))].slice(0, 5).join(', ')
  return (
    <>
      <p className="t13">
        {t('reading.as')} <b>{nameOf(reading.objective)}</b> · {t(`reading.p${reading.purpose}`)}{' '}
        <span className="mute">({t('reading.sure', { share: percent(reading.confidence * 100) })})</span>
      </p>
      {because !== '' && <p className="mute t12">{t('reading.because', { words: because })}</p>}
      {isCeremony && (
        <Note kind="warn" title={t('reading.ceremonyTitle')}>
          {t('reading.ceremonyWhat')}
        </Note>
      )}
      {isOther && (
        <Note
          kind="warn"
          title={t('reading.otherTitle', { read: nameOf(reading.objective), chosen: name(declared[0]?.code ?? '') })}
        >
          {t('reading.otherWhat')}
        </Note>
      )}
    </>
  )
}
