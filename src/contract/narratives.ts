import { z } from 'zod'
import { day, id, instant, language, objectiveCode } from './common.ts'
import { endpoint } from './endpoint.ts'

/** What is said in one language, and what must and must not be said with it. */
export const narrativeText = z.object({
  language,
  message: z.string().trim().min(1).max(2000),
  mustSay: z.array(z.string().trim().min(1).max(300)).max(20),
  mustNotSay: z.array(z.string().trim().min(1).max(300)).max(20),
})
export type NarrativeText = z.output<typeof narrativeText>

export const narrativeContent = z.object({
  title: z.string().trim().min(3).max(200),
  objectiveCodes: z.array(objectiveCode).min(1).max(6),
  ownerUnit: z.string().trim().max(200),
  /** Where the position comes from: a speech, a decree, a minutes. */
  source: z.string().trim().max(500),
  /** One text a language; the first is the master. */
  texts: z.array(narrativeText).min(1).max(40),
  factIds: z.array(id).max(20),
  validFrom: day,
  /** Last day on which it may be said; null while nobody has set an end. */
  validUntil: day.nullable(),
})
export type NarrativeContent = z.output<typeof narrativeContent>

/** One version of a narrative (STR-04). */
export const narrative = narrativeContent.extend({
  id,
  version: z.number().int().min(1),
  changedBy: z.object({ id, name: z.string() }).nullable(),
  changedAt: instant,
})
export type Narrative = z.output<typeof narrative>

/** By the home zone's calendar. `stale`: valid, but a fact it leans on has expired or changed since. */
export const narrativeState = z.enum(['active', 'stale', 'upcoming', 'expired'])
export const narrativeRow = narrative.extend({ state: narrativeState })
export type NarrativeRow = z.output<typeof narrativeRow>

export const narrativeEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/narratives',
    summary: 'Narratives as they stand now, by title, expired ones too',
    access: 'person',
    response: z.object({ today: day, narratives: z.array(narrativeRow) }),
  }),
  active: endpoint({
    method: 'GET',
    path: '/api/v1/narratives/active',
    summary:
      'Narratives that hold today for any of these objectives, with their texts in these languages (or the master)',
    access: 'person',
    query: z.object({
      /** Codes, parted by commas; all objectives when empty. */
      objectives: z.string().max(500).optional(),
      languages: z.string().max(200).optional(),
    }),
    response: z.object({ narratives: z.array(narrativeRow) }),
  }),
  history: endpoint({
    method: 'GET',
    path: '/api/v1/narratives/history',
    summary: 'Every version of one narrative, newest first; none where there is no such narrative',
    access: 'person',
    query: z.object({ narrativeId: id.optional() }),
    response: z.object({ versions: z.array(narrative) }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/v1/narratives',
    summary: 'Writes a narrative',
    access: 'person',
    body: narrativeContent,
    idempotent: true,
    status: 201,
    response: narrative,
  }),
  change: endpoint({
    method: 'PUT',
    path: '/api/v1/narratives/:narrativeId',
    summary: 'Changes a narrative: its next version. 409 when someone changed it since `version`',
    access: 'person',
    params: z.object({ narrativeId: id }),
    body: narrativeContent.extend({ version: z.number().int().min(1) }),
    response: narrative,
  }),
}
