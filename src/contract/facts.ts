import { z } from 'zod'
import { day, id, instant, missionId } from './common.ts'
import { endpoint } from './endpoint.ts'

/** What is said of a fact; a change of any of it is its next version. */
export const factContent = z.object({
  /** What the value tells: "Nilai ekspor RI ke Jepang, 2025". */
  nameId: z.string().trim().min(3).max(200),
  nameEn: z.string().trim().max(200),
  /** As it is said, in the home language: "5,12". */
  value: z.string().trim().min(1).max(300),
  unit: z.string().trim().max(60),
  /** Day that the value describes. */
  asOf: day.nullable(),
  source: z.string().trim().min(3).max(500),
  sourceUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
  /** Last day on which it may be used; null while nobody has set an end. */
  validUntil: day.nullable(),
})
export type FactContent = z.output<typeof factContent>

/** One version of a fact of the register (STR-05). */
export const fact = factContent.extend({
  id,
  version: z.number().int().min(1),
  /** Why it changed. */
  reason: z.string(),
  /** The version before was wrong: what went out with it needs correcting. */
  isCorrection: z.boolean(),
  changedBy: z.object({ id, name: z.string() }).nullable(),
  changedAt: instant,
})
export type Fact = z.output<typeof fact>

export const factRow = fact.extend({
  /** Past its last day, in the home zone. */
  isExpired: z.boolean(),
  /** Items, kits and narratives that lean on it now, in any version; null for whoever does not see all missions. */
  uses: z.number().int().nullable(),
})
export type FactRow = z.output<typeof factRow>

/** Something that leans on a fact. `version` is the newest one it took over. */
export const factUser = z.object({
  kind: z.enum(['item', 'kit', 'narrative', 'explainer']),
  id,
  version: z.number().int(),
  /** It has let go of the fact since; what it sent before still carries it. */
  isFormer: z.boolean(),
  title: z.string(),
  missionId: missionId.nullable(),
  missionName: z.string().nullable(),
  /** `unsent`: nothing has left. `partly`: some deliveries have. `sent`: all have. `unknown`: perhaps. `idle`: it sends nothing itself. */
  outcome: z.enum(['unsent', 'partly', 'sent', 'unknown', 'idle']),
  /** It reached the fact through this kit. */
  viaKit: z.string().nullable(),
})
export type FactUser = z.output<typeof factUser>

const params = z.object({ factId: id })

export const factEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/facts',
    summary: 'Facts of the register as they stand now, by name',
    access: 'person',
    response: z.object({ today: day, facts: z.array(factRow) }),
  }),
  history: endpoint({
    method: 'GET',
    path: '/api/v1/facts/history',
    summary: 'Every version of one fact, newest first; none where there is no such fact',
    access: 'person',
    query: z.object({ factId: id.optional() }),
    response: z.object({ versions: z.array(fact) }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/v1/facts',
    summary: 'Enters a fact',
    access: 'person',
    body: factContent,
    idempotent: true,
    status: 201,
    response: fact,
  }),
  change: endpoint({
    method: 'PUT',
    path: '/api/v1/facts/:factId',
    summary:
      'Changes a fact: its next version, and everything that uses it. 409 when someone changed it since `version`',
    access: 'person',
    params,
    body: factContent.extend({
      version: z.number().int().min(1),
      reason: z.string().trim().min(10).max(1000),
      isCorrection: z.boolean(),
    }),
    response: z.object({ fact, users: z.array(factUser) }),
  }),
  users: endpoint({
    method: 'GET',
    path: '/api/v1/facts/:factId/users',
    summary: 'Every item, sent and unsent, every kit and narrative that uses or used a fact; for headquarters',
    access: 'person',
    params,
    response: z.object({ users: z.array(factUser) }),
  }),
}
