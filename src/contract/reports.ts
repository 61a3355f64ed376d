import { z } from 'zod'
import { id, instant, missionId, quarter } from './common.ts'
import { endpoint } from './endpoint.ts'

export const reportKind = z.enum(['mission', 'ministry', 'baseline'])
export const reportFormat = z.enum(['pdf', 'xlsx'])

export const report = z.object({
  id,
  kind: reportKind,
  /** Null for the ministry's papers. */
  missionId: missionId.nullable(),
  quarter,
  locale: z.enum(['id', 'en']),
  format: reportFormat,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** 0–100. */
  progress: z.number().int(),
  requestedBy: z.string().nullable(),
  requestedAt: instant,
  madeAt: instant.nullable(),
  /** Of the file; null until it is made. */
  bytes: z.number().int().nullable(),
  /** Pages of a PDF. */
  pages: z.number().int().nullable(),
  fileName: z.string(),
})
export type Report = z.output<typeof report>

/** A share of all messages of the quarter, with its 90 % interval; 0–1. */
const figure = z.object({
  /** purpose-0, purpose-1, purpose-2, benefit, or the code of an objective (`none` included). */
  code: z.string(),
  measure: z.enum(['purpose', 'benefit', 'objective']),
  nameId: z.string(),
  nameEn: z.string(),
  share: z.number(),
  low: z.number(),
  high: z.number(),
  /** The same from labels alone; the difference is the audit's correction. */
  labelled: z.number(),
})
export type BaselineFigure = z.output<typeof figure>

/** The ministry's baseline of a quarter: what its missions published, and how sure that is. */
export const baseline = z.object({
  quarter,
  /** Missions open in the quarter, and those with any message in it; headquarters not counted. */
  missions: z.number().int(),
  publishing: z.number().int(),
  messages: z.number().int(),
  /** Not read by the machine yet: in no figure. */
  unread: z.number().int(),
  /** Missions without any message, by name: their exports are still to come. */
  silent: z.array(z.object({ missionId, shortName: z.string() })),
  seed: z.string().nullable(),
  strata: z.array(
    z.object({
      languageGroup: z.enum(['id', 'en', 'other']),
      source: z.enum(['officer', 'machine']),
      messages: z.number().int(),
      drawn: z.number().int(),
      rated: z.number().int(),
      isAudited: z.boolean(),
    }),
  ),
  /** Every stratum is audited: at least 30 rated, or all of it. */
  isAudited: z.boolean(),
  pairs: z.number().int(),
  agreement: z.array(z.object({ label: z.string(), alpha: z.number().nullable() })),
  /** Empty while nothing is read. */
  figures: z.array(figure),
})
export type Baseline = z.output<typeof baseline>

const quarterParams = z.object({ quarter })

export const reportEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/reports',
    summary: 'Papers that one may open, newest first, at most 100',
    access: 'person',
    response: z.object({ reports: z.array(report) }),
  }),
  request: endpoint({
    method: 'POST',
    path: '/api/v1/reports',
    summary: 'Asks for a paper of a quarter: of one mission, else of the ministry; made in the background',
    access: 'person',
    idempotent: true,
    body: z.object({
      /** Absent: the ministry's. */
      missionId: missionId.optional(),
      kind: z.enum(['quarter', 'baseline']).default('quarter'),
      quarter,
      locale: z.enum(['id', 'en']).default('id'),
      format: reportFormat,
    }),
    status: 202,
    response: report,
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/v1/reports/:reportId',
    summary: 'How far a paper is',
    access: 'person',
    params: z.object({ reportId: id }),
    response: report,
  }),
  file: endpoint({
    method: 'GET',
    path: '/api/v1/reports/:reportId/file',
    summary: 'The paper itself, once it is made',
    access: 'person',
    params: z.object({ reportId: id }),
    response: z.any(),
  }),
  baseline: endpoint({
    method: 'GET',
    path: '/api/v1/baselines/:quarter',
    summary: 'The ministry’s baseline of a quarter, and what is still missing for it',
    access: 'person',
    params: quarterParams,
    response: baseline,
  }),
  baselineData: endpoint({
    method: 'GET',
    path: '/api/v1/baselines/:quarter/data',
    summary: 'The baseline as open data with its metadata: definition, unit, method, update time, code lists',
    access: 'person',
    params: quarterParams,
    query: z.object({ format: z.enum(['csv', 'json']).default('json') }),
    response: z.any(),
  }),
}
