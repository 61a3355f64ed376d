import { z } from 'zod'
import { labelSource, languageGroup, windowQuery } from './alignment.ts'
import { day, id, instant, missionId, objectiveCode, pageQuery } from './common.ts'
import { endpoint } from './endpoint.ts'

/** Purpose of the labelling guide: 0 activity, 1 aim, 2 aim and audience. */
export const purpose = z.union([z.literal(0), z.literal(1), z.literal(2)])

/** The label that counts for a message, and whose it is. */
export const standingLabel = z.object({
  source: labelSource,
  /** More exactly: adjudicated, blind, corrected, declared, machine or none. */
  origin: z.enum(['adjudicated', 'blind', 'corrected', 'declared', 'machine', 'none']),
  /** Share by objective code, `none` included; sums to 1. Empty where nobody's label stands. */
  objectives: z.record(z.string(), z.number()),
  /** Purpose value 0–1 (0, 0.5, 1 for 0, 1, 2; raters who differ give the mean); null where nobody's label stands. */
  purposeValue: z.number().nullable(),
})

export const messagePost = z.object({
  id,
  network: z.string(),
  handle: z.string(),
  url: z.string(),
  publishedAt: instant,
  deletedAt: instant.nullable(),
  /** observed | delivery | link | import */
  source: z.string(),
  likes: z.number().int().nullable(),
  reposts: z.number().int().nullable(),
  replies: z.number().int().nullable(),
  quotes: z.number().int().nullable(),
  views: z.number().int().nullable(),
})

export const message = z.object({
  id,
  missionId,
  localDay: day,
  text: z.string(),
  language: z.string(),
  languageGroup,
  firstPublishedAt: instant,
  /** Every post of it is gone; it stays counted. */
  deletedAt: instant.nullable(),
  excludedReason: z.string().nullable(),
  itemId: id.nullable(),
  campaignId: id.nullable(),
  label: standingLabel,
  posts: z.array(messagePost),
})
export type Message = z.output<typeof message>

export const messageRow = message.extend({
  /** Weight in the index, 1 or less on days with more than 3 messages; 0 when excluded. */
  weight: z.number(),
  /** Its part of the number that was opened, in that number's unit; null where the message is outside it. */
  contribution: z.number().nullable(),
})

/** What stands beside the messages: corrections from the audit sample, and the cut at 0 or 100. */
export const correctionLine = z.object({ kind: z.enum(['audit_correction', 'cut']), contribution: z.number() })

export const messageList = z.object({
  rows: z.array(messageRow),
  next: z.string().optional(),
  total: z.number().int(),
  /**
   * The number that was opened: `share` of an objective (percent, with `objective`), else a component (points).
   * contributions of all messages of the window + lines = value.
   */
  opened: z.object({
    kind: z.enum(['share', 'C3', 'C4', 'C5', 'C7']),
    objective: z.string().nullable(),
    value: z.number().nullable(),
    lines: z.array(correctionLine),
  }),
})

export const messageReading = z.object({
  modelVersion: z.string(),
  objective: z.string(),
  purpose,
  benefit: z.boolean(),
  cta: z.boolean(),
  confidence: z.number(),
  abstained: z.boolean(),
  because: z.array(
    z.object({
      label: z.string(),
      value: z.string(),
      text: z.string(),
      start: z.number().int(),
      end: z.number().int(),
      weight: z.number(),
    }),
  ),
})

/** A label somebody gave; raters stay unnamed. */
export const givenLabel = z.object({
  source: z.enum(['officer', 'blind', 'adjudicated']),
  objective: z.string(),
  secondary: z.string().nullable(),
  purpose,
  benefit: z.boolean().nullable(),
  cta: z.boolean().nullable(),
  at: instant,
})

export const labelInput = z.object({
  objective: z.union([objectiveCode, z.literal('none')]),
  secondary: objectiveCode.optional(),
  purpose,
  benefit: z.boolean().optional(),
  cta: z.boolean().optional(),
})

export const messageDetail = message.extend({ reading: messageReading.nullable(), labels: z.array(givenLabel) })
export type MessageDetail = z.output<typeof messageDetail>

export const messageEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/messages',
    summary: 'Messages behind a number, newest first; filters narrow the rows, never the number',
    access: 'person',
    params: z.object({ missionId }),
    query: windowQuery.extend(pageQuery.shape).extend({
      objective: z.union([objectiveCode, z.literal('none')]).optional(),
      /** Which component to open; `objective` opens its share. */
      component: z.enum(['C3', 'C4', 'C5', 'C7']).optional(),
      purpose: z.coerce.number().int().min(0).max(2).optional(),
      source: labelSource.optional(),
      deleted: z.enum(['true', 'false']).optional(),
    }),
    response: messageList,
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/v1/messages/:messageId',
    summary: 'One message with its posts, reading and labels',
    access: 'person',
    params: z.object({ messageId: id }),
    response: messageDetail,
  }),
  label: endpoint({
    method: 'POST',
    path: '/api/v1/messages/:messageId/label',
    summary: 'Officer corrects what a message is for; raters still outrank it',
    access: 'person',
    params: z.object({ messageId: id }),
    body: labelInput,
    response: messageDetail,
  }),
}
