import type { ReactNode } from 'react'
import { useTexts } from '../i18n/index.ts'
import { Button } from './button.tsx'
import { Check } from './icons.ts'
import './writing.css'

/** A remark of the language coach on marked words: what a reader hears, what to write instead, take it or leave it. */
export function CoachNote({
  number,
  title,
  children,
  suggestion,
  onTake,
  onLeave,
}: {
  /** The number that marks the words in the text. */
  number: number
  title: string
  children?: ReactNode
  suggestion?: string
  onTake?: () => void
  onLeave: () => void
}) {
  const { t } = useTexts('ui')
  return (
    <div className="coach-note">
      <span className="coach-number">{number}</span>
      <div className="grow">
        <b>{title}</b>
        <p>
          {children} {suggestion && <q>{suggestion}</q>}
        </p>
        <div className="row">
          {onTake && (
            <Button kind="quiet" size="small" onClick={onTake}>
              {t('coach.take')}
            </Button>
          )}
          <Button kind="quiet" size="small" onClick={onLeave}>
            {t('coach.leave')}
          </Button>
        </div>
      </div>
    </div>
  )
}

/** What is already good, in green. */
export function CoachPraise({ children }: { children: ReactNode }) {
  return (
    <p className="coach-praise">
      <Check className="s" />
      <span>{children}</span>
    </p>
  )
}

/** How plain the text reads, 0–100, as a ring with its word. */
export function ClarityDial({ score, word, label }: { score: number; word: string; label: string }) {
  return (
    <div className="clarity">
      <b className="num" style={{ backgroundImage: `conic-gradient(var(--accent) ${score}%, var(--line-2) 0)` }}>
        <span>{Math.round(score)}</span>
      </b>
      <span>
        <small>{label}</small>
        <strong>{word}</strong>
      </span>
    </div>
  )
}

/** Words the coach marks in running text. */
export function MarkedSpan({ number, children }: { number: number; children: ReactNode }) {
  return (
    <mark className="coach-mark">
      {children}
      <sup>{number}</sup>
    </mark>
  )
}
