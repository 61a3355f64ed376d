import { z } from 'zod'
import { day, id, instant, missionId, objectiveCode, quarter } from './common.ts'
import { endpoint } from './endpoint.ts'

/** What a post may bring about, as a mission records it (MEA-09). */
export const outcomeKinds = ['lead', 'registration', 'visit', 'buyer'] as const
export const outcomeKind = z.enum(outcomeKinds)
/** Where it stands in the AMEC framework: openings of a link are out-takes, what people did is an outcome; impact is never claimed. */
export const amecLevel = z.enum(['out_take', 'outcome'])

const count = z.number().int().min(0)

const byObjective = z.object({
  objective: objectiveCode,
  lead: count,
  registration: count,
  visit: count,
  buyer: count,
  /** Openings of links, bots left out. */
  openings: count,
})

export const outcomeCode = z.object({
  id,
  code: z.string(),
  /** Public address; leads somewhere once `targetUrl` is set. */
  link: z.string(),
  targetUrl: z.string().nullable(),
  objective: objectiveCode,
  /** What it belongs to: the kit, or a variant of an item. */
  kind: z.enum(['kit', 'variant']),
  title: z.string(),
  network: z.string().nullable(),
  handle: z.string().nullable(),
  openings: count,
})
export type OutcomeCode = z.output<typeof outcomeCode>

export const outcome = z.object({
  id,
  kind: outcomeKind,
  level: amecLevel,
  amount: z.number().int(),
  happenedOn: day,
  source: z.string(),
  objective: objectiveCode,
  code: z.string().nullable(),
  recordedAt: instant,
})
export type Outcome = z.output<typeof outcome>

const window = z.object({ quarter: quarter.optional() })

export const outcomeEndpoints = {
  mission: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/outcomes',
    summary: 'Outcomes of a mission in a quarter, by objective; beside the index, never in it',
    access: 'person',
    params: z.object({ missionId }),
    query: window,
    response: z.object({
      quarter,
      objectives: z.array(byObjective),
      entries: z.array(outcome),
      codes: z.array(outcomeCode),
      mayRecord: z.boolean(),
    }),
  }),
  record: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/outcomes',
    summary: 'Records leads, buyers, registrations or visits with their source and day',
    access: 'person',
    params: z.object({ missionId }),
    body: z.object({
      kind: outcomeKind,
      amount: z.number().int().min(1).max(1_000_000),
      happenedOn: day,
      /** Where the number comes from, such as the guest list of a fair; never a person's name. */
      source: z.string().trim().min(3).max(300),
      objective: objectiveCode,
      code: z.string().trim().max(20).optional(),
    }),
    idempotent: true,
    status: 201,
    response: outcome,
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/outcomes/export',
    summary: 'The same as CSV, with level, source and the note on attribution',
    access: 'person',
    params: z.object({ missionId }),
    query: window,
    response: z.unknown(),
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/api/v1/outcomes/:outcomeId',
    summary: 'Takes a recorded outcome back',
    access: 'person',
    params: z.object({ outcomeId: id }),
    status: 204,
    response: z.null(),
  }),
  restore: endpoint({
    method: 'POST',
    path: '/api/v1/outcomes/:outcomeId/restore',
    summary: 'Puts an outcome back that was taken back',
    access: 'person',
    params: z.object({ outcomeId: id }),
    status: 204,
    response: z.null(),
  }),
  target: endpoint({
    method: 'PUT',
    path: '/api/v1/outcome-codes/:outcomeCodeId',
    summary: 'Says where the link of a code leads; https only, null = nowhere',
    access: 'person',
    params: z.object({ outcomeCodeId: id }),
    body: z.object({ targetUrl: z.string().trim().max(2000).nullable() }),
    status: 204,
    response: z.null(),
  }),
  ministry: endpoint({
    method: 'GET',
    path: '/api/v1/outcomes',
    summary: 'Outcomes by objective over all missions the caller reads; no mission is named',
    access: 'person',
    query: window,
    response: z.object({ quarter, objectives: z.array(byObjective) }),
  }),
}
