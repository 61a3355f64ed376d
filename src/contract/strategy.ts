import { z } from 'zod'
import { day, id, instant, missionId, objectiveCode, quarter } from './common.ts'
import { endpoint } from './endpoint.ts'

/** One version of one objective (STR-01). A changed name, definition or topic makes the next version; old items keep theirs. */
export const objective = z.object({
  code: objectiveCode,
  version: z.number().int().min(1),
  parentCode: objectiveCode.nullable(),
  sort: z.number().int(),
  nameId: z.string(),
  nameEn: z.string(),
  definitionId: z.string(),
  definitionEn: z.string(),
  examples: z.array(z.string()),
  ownerUnit: z.string(),
  /** Reading topics that speak for this objective; empty = scored from people's labels only. */
  topics: z.array(z.string()),
  cuePhrases: z.array(z.string()),
  validFrom: day,
  /** Last day of this version; null while it holds. */
  validTo: day.nullable(),
})
export type Objective = z.output<typeof objective>

/** Percent of one objective; the shares of a mix sum to 100. */
export const mixShare = z.object({ objectiveCode, percent: z.number().min(0).max(100).multipleOf(0.01) })
export type MixShare = z.output<typeof mixShare>

/** Target mix of one mission in one quarter (STR-03). Both names and times stay with it. */
export const targetMix = z.object({
  id,
  missionId,
  quarter,
  /** `replaced`: another mix was agreed after it. */
  status: z.enum(['proposed', 'agreed', 'replaced']),
  proposedBy: z.object({ id, name: z.string() }).nullable(),
  proposedAt: instant,
  agreedBy: z.object({ id, name: z.string() }).nullable(),
  agreedAt: instant.nullable(),
  shares: z.array(mixShare),
})
export type TargetMix = z.output<typeof targetMix>

export const missionMix = z.object({
  missionId,
  quarter,
  agreed: targetMix.nullable(),
  proposed: targetMix.nullable(),
  /** Agreed and the quarter has begun: a change needs a new proposal and both names again. */
  isFrozen: z.boolean(),
})
export type MissionMix = z.output<typeof missionMix>

export const strategyEndpoints = {
  objectives: endpoint({
    method: 'GET',
    path: '/api/v1/objectives',
    summary: 'Objectives as they hold on a day (today in the home zone), in the order of the tree',
    access: 'public',
    query: z.object({ on: day.optional() }),
    response: z.object({ on: day, objectives: z.array(objective) }),
  }),
  changeObjective: endpoint({
    method: 'PUT',
    path: '/api/v1/objectives/:code',
    summary: 'Adds an objective, or changes one: what differs becomes its next version from today',
    access: 'person',
    params: z.object({ code: objectiveCode }),
    body: objective
      .omit({ code: true, version: true, validFrom: true, validTo: true })
      .extend({ nameId: z.string().trim().min(2).max(120), nameEn: z.string().trim().min(2).max(120) }),
    response: objective,
  }),
  mixes: endpoint({
    method: 'GET',
    path: '/api/v1/target-mixes',
    summary: 'Target mixes of a quarter for every open mission that the caller may read',
    access: 'person',
    query: z.object({ quarter }),
    response: z.object({ quarter, missions: z.array(missionMix) }),
  }),
  missionMix: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/target-mix',
    summary: 'Agreed and proposed mix of one mission in a quarter (the present one when none is given)',
    access: 'person',
    params: z.object({ missionId }),
    query: z.object({ quarter: quarter.optional() }),
    response: missionMix,
  }),
  proposeMix: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/target-mix',
    summary: 'Proposes a mix; it replaces an open proposal. Refused unless its shares sum to 100',
    access: 'person',
    params: z.object({ missionId }),
    body: z.object({ quarter, shares: z.array(mixShare).min(1).max(30) }),
    idempotent: true,
    status: 201,
    response: targetMix,
  }),
  agreeMix: endpoint({
    method: 'POST',
    path: '/api/v1/target-mixes/:mixId/agree',
    summary: 'The mission agrees to an open proposal; the mix that was agreed before becomes `replaced`',
    access: 'person',
    params: z.object({ mixId: id }),
    response: targetMix,
  }),
}
