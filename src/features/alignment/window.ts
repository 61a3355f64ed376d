import type { z } from 'zod'
import type { alignmentWindow } from '../../contract/alignment.ts'
import { addDays, localDayOf, quarterDays, quarterOf } from '../../platform/calendar/zones.ts'

export type Window = z.output<typeof alignmentWindow>

const rollingDays = 90

/**
 * The local days a number looks back on: the last 90 with today, or a whole quarter. The target is the mix of that
 * quarter, for the rolling window that of its last day.
 */
export function windowOf(key: string, now: Date, zone: string): Window {
  if (key === '90d') return rolling(localDayOf(now, zone))
  return { key, ...quarterDays(key), quarter: key }
}

/** The window of equal kind before this one. */
export function windowBefore(window: Window): Window {
  if (window.key === '90d') return rolling(addDays(window.first, -1))
  const quarter = quarterOf(addDays(window.first, -1))
  return { key: quarter, ...quarterDays(quarter), quarter }
}

function rolling(last: string): Window {
  return { key: '90d', first: addDays(last, 1 - rollingDays), last, quarter: quarterOf(last) }
}

/** Quarters whose audit samples speak for a window. */
export function quartersOf(window: Window): string[] {
  return [...new Set([quarterOf(window.first), quarterOf(window.last)])]
}

/** A mission and the local days that are asked of it. */
export type MissionWindow = { readonly missionId: string; readonly first: string; readonly last: string }

type Place = { readonly now: () => Date; readonly homeZone: string }

/** A window that ends today ends on the mission's own today. */
export function daysOf(
  mission: { readonly id: string; readonly timezone: string },
  window: Window,
  deps: Place,
): MissionWindow {
  const isPresent = window.last === localDayOf(deps.now(), deps.homeZone)
  const own = window.key === '90d' && isPresent ? windowOf('90d', deps.now(), mission.timezone) : window
  return { missionId: mission.id, first: own.first, last: own.last }
}
