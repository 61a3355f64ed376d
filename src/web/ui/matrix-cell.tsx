import { useTexts } from '../i18n/index.ts'
import { cx } from './cx.ts'
import { Check, Equal, X } from './icons.ts'
import './writing.css'
import './bars.css'

/** What a mission did with a kit on one day. `after` is the quiet line behind a published answer. */
export type MatrixMark = 'taken' | 'working' | 'adapted' | 'as_is' | 'declined' | 'after'

const looks = {
  taken: ['taken', undefined],
  working: ['working', undefined],
  adapted: ['adapted', Check],
  as_is: ['as-is', Equal],
  declined: ['declined', X],
  after: ['after', undefined],
} as const

/** One day of one mission in a campaign's table; grey when it is that mission's weekend. */
export function MatrixCell({
  mark,
  weekend,
  lead,
}: {
  mark?: MatrixMark
  weekend?: boolean /** Work follows the taking. */
  lead?: boolean
}) {
  return <td className={cx(weekend && 'weekend')}>{mark && <Mark mark={mark} lead={lead ?? false} />}</td>
}

export function MatrixKey() {
  const { t } = useTexts('ui')
  return (
    <div className="keys">
      {(['taken', 'working', 'adapted', 'as_is', 'declined'] as const).map((mark) => (
        <span className="key" key={mark}>
          <Mark mark={mark} hidden />
          {t(`matrix.${mark}`)}
        </span>
      ))}
    </div>
  )
}

function Mark({ mark, lead, hidden }: { mark: MatrixMark; lead?: boolean; hidden?: boolean }) {
  const { t } = useTexts('ui')
  const [name, Icon] = looks[mark]
  return (
    <span className={cx('matrix-mark', name, lead && 'lead')}>
      {Icon && <Icon />}
      {!hidden && mark !== 'after' && <span className="vh">{t(`matrix.${mark}`)}</span>}
    </span>
  )
}
