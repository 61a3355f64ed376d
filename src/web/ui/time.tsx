import { Fragment } from 'react'
import type { Zone } from './format.ts'
import { useFormat, useHomeZone } from './home-zone.tsx'
import { readDual } from './zones.ts'
import './time.css'

/** A time as it is read in its place, and at home: `Kam 26 Nov, 11.00 Kairo · 16.00 WIB`. */
export function Time({ at, place, withDay, seconds }: { at: Date; place: Zone; withDay?: boolean; seconds?: boolean }) {
  const { language } = useFormat()
  const reading = readDual(at, place, useHomeZone(), language, seconds)
  return (
    <time className="time num" dateTime={at.toISOString()}>
      {withDay && `${reading.day}, `}
      <b>
        {reading.time}&nbsp;{reading.label}
      </b>
      {reading.home && (
        <span className="time-home">
          {' · '}
          {reading.home.time}&nbsp;{reading.home.label}
          {reading.home.day && ` (${reading.home.day})`}
        </span>
      )}
    </time>
  )
}

/** The same in two lines for tables and agendas: local time bold, home time under it. */
export function StackedTime({ at, place }: { at: Date; place: Zone }) {
  const { language } = useFormat()
  const reading = readDual(at, place, useHomeZone(), language)
  return (
    <time className="time-stacked num" dateTime={at.toISOString()}>
      <b>{reading.time}</b>
      <small>
        {reading.home ? `${reading.home.time} ${reading.home.label}` : reading.label}
        {reading.home?.day && ` ${reading.home.day.split(' ')[0]}`}
      </small>
    </time>
  )
}

/** Now, on two clocks: `Sel 24 Nov · 09.40 Kairo · 14.40 WIB`. */
export function DualClock({ now, place }: { now: Date; place: Zone }) {
  const { language } = useFormat()
  const reading = readDual(now, place, useHomeZone(), language)
  return (
    <time className="clock num" dateTime={now.toISOString()}>
      <span className="clock-day">{reading.day} · </span>
      <b>
        {reading.time} {reading.label}
      </b>
      {reading.home && (
        <Fragment>
          {' · '}
          {reading.home.time} {reading.home.label}
          {reading.home.day && <span className="clock-day"> {reading.home.day}</span>}
        </Fragment>
      )}
    </time>
  )
}
