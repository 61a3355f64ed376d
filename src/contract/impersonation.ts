import { z } from 'zod'
import { id, instant, missionId } from './common.ts'
import { endpoint } from './endpoint.ts'

const personName = z.object({ id, name: z.string() })
const source = z.enum(['citizen', 'staff', 'platform'])
export const impersonationOutcome = z.enum(['removed', 'refused', 'renamed', 'not_impersonation'])

export const evidence = z.object({
  id,
  kind: z.enum(['link', 'screenshot']),
  url: z.string(),
  note: z.string(),
  /** Of the picture's bytes as they came, or of the link with its time. */
  sha256: z.string(),
  contentType: z.string().nullable(),
  bytes: z.number().int().nullable(),
  /** Where the picture is read; null for a link. */
  fileUrl: z.string().nullable(),
  capturedAt: instant,
  addedBy: personName.nullable(),
  addedAt: instant,
})
export type Evidence = z.output<typeof evidence>

export const impersonationRow = z.object({
  id,
  missionId,
  network: z.string(),
  handle: z.string(),
  url: z.string(),
  source,
  openedAt: instant,
  reportedAt: instant.nullable(),
  warnedAt: instant.nullable(),
  outcome: impersonationOutcome.nullable(),
  closedAt: instant.nullable(),
})
export type ImpersonationRow = z.output<typeof impersonationRow>

export const impersonationCase = impersonationRow.extend({
  summary: z.string(),
  /** What Cek Akun answered when the case was opened. */
  registryAnswer: z.string(),
  openedBy: personName.nullable(),
  reportReference: z.string(),
  outcomeNote: z.string(),
  evidence: z.array(evidence),
  /** Accounts of the mission that were probably meant. */
  ours: z.array(z.object({ network: z.string(), handle: z.string(), url: z.string() })),
  can: z.object({ add: z.boolean(), warn: z.boolean() }),
})
export type ImpersonationCase = z.output<typeof impersonationCase>

const params = z.object({ caseId: id })

export const impersonationEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/impersonation-cases',
    summary: 'Cases of accounts that pretend to be ours, of the missions the caller reads; open ones first',
    access: 'person',
    query: z.object({ missionId: missionId.optional() }),
    response: z.object({ cases: z.array(impersonationRow) }),
  }),
  open: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/impersonation-cases',
    summary: 'Opens a case after asking the register; the link is its first evidence. Keeps nothing about followers',
    access: 'person',
    idempotent: true,
    status: 201,
    params: z.object({ missionId }),
    body: z.object({
      /** Link to the profile or to a post that names it. */
      url: z.string().trim().min(4).max(500),
      source: source.default('staff'),
      summary: z.string().trim().min(3).max(1000),
      capturedAt: instant.optional(),
    }),
    response: impersonationCase,
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/v1/impersonation-cases/:caseId',
    summary: 'One case with its evidence',
    access: 'person',
    params,
    response: impersonationCase,
  }),
  addLink: endpoint({
    method: 'POST',
    path: '/api/v1/impersonation-cases/:caseId/links',
    summary: 'Adds a link as evidence, hashed with its time',
    access: 'person',
    params,
    body: z.object({
      url: z.url({ protocol: /^https?$/ }).max(500),
      note: z.string().trim().max(500).default(''),
      capturedAt: instant.optional(),
    }),
    response: impersonationCase,
  }),
  addScreenshot: endpoint({
    method: 'POST',
    path: '/api/v1/impersonation-cases/:caseId/screenshots',
    summary:
      'Adds a picture as evidence (multipart: file, note, url, capturedAt); kept byte for byte, PNG, JPEG or WebP',
    access: 'person',
    params,
    multipart: true,
    status: 201,
    response: impersonationCase,
  }),
  screenshot: endpoint({
    method: 'GET',
    path: '/api/v1/impersonation-cases/:caseId/screenshots/:evidenceId',
    summary: 'The picture as it came',
    access: 'person',
    params: z.object({ caseId: id, evidenceId: id }),
    response: z.any(),
  }),
  report: endpoint({
    method: 'POST',
    path: '/api/v1/impersonation-cases/:caseId/platform-report',
    summary: 'Notes when and under which number the platform was told',
    access: 'person',
    params,
    body: z.object({ reportedAt: instant.optional(), reference: z.string().trim().max(200).default('') }),
    response: impersonationCase,
  }),
  warn: endpoint({
    method: 'POST',
    path: '/api/v1/impersonation-cases/:caseId/public-warning',
    summary: 'Warns the public in Cek Akun and on the public pages, or ends the warning',
    access: 'person',
    params,
    body: z.object({ on: z.boolean() }),
    response: impersonationCase,
  }),
  close: endpoint({
    method: 'POST',
    path: '/api/v1/impersonation-cases/:caseId/outcome',
    summary: 'Says how it ended; the case stays readable',
    access: 'person',
    params,
    body: z.object({ outcome: impersonationOutcome, note: z.string().trim().max(1000).default('') }),
    response: impersonationCase,
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/v1/impersonation-cases/:caseId/export',
    summary: 'The whole case as one file: dates, evidence with hashes, pictures inside',
    access: 'person',
    params,
    response: z.object({
      format: z.literal('selaras.impersonation-case.1'),
      exportedAt: instant,
      sample: z.boolean(),
      case: impersonationCase.omit({ can: true }),
      pictures: z.array(z.object({ evidenceId: id, sha256: z.string(), contentType: z.string(), base64: z.string() })),
    }),
  }),
}
