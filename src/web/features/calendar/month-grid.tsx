import { useRef } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { cx } from '../../ui/cx.ts'
import { ScrollArea } from '../../ui/scroll-area.tsx'
import { EntryButton } from './entry-button.tsx'
import { LiftedWords } from './lifted-words.tsx'
import type { Parts } from './parts.ts'
import { weekdayOf } from './span.ts'
import { type DropAt, useShift } from './use-shift.ts'
import { useDayWords, useNoteWords } from './words.ts'

const mostShown = 3

/** Whole weeks over a month; a day leads to its week. */
export function MonthGrid({
  data,
  span,
  place,
  today,
  move,
  onOpen,
  month,
  onDay,
}: Parts & { month: string; onDay: (day: string) => void }) {
  const { t } = useTexts('calendar')
  const grid = useRef<HTMLTableElement>(null)
  const words = useDayWords()
  const say = useNoteWords()
  const dropAt: DropAt = (x, y) => {
    const cells = [...(grid.current?.querySelectorAll<HTMLElement>('[data-day]') ?? [])]
    const cell = cells.find((one) => {
      const box = one.getBoundingClientRect()
      return x >= box.left && x < box.right && y >= box.top && y < box.bottom
    })
    return cell?.dataset.day === undefined ? undefined : { day: cell.dataset.day }
  }
  const shift = useShift(span, move, dropAt, 1440)
  const entries = shift.shown(data.entries)
  const clashing = new Set(data.clashes.flatMap((clash) => clash.keys))
  const weeks = Array.from({ length: span.days.length / 7 }, (_, n) => span.days.slice(n * 7, n * 7 + 7))
  return (
    <>
      <ScrollArea label={t('month')}>
        <table className="calendar-month" ref={grid}>
          <caption className="vh">{t('month')}</caption>
          <thead>
            <tr>
              {(weeks[0] ?? []).map((day) => (
                <th key={day} scope="col">
                  {words(day).short}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((days) => (
              <tr key={days[0]}>
                {days.map((day) => {
                  const own = entries.filter((entry) => entry.local.slice(0, 10) === day)
                  const notes = data.days.filter((note) => note.day === day)
                  const isOff = data.weekend.includes(weekdayOf(day)) || notes.some((note) => note.kind === 'host')
                  return (
                    <td
                      key={day}
                      data-day={day}
                      className={cx(isOff && 'closed', !day.startsWith(month) && 'outside', day === today && 'today')}
                    >
                      <button type="button" className="calendar-number num" onClick={() => onDay(day)}>
                        <span aria-hidden="true">{words(day).number}</span>
                        <span className="vh">{t('toWeek', { day: words(day).whole })}</span>
                      </button>
                      {notes.map((note) => (
                        <small key={note.kind + note.nameEn} className={cx('calendar-note', note.kind)}>
                          {say(note)}
                        </small>
                      ))}
                      {own.slice(0, own.length > mostShown ? mostShown - 1 : mostShown).map((entry) => (
                        <EntryButton
                          key={entry.key}
                          brief
                          entry={entry}
                          place={place}
                          clashes={clashing.has(entry.key)}
                          shift={shift}
                          onOpen={onOpen}
                        />
                      ))}
                      {own.length > mostShown && (
                        <button type="button" className="calendar-link" onClick={() => onDay(day)}>
                          {t('more', { count: own.length - mostShown + 1 })}
                        </button>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      <LiftedWords shift={shift} place={place} />
    </>
  )
}
