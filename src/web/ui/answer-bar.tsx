import { useTexts } from '../i18n/index.ts'
import { useFormat } from './home-zone.tsx'
import './bars.css'

const kinds = [
  ['adapted', 'adapted'],
  ['asIs', 'as-is'],
  ['open', 'open'],
  ['declined', 'declined'],
] as const
type Kind = (typeof kinds)[number][0]

/** How missions answered a kit, as parts of one bar with their numbers inside. */
export function AnswerBar(counts: Record<Kind, number>) {
  const { t } = useTexts('ui')
  const { number } = useFormat()
  const sentence = kinds.map(([kind]) => `${t(`answer.${kind}`)} ${number(counts[kind])}`).join(', ')
  return (
    <div className="answers" role="img" aria-label={sentence}>
      {kinds.map(([kind, name]) =>
        counts[kind] === 0 ? null : (
          <i key={kind} className={name} style={{ flexGrow: counts[kind] }}>
            <span>{number(counts[kind])}</span>
          </i>
        ),
      )}
    </div>
  )
}

export function AnswerKey() {
  const { t } = useTexts('ui')
  return (
    <div className="keys">
      {kinds.map(([kind, name]) => (
        <span className="key" key={kind}>
          <i className={name} />
          {t(`answer.${kind}`)}
        </span>
      ))}
    </div>
  )
}
