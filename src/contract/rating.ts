import { z } from 'zod'
import { labelSource, languageGroup } from './alignment.ts'
import { id, instant, missionId, objectiveCode, quarter } from './common.ts'
import { endpoint } from './endpoint.ts'
import { purpose } from './messages.ts'

/** Elements of a benefit statement (C5, PUB-02): who, what they gain, evidence with its source, next step. */
export const benefitElement = z.enum(['who', 'gain', 'evidence', 'step'])

const labels = z.object({
  objective: z.union([objectiveCode, z.literal('none')]),
  secondary: objectiveCode.nullable(),
  purpose,
  benefit: z.boolean(),
  cta: z.boolean(),
  /** Only for policy; null elsewhere. */
  benefitElements: z.array(benefitElement).max(4).nullable(),
  /** Places (from 0) of the must-say points that the text carries, in any words; null without a narrative. */
  mustSay: z.array(z.number().int().min(0).max(19)).max(20).nullable(),
  /** It says what must not be said, or contradicts the narrative; null without one. */
  contradicts: z.boolean().nullable(),
  /** Figures of the register that it uses, and how many of them match; null without any. */
  figures: z
    .object({ used: z.number().int().min(0).max(40), matching: z.number().int().min(0).max(40) })
    .refine(({ used, matching }) => matching <= used)
    .nullable(),
})

/** What a rater says of a message. What does not apply may be left out. */
export const ratingInput = labels
  .partial({ secondary: true, benefitElements: true, mustSay: true, contradicts: true, figures: true })
  .extend({
    /** How long the text stood on the screen; longer than ten minutes counts as ten. */
    elapsedMs: z.number().int().min(0).max(86_400_000),
  })

/** What a rater sees: words only. Neither mission, account, day, numbers, nor what anybody or any machine said of it. */
export const blindTask = z.object({
  id,
  /** Names and handles of whoever published it are blotted out. */
  text: z.string(),
  /** Language of the text, for its letters and direction; `und` where unknown. */
  language: z.string(),
  /** What the narrative that it stands on asks for; null without one. */
  narrative: z.object({ mustSay: z.array(z.string()), mustNotSay: z.array(z.string()) }).nullable(),
  /** Figures of the register that it leans on. */
  facts: z.array(z.object({ name: z.string(), value: z.string(), unit: z.string() })),
  /** For a third rater: what the two said, in no order; null where one rates. */
  opinions: z
    .array(labels.pick({ objective: true, secondary: true, purpose: true, benefit: true, cta: true }))
    .nullable(),
})
export type BlindTask = z.output<typeof blindTask>

const ownProgress = z.object({
  /** Rated by oneself in this quarter. */
  done: z.number().int(),
  /** Waiting for oneself: texts, and differences of two others. */
  left: z.number().int(),
  differing: z.number().int(),
  /** Median seconds of one's own last 100; null under 5. */
  secondsEach: z.number().nullable(),
})

const interval = z.object({ value: z.number(), low: z.number(), high: z.number() })

export const sampleStratum = z.object({
  languageGroup,
  source: labelSource,
  /** Messages of the quarter in it. */
  population: z.number().int(),
  drawn: z.number().int(),
  /** With two ratings, differing ones too. */
  rated: z.number().int(),
  differing: z.number().int(),
  /** Wanted for the precision asked for, at least 30. */
  planned: z.number().int(),
  /** Half width of its correction now, in points; null under two rated. */
  precision: z.number().nullable(),
  isAudited: z.boolean(),
})

export const sampleView = z.object({
  quarter,
  /** Null before it is drawn. */
  seed: z.string().nullable(),
  drawnAt: instant.nullable(),
  precision: z.number(),
  /** Messages of the quarter that nobody has read yet: in no stratum. */
  unread: z.number().int(),
  strata: z.array(sampleStratum),
  /** Ratings that are still to be given, by whoever they fall to; names by alphabet. */
  raters: z.array(z.object({ personId: id, name: z.string(), done: z.number().int(), owes: z.number().int() })),
  /** Median seconds of a rating; null under 20. */
  secondsEach: z.number().nullable(),
  disputesOpen: z.number().int(),
  /** Messages rated by two; what agreement stands on. */
  pairs: z.number().int(),
  /** Krippendorff's α, null where there is nothing to compare. `label`: objective, purpose, benefit, cta, or an objective's code. */
  agreement: z.array(
    z.object({ label: z.string(), level: z.enum(['nominal', 'ordinal']), alpha: z.number().nullable() }),
  ),
  /** How an estimate fares against people's ratings: of those that are k, the share called k; of those that are not, not k. */
  accuracy: z.array(
    z.object({
      source: labelSource,
      label: z.string(),
      rated: z.number().int(),
      sensitivity: interval.nullable(),
      specificity: interval.nullable(),
    }),
  ),
})
export type SampleView = z.output<typeof sampleView>

export const dispute = z.object({
  id,
  messageId: id,
  missionId,
  /** The first 280 characters of the message. */
  excerpt: z.string(),
  language: z.string(),
  openedAt: instant,
  openedBy: z.string().nullable(),
  claimed: z.object({ objective: z.string(), purpose }),
  reason: z.string(),
  stood: z.object({
    objectives: z.record(z.string(), z.number()),
    purposeValue: z.number().nullable(),
    origin: z.string(),
  }),
  /** Null while a rater has not spoken. The rater stays unnamed. */
  decision: z
    .object({
      outcome: z.enum(['upheld', 'kept', 'changed']),
      objective: z.string(),
      purpose,
      decidedAt: instant,
    })
    .nullable(),
})
export type Dispute = z.output<typeof dispute>

const taskParams = z.object({ taskId: id })
/** Half width in points. */
const precision = z.coerce.number().min(1).max(20).default(5)

export const ratingEndpoints = {
  claim: endpoint({
    method: 'POST',
    path: '/api/v1/rating/claims',
    summary: 'Lends a rater the next texts for 30 minutes, without anything that tells whose they are',
    access: 'person',
    body: z.object({
      limit: z.number().int().min(1).max(20).default(10),
      /** Differences of two others, for a third to decide. */
      differing: z.boolean().default(false),
      /** Language groups that one reads; all when empty. */
      groups: z.array(languageGroup).max(3).default([]),
    }),
    response: z.object({ tasks: z.array(blindTask), progress: ownProgress }),
  }),
  rate: endpoint({
    method: 'PUT',
    path: '/api/v1/rating/tasks/:taskId',
    summary: 'One rating of one text; counts once two have rated it',
    access: 'person',
    params: taskParams,
    body: ratingInput,
    response: ownProgress,
  }),
  undo: endpoint({
    method: 'DELETE',
    path: '/api/v1/rating/tasks/:taskId',
    summary: 'Takes back one’s own last rating, for 30 minutes; the text comes back',
    access: 'person',
    params: taskParams,
    response: blindTask,
  }),
  skip: endpoint({
    method: 'POST',
    path: '/api/v1/rating/tasks/:taskId/skip',
    summary: 'Passes a text on that one cannot read',
    access: 'person',
    params: taskParams,
    response: ownProgress,
  }),
  sample: endpoint({
    method: 'GET',
    path: '/api/v1/rating/samples/:quarter',
    summary: 'The quarter’s audit sample: how many of each stratum to rate, who still owes, agreement, accuracy',
    access: 'person',
    params: z.object({ quarter }),
    query: z.object({ precision }),
    response: sampleView,
  }),
  draw: endpoint({
    method: 'POST',
    path: '/api/v1/rating/samples/:quarter',
    summary: 'Draws the sample by stratum and seed, or more of it by the same seed',
    access: 'person',
    params: z.object({ quarter }),
    body: z.object({
      precision: z.number().min(1).max(20).default(5),
      /** Kept from the first draw on; made when absent. */
      seed: z
        .string()
        .regex(/^[\w.-]{4,64}$/)
        .optional(),
    }),
    response: sampleView,
  }),
  dispute: endpoint({
    method: 'POST',
    path: '/api/v1/messages/:messageId/disputes',
    summary: 'The mission disputes the label that stands; a rater who does not know it decides',
    access: 'person',
    idempotent: true,
    params: z.object({ messageId: id }),
    body: z.object({
      objective: z.union([objectiveCode, z.literal('none')]),
      purpose,
      reason: z.string().trim().min(10).max(500),
    }),
    status: 201,
    response: dispute,
  }),
  disputes: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/disputes',
    summary: 'Disputes of a mission with their decisions, newest first, at most 200',
    access: 'person',
    params: z.object({ missionId }),
    response: z.object({ disputes: z.array(dispute) }),
  }),
}
