import type { CSSProperties } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { useObjectiveTone } from '../../lookups/objectives.tsx'
import { cx } from '../../ui/cx.ts'
import type { Zone } from '../../ui/format.ts'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import {
  Check,
  CircleQuestionMark,
  CircleX,
  Clock,
  Hand,
  Hourglass,
  type Icon,
  Loader,
  MessageSquareText,
  Pause,
  Pencil,
} from '../../ui/icons.ts'
import { fromWall } from '../../ui/zones.ts'
import type { Entry } from './entry.ts'
import { chipOf } from './stage.ts'
import type { ShiftHandlers } from './use-shift.ts'

const icons: Partial<Record<Entry['stage'], Icon>> = {
  draft: Pencil,
  returned: MessageSquareText,
  in_review: Hourglass,
  approved: Check,
  scheduled: Clock,
  held: Pause,
  needs_confirmation: CircleQuestionMark,
  awaiting_person: Hand,
  sending: Loader,
  pending: Loader,
  sent: Check,
  refused: CircleX,
  unknown: CircleQuestionMark,
}
const looks: Partial<Record<Entry['stage'], string>> = {
  sent: 'done',
  draft: 'open',
  returned: 'open',
  held: 'look',
  needs_confirmation: 'look',
  refused: 'look',
  unknown: 'look',
}

/**
 * One entry in a grid: its time on both clocks, its title, its state by icon and word. A press opens it; it is dragged
 * with a pointer, or lifted with M and shifted with arrows.
 */
export function EntryButton({
  entry,
  place,
  clashes,
  shift,
  onOpen,
  style,
  brief,
}: {
  entry: Entry
  place: Zone
  clashes: boolean
  shift: ShiftHandlers
  onOpen: (key: string) => void
  style?: CSSProperties
  /** One line, for a month. */
  brief?: boolean
}) {
  const { t } = useTexts('calendar')
  const { t: ui } = useTexts('ui')
  const { time } = useFormat()
  const home = useHomeZone()
  const tone = useObjectiveTone()(entry.objectiveCode)
  const Mark = icons[entry.stage] ?? Clock
  const { at } = fromWall(entry.local, place.zone)
  return (
    <button
      type="button"
      className={cx(
        'calendar-entry',
        looks[entry.stage],
        brief && 'brief',
        clashes && 'clash',
        entry.canMove && 'movable',
        shift.liftedKey === entry.key && 'lifted',
      )}
      data-objective={tone}
      data-entry={entry.key}
      style={style}
      aria-keyshortcuts={entry.canMove ? 'M' : undefined}
      onClick={() => shift.onClick(() => onOpen(entry.key))}
      onKeyDown={(event) => shift.onKeyDown(event, entry)}
      onPointerDown={(event) => shift.onPointerDown(event, entry)}
      onBlur={() => shift.onBlur()}
    >
      <span className="calendar-entry-title">{entry.title || t('untitled')}</span>
      <span className="calendar-entry-time num">
        <Mark className="s" />
        <b>{time(at, place.zone)}</b>
        {place.zone !== home.zone && !brief && (
          <span>
            <span className="vh">{home.label} </span>
            {time(at, home.zone)}
          </span>
        )}
        <span className="vh">
          {ui(`state.${chipOf(entry.stage)}`)}
          {clashes ? `, ${t('clashing')}` : ''}
        </span>
      </span>
    </button>
  )
}
