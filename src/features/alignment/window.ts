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
