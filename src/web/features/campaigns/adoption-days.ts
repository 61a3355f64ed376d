import type { AdoptionRow, Campaign } from '../../../contract/campaigns.ts'
import type { MatrixMark } from '../../ui/matrix-cell.tsx'
import { toWall } from '../../ui/zones.ts'

/** Days shown at once; a longer campaign shows those up to today. */
const shownDays = 15
const dayMs = 86_400_000

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`)
const dayOf = (date: Date): string => date.toISOString().slice(0, 10)

/** ISO weekday of a calendar day, 1 = Monday. */
export const weekdayOf = (day: string): number => utc(day).getUTCDay() || 7

/** The days of a campaign's table: from its release, at most 15, ending no later than a few days after `today`. */
export function daysOf(campaign: Pick<Campaign, 'startsOn' | 'releasedAt'>, zone: string, today: string): string[] {
  const from =
    campaign.releasedAt === null ? campaign.startsOn : toWall(new Date(campaign.releasedAt), zone).slice(0, 10)
  const late = dayOf(new Date(utc(today).getTime() - (shownDays - 4) * dayMs))
  const first = Math.max(utc(from).getTime(), utc(late).getTime())
  return Array.from({ length: shownDays }, (_, index) => dayOf(new Date(first + index * dayMs)))
}

/** What stands in each day's cell for one mission: answer and publication on its own local days, work between, a quiet line after. */
export function marksOf(row: AdoptionRow, days: readonly string[], today: string): (MatrixMark | undefined)[] {
  const localDay = (at: string) => toWall(new Date(at), row.timezone).slice(0, 10)
  const published = row.publication === null ? undefined : localDay(row.publication.at)
  const answered = row.answeredAt === null ? undefined : localDay(row.answeredAt)
  if (row.status === 'declined') return days.map((day) => (day === answered ? 'declined' : undefined))
  return days.map((day) => {
    if (day > today) return undefined
    if (day === published) return row.publication?.how ?? undefined
    if (published !== undefined && day > published) return 'after'
    if (answered === undefined || day < answered) return undefined
    return day === answered ? 'taken' : 'working'
  })
}

/** Rows by region in the ministry's order, alphabetical inside; never by speed or score. */
export function byRegion<R extends { id: string; sort: number }>(
  rows: readonly AdoptionRow[],
  regions: readonly R[],
): { region: R | undefined; rows: AdoptionRow[] }[] {
  const known = regions.toSorted((a, b) => a.sort - b.sort)
  const groups = [...known, undefined].map((region) => ({
    region,
    rows: rows
      .filter((row) =>
        region === undefined ? !known.some((one) => one.id === row.regionId) : row.regionId === region.id,
      )
      .toSorted((a, b) => a.shortName.localeCompare(b.shortName, 'id')),
  }))
  return groups.filter((group) => group.rows.length > 0)
}
