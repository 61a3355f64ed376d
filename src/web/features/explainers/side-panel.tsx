import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ClarityDial, CoachPraise } from '../../ui/coach-note.tsx'
import { CircleCheck, CircleDashed } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { type DraftText, proseOf, rubricParts } from './model.ts'

const quietMs = 700
const leastLetters = 20
const mostFlags = 8

/** While writing: which of the four benefit elements are there, and how plain the words are, each remark with its reason. */
export function SidePanel({ text, issues }: { text: DraftText; issues: readonly { path: string }[] }) {
  const { t } = useTexts('explainers')
  const parts = rubricParts(text.content)
  const there = Object.values(parts).filter(Boolean).length
  return (
    <>
      <Panel title={t('rubric.title', { count: there })}>
        <ul className="explainer-rubric">
          {(['who', 'gain', 'evidence', 'step'] as const).map((key) => {
            const Mark = parts[key] ? CircleCheck : CircleDashed
            return (
              <li key={key} data-there={parts[key]}>
                <Mark className="s" />
                <span>{t(`rubric.${key}`)}</span>
                <span className="vh">{parts[key] ? t('rubric.there') : t('rubric.missing')}</span>
              </li>
            )
          })}
        </ul>
        {issues.length > 0 && <p className="mute">{t('rubric.sections', { count: issues.length })}</p>}
      </Panel>
      <PlainPanel text={text} />
    </>
  )
}

function PlainPanel({ text }: { text: DraftText }) {
  const { t } = useTexts('explainers')
  const prose = proseOf(text.content)
  const [calm, setCalm] = useState(prose)
  useEffect(() => {
    const timer = setTimeout(() => setCalm(prose), quietMs)
    return () => clearTimeout(timer)
  }, [prose])
  const language = text.language
  const reading = useQuery({
    queryKey: ['explainer-reading', language, calm],
    queryFn: () => api('POST /api/v1/readings/draft', { body: { text: calm.slice(0, 20_000), language } }),
    enabled: calm.length >= leastLetters,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const plain = reading.data?.plainLanguage
  const kinds = { jargon: 'plain.jargon', acronym: 'plain.acronym', 'long-sentence': 'plain.long' } as const
  if (calm.length < leastLetters || plain === null || plain === undefined)
    return (
      <Panel title={t('plain.title')}>
        <p className="mute">{plain === null ? t('plain.otherLanguage') : t('plain.soon')}</p>
      </Panel>
    )
  const word = plain.score >= 80 ? 'plain.good' : plain.score >= 60 ? 'plain.fair' : 'plain.hard'
  return (
    <Panel title={t('plain.title')}>
      <ClarityDial score={plain.score} label={t('plain.score')} word={t(word)} />
      <p className="mute">
        {t('plain.measure', {
          words: Math.round(plain.wordsPerSentence),
          jargon: plain.flags.filter((flag) => flag.kind === 'jargon').length,
        })}
      </p>
      {plain.flags.length === 0 ? (
        <CoachPraise>{t('plain.nothing')}</CoachPraise>
      ) : (
        <ol className="explainer-flags">
          {plain.flags.slice(0, mostFlags).map((flag) => (
            <li key={`${flag.kind}-${flag.start}`}>
              <b>
                {t(kinds[flag.kind])}:{' '}
                <q lang={language}>{flag.text.length > 70 ? `${flag.text.slice(0, 70)}…` : flag.text}</q>
              </b>
              <span className="mute"> {flag.why}</span>
            </li>
          ))}
        </ol>
      )}
      {plain.flags.length > mostFlags && (
        <p className="mute">{t('plain.more', { count: plain.flags.length - mostFlags })}</p>
      )}
    </Panel>
  )
}
