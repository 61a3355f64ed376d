import { z } from 'zod'
import { day, missionId } from './common.ts'
import { endpoint } from './endpoint.ts'

/** Groups of missions that may be compared (MEA-07). `unsettled` while nobody has said whether the post is a hardship post. */
export const peerGroup = z.enum(['hardship', 'up_to_40_million', 'over_40_million'])

export const mission = z.object({
  id: missionId,
  kind: z.string(),
  isHeadquarters: z.boolean(),
  nameId: z.string(),
  nameEn: z.string(),
  /** Short name for lists, such as `KBRI Kairo`. */
  shortName: z.string(),
  city: z.string(),
  countryIso2: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  timezone: z.string(),
  languages: z.array(z.string()),
  regionId: z.string(),
  website: z.string().nullable(),
  /** ISO weekdays without work, 1 = Monday. */
  weekend: z.array(z.number().int().min(1).max(7)),
  hostPopulation: z.number().int().nullable(),
  /** null = "belum ditetapkan" */
  isHardship: z.boolean().nullable(),
  peerGroup,
  accreditedTo: z.array(z.string()),
  openedOn: day.nullable(),
  closedOn: day.nullable(),
})
export type Mission = z.output<typeof mission>

export const region = z.object({ id: z.string(), nameId: z.string(), nameEn: z.string(), sort: z.number().int() })

export const missionEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/missions',
    summary: 'Missions that are open on a day (today in the home zone when none is given), or those that are not',
    access: 'public',
    query: z.object({ on: day.optional(), which: z.enum(['open', 'not_open']).default('open') }),
    response: z.object({ on: day, count: z.number().int(), missions: z.array(mission), regions: z.array(region) }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId',
    summary: 'One mission',
    access: 'public',
    params: z.object({ missionId }),
    response: mission,
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/api/v1/missions/:missionId',
    summary: 'Changes what the ministry decides about a mission: hardship, opening and closing dates',
    access: 'person',
    params: z.object({ missionId }),
    body: z.object({
      isHardship: z.boolean().nullable().optional(),
      openedOn: day.nullable().optional(),
      closedOn: day.nullable().optional(),
    }),
    response: mission,
  }),
}
