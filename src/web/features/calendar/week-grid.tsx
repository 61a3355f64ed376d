import { type CSSProperties, useRef } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { cx } from '../../ui/cx.ts'
import type { Zone } from '../../ui/format.ts'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { ScrollArea } from '../../ui/scroll-area.tsx'
import { fromWall, toWall } from '../../ui/zones.ts'
import { CrowdButton } from './crowd-button.tsx'
import type { CalendarData } from './entry.ts'
import { EntryButton } from './entry-button.tsx'
import { LiftedWords } from './lifted-words.tsx'
import type { Parts } from './parts.ts'
import { hoursOf, inCrowds, inLanes, minutesOf, weekdayOf } from './span.ts'
import { type DropAt, useShift } from './use-shift.ts'
import { useDayWords, useNoteWords } from './words.ts'

const hourPx = 56
/** How long an entry is drawn; a post has no length of its own. */
const drawnMinutes = 58
const snapMinutes = 15

/** Seven days beside two clocks: hatched where headquarters sleeps, grey where the mission rests. */
export function WeekGrid({ data, span, place, today, move, onOpen }: Parts) {
  const { t } = useTexts('calendar')
  const body = useRef<HTMLDivElement>(null)
  const hours = hoursOf(data.entries.map((entry) => entry.local))
  const first = hours[0] ?? 7
  const dropAt: DropAt = (x, y) => {
    const columns = [...(body.current?.querySelectorAll<HTMLElement>('[data-day]') ?? [])]
    const column = columns.find((one) => {
      const box = one.getBoundingClientRect()
      return x >= box.left && x < box.right
    })
    if (column?.dataset.day === undefined) return undefined
    const fromTop = ((y - column.getBoundingClientRect().top) / hourPx) * 60
    const snapped = Math.round(fromTop / snapMinutes) * snapMinutes + first * 60
    const minutes = Math.min(Math.max(snapped, 0), 24 * 60 - snapMinutes)
    const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
    return { day: column.dataset.day, time }
  }
  const shift = useShift(span, move, dropAt, snapMinutes)
  const entries = shift.shown(data.entries)
  const clashing = new Set(data.clashes.flatMap((clash) => clash.keys))
  return (
    <>
      <ScrollArea label={t('week')}>
        <div className="calendar-week">
          <DayHeads data={data} days={span.days} place={place} today={today} />
          <div className="calendar-body" ref={body} style={{ blockSize: hours.length * hourPx }}>
            <Clocks hours={hours} day={span.from} place={place} />
            {span.days.map((day) => (
              <div key={day} className={cx('calendar-column', isClosed(data, day) && 'closed')} data-day={day}>
                {hours.map((hour) => (
                  <HourCell key={hour} day={day} hour={hour} place={place} />
                ))}
                {inLanes(
                  inCrowds(
                    entries.filter((entry) => entry.local.slice(0, 10) === day),
                    shift.liftedKey,
                  ),
                  drawnMinutes,
                ).map((one) => {
                  const style: CSSProperties = {
                    insetBlockStart: ((minutesOf(one.local) - first * 60) / 60) * hourPx,
                    blockSize: (drawnMinutes / 60) * hourPx + 2,
                    insetInlineStart: `calc(${(one.lane / one.lanes) * 100}% + 3px)`,
                    inlineSize: `calc(${100 / one.lanes}% - 6px)`,
                  }
                  return 'crowd' in one ? (
                    <CrowdButton
                      key={one.key}
                      crowd={one.crowd}
                      place={place}
                      clashing={clashing}
                      onOpen={onOpen}
                      style={style}
                    />
                  ) : (
                    <EntryButton
                      key={one.key}
                      entry={one}
                      place={place}
                      clashes={clashing.has(one.key)}
                      shift={shift}
                      onOpen={onOpen}
                      style={style}
                    />
                  )
                })}
              </div>
            ))}
          </div>
        </div>
      </ScrollArea>
      <LiftedWords shift={shift} place={place} />
    </>
  )
}

const isClosed = (data: CalendarData, day: string): boolean =>
  data.weekend.includes(weekdayOf(day)) || data.days.some((note) => note.day === day && note.kind === 'host')

function DayHeads({
  data,
  days,
  place,
  today,
}: {
  data: CalendarData
  days: readonly string[]
  place: Zone
  today: string
}) {
  const { t } = useTexts('calendar')
  const home = useHomeZone()
  const words = useDayWords()
  const say = useNoteWords()
  return (
    <div className="calendar-heads">
      <div className="calendar-zone">
        <b>{place.label}</b>
        {place.zone !== home.zone && <span>{home.label}</span>}
      </div>
      {days.map((day) => {
        const { short, number, whole } = words(day)
        const notes = data.days.filter((note) => note.day === day)
        return (
          <div key={day} className={cx('calendar-day-head', isClosed(data, day) && 'closed', day === today && 'today')}>
            <h2 aria-label={day === today ? t('todayIs', { day: whole }) : whole}>
              <span>{short}</span> <b className="num">{number}</b>
            </h2>
            {data.weekend.includes(weekdayOf(day)) && <small className="calendar-note">{t('weekend')}</small>}
            {notes.map((note) => (
              <small key={note.kind + note.nameEn} className={cx('calendar-note', note.kind)}>
                {say(note)}
              </small>
            ))}
          </div>
        )
      })}
    </div>
  )
}

/** The hours of the day on both clocks, as they stand on the first day shown. */
function Clocks({ hours, day, place }: { hours: readonly number[]; day: string; place: Zone }) {
  const { time } = useFormat()
  const home = useHomeZone()
  return (
    <div className="calendar-clocks" aria-hidden="true">
      {hours.map((hour) => {
        const { at } = fromWall(`${day}T${String(hour).padStart(2, '0')}:00`, place.zone)
        return (
          <div key={hour} style={{ blockSize: hourPx }} className="num">
            <b>{time(at, place.zone)}</b>
            {place.zone !== home.zone && <span>{time(at, home.zone)}</span>}
          </div>
        )
      })}
    </div>
  )
}

/** Headquarters works 08 to 17 at home, Monday to Friday; outside that the hour is hatched. */
function HourCell({ day, hour, place }: { day: string; hour: number; place: Zone }) {
  const home = useHomeZone()
  const wall = toWall(fromWall(`${day}T${String(hour).padStart(2, '0')}:00`, place.zone).at, home.zone)
  const homeHour = Number(wall.slice(11, 13))
  const isAsleep = weekdayOf(wall.slice(0, 10)) > 5 || homeHour < 8 || homeHour >= 17
  return (
    <div
      className={cx('calendar-hour', isAsleep && place.zone !== home.zone && 'asleep')}
      style={{ blockSize: hourPx }}
    />
  )
}
