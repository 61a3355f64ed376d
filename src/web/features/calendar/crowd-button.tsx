import { type CSSProperties, useState } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { cx } from '../../ui/cx.ts'
import { Dialog } from '../../ui/dialog.tsx'
import type { Zone } from '../../ui/format.ts'
import { useFormat } from '../../ui/home-zone.tsx'
import { fromWall } from '../../ui/zones.ts'
import type { Entry } from './entry.ts'
import { EntryButton } from './entry-button.tsx'
import type { ShiftHandlers } from './use-shift.ts'
import { useDayWords } from './words.ts'

/** In the list nothing is shifted: an entry's own dialog changes its time. */
const still: ShiftHandlers = {
  liftedKey: undefined,
  onClick: (open) => open(),
  onKeyDown: () => {},
  onPointerDown: () => {},
  onBlur: () => {},
}

/** Many entries of one hour as one, so that a full hour stays readable; it opens as a list in the order of their times. */
export function CrowdButton({
  crowd,
  place,
  clashing,
  onOpen,
  style,
}: {
  crowd: readonly Entry[]
  place: Zone
  clashing: ReadonlySet<string>
  onOpen: (key: string) => void
  style: CSSProperties
}) {
  const { t } = useTexts('calendar')
  const { time } = useFormat()
  const words = useDayWords()
  const [isOpen, setOpen] = useState(false)
  const sorted = crowd.toSorted((a, b) => (a.local < b.local ? -1 : 1))
  const clock = (entry: Entry | undefined): string =>
    entry ? time(fromWall(entry.local, place.zone).at, place.zone) : ''
  const [from, to] = [clock(sorted[0]), clock(sorted.at(-1))]
  const span = from === to ? from : `${from}–${to}`
  const clashes = crowd.some((entry) => clashing.has(entry.key))
  return (
    <>
      <button
        type="button"
        className={cx('calendar-entry', 'calendar-crowd', clashes && 'clash')}
        style={style}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <span className="calendar-entry-title">{t('crowd', { count: crowd.length })}</span>
        <span className="calendar-entry-time num">
          <b>{span}</b>
          {clashes && <span className="vh">{t('clashing')}</span>}
        </span>
      </button>
      {isOpen && (
        <Dialog
          open
          onClose={() => setOpen(false)}
          title={t('crowdAt', { count: crowd.length, day: words(sorted[0]?.local.slice(0, 10) ?? '').whole, span })}
        >
          <ul className="calendar-crowd-list">
            {sorted.map((entry) => (
              <li key={entry.key}>
                <EntryButton
                  entry={{ ...entry, canMove: false }}
                  place={place}
                  clashes={clashing.has(entry.key)}
                  shift={still}
                  onOpen={(key) => {
                    setOpen(false)
                    onOpen(key)
                  }}
                />
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  )
}
