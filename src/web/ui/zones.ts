import { formatDay, formatTime, type Language, type Zone } from './format.ts'

/** Wall time without a zone, `YYYY-MM-DDTHH:MM`. */
export type WallTime = string

/** One instant read on two clocks; `home` is absent when the place keeps home time. */
export type DualReading = {
  readonly day: string
  readonly time: string
  readonly label: string
  readonly home?: { readonly time: string; readonly label: string; readonly day?: string }
}

/** Reads an instant in a place and at home. The home day is named only when it differs. */
export function readDual(at: Date, place: Zone, home: Zone, language: Language, seconds = false): DualReading {
  const day = formatDay(at, place.zone, language)
  const reading = { day, time: formatTime(at, place.zone, language, seconds), label: place.label }
  if (place.zone === home.zone) return { ...reading, label: home.label }
  const homeDay = formatDay(at, home.zone, language)
  const homeReading = { time: formatTime(at, home.zone, language, seconds), label: home.label }
  return { ...reading, home: homeDay === day ? homeReading : { ...homeReading, day: homeDay } }
}

/** Minutes east of UTC that a zone keeps at an instant. */
export function offsetMinutes(at: Date, zone: string): number {
  const wall = Date.parse(`${wallAt(at, zone, true)}Z`)
  return Math.round((wall - Math.floor(at.getTime() / 1000) * 1000) / 60_000)
}

/** The wall time an instant has in a zone. */
export function toWall(at: Date, zone: string): WallTime {
  return wallAt(at, zone, false)
}

/**
 * The instant a wall time means in a zone. In a gap (clocks put forward) it is the time as far after the gap; in an
 * overlap (clocks put back) the earlier of the two: what Temporal calls `compatible`. `kind` lets the form say so.
 */
export function fromWall(wall: WallTime, zone: string): { at: Date; kind: 'exact' | 'gap' | 'overlap' } {
  const utc = Date.parse(`${wall}:00Z`)
  const around = [...new Set([-1440, 1440].map((shift) => offsetMinutes(new Date(utc + shift * 60_000), zone)))]
  const candidates = around
    .map((offset) => new Date(utc - offset * 60_000))
    .filter((at) => toWall(at, zone) === wall)
    .sort((a, b) => a.getTime() - b.getTime())
  const [first, second] = candidates
  if (first !== undefined) return { at: first, kind: second === undefined ? 'exact' : 'overlap' }
  const before = offsetMinutes(new Date(utc - 1440 * 60_000), zone)
  return { at: new Date(utc - before * 60_000), kind: 'gap' }
}

const wallFormats = new Map<string, Intl.DateTimeFormat>()

function wallAt(at: Date, zone: string, seconds: boolean): string {
  let format = wallFormats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    wallFormats.set(zone, format)
  }
  const parts = new Map(format.formatToParts(at).map((part) => [part.type, part.value]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  const minute = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
  return seconds ? `${minute}:${part('second')}` : minute
}
