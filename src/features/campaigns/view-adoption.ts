import type { OfficePlace, WorkingCalendar } from '../../platform/calendar/working-time.ts'
import { workingHoursBetween } from '../../platform/calendar/working-time.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { listAdoption } from './assignment-store.ts'
import type { Adoption, Campaign } from './model.ts'
import { listPublications } from './publication-store.ts'

export type CalendarDeps = {
  readonly db: Db
  /** Calendars of missions, opened when first needed. */
  readonly openCalendars: () => Promise<(place: OfficePlace) => WorkingCalendar>
}

/** From when a mission could first publish: the release, or the end of an embargo; null before the release. */
export function openFrom(campaign: Pick<Campaign, 'releasedAt' | 'embargoUntil'>): Date | null {
  if (campaign.releasedAt === null) return null
  const released = new Date(campaign.releasedAt)
  const embargo = campaign.embargoUntil === null ? released : new Date(campaign.embargoUntil)
  return embargo > released ? embargo : released
}

/** Answers and publications by mission with how long they took, in each mission's own working hours (CAM-05). */
export async function viewAdoption(deps: CalendarDeps, scope: Scope, campaign: Campaign): Promise<Adoption> {
  const rows = await listAdoption(deps.db, scope, campaign.id)
  const kits = new Map([[campaign.id, campaign.kit]])
  const publications = new Map((await listPublications(deps.db, scope, kits)).map((one) => [one.missionId, one]))
  const calendarOf = await deps.openCalendars()
  const start = openFrom(campaign)
  const released = campaign.releasedAt === null ? null : new Date(campaign.releasedAt)
  const missions = rows.map(({ countryIso2, ...row }) => {
    const calendar = calendarOf({ ...row, countryIso2 })
    const publication = publications.get(row.missionId)
    return {
      ...row,
      answerHours:
        row.answeredAt === null || released === null
          ? null
          : workingHoursBetween(calendar, released, new Date(row.answeredAt)),
      publication: publication
        ? {
            at: publication.at.toISOString(),
            how: publication.how,
            workingHours: start ? workingHoursBetween(calendar, start, publication.at) : 0,
            lateHours: campaign.targetAt
              ? workingHoursBetween(calendar, new Date(campaign.targetAt), publication.at)
              : 0,
          }
        : null,
    }
  })
  const published = missions.flatMap((row) => (row.publication ? [row.publication] : []))
  return {
    campaignId: campaign.id,
    counts: campaign.counts,
    openFrom: start?.toISOString() ?? null,
    published: {
      adapted: published.filter((one) => one.how === 'adapted').length,
      asIs: published.filter((one) => one.how === 'as_is').length,
    },
    medianHours: medianOf(published.map((one) => one.workingHours)),
    missions,
  }
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? null)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
