import { z } from 'zod'
import { day, id, instant, missionId, objectiveCode, quarter } from './common.ts'
import { endpoint } from './endpoint.ts'
import { peerGroup } from './missions.ts'

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
  /** Last day of this version; null while it holds. Before `validFrom` where another version took its place the same day. */
  validTo: day.nullable(),
  /** Null for what came with the ministry's data. */
  changedBy: z.object({ id, name: z.string() }).nullable(),
})
export type Objective = z.output<typeof objective>

/** What somebody may change of an objective; version and days follow from it. */
export const objectiveContent = objective
  .omit({ code: true, version: true, validFrom: true, validTo: true, changedBy: true })
  .extend({
    nameId: z.string().trim().min(2).max(120),
    nameEn: z.string().trim().min(2).max(120),
    definitionId: z.string().trim().max(2000),
    definitionEn: z.string().trim().max(2000),
    ownerUnit: z.string().trim().max(200),
    examples: z.array(z.string().trim().min(1).max(500)).max(20),
    topics: z.array(z.string().max(64)).max(8),
    cuePhrases: z.array(z.string().trim().min(1).max(100)).max(100),
  })

/** Percent of one objective; the shares of a mix sum to 100. */
export const mixShare = z.object({ objectiveCode, percent: z.number().min(0).max(100).multipleOf(0.01) })
export type MixShare = z.output<typeof mixShare>

/** Target mix of one mission in one quarter (STR-03). Both names and times stay with it. */
export const targetMix = z.object({
  id,
  missionId,
  quarter,
  /** `replaced`: another mix was agreed after it. `superseded`: another proposal took its place before anyone agreed. */
  status: z.enum(['proposed', 'agreed', 'replaced', 'superseded']),
  /** Whose proposal it is; the other side agrees. */
  proposedSide: z.enum(['headquarters', 'mission']),
  /** Why, in the proposer's words. */
  note: z.string(),
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
    body: objectiveContent.extend({
      /** First day of the new version, today or later; today when none is given. */
      validFrom: day.optional(),
    }),
    response: objective,
  }),
  objectiveHistory: endpoint({
    method: 'GET',
    path: '/api/v1/objectives/history',
    summary: 'Every version of every objective, or of one, oldest first: past, present and announced',
    access: 'person',
    query: z.object({ code: objectiveCode.optional() }),
    response: z.object({ today: day, versions: z.array(objective) }),
  }),
  retireObjective: endpoint({
    method: 'POST',
    path: '/api/v1/objectives/:code/retire',
    summary: 'Ends an objective after a day, today or later; items keep it. Refused while one below it goes on',
    access: 'person',
    params: z.object({ code: objectiveCode }),
    body: z.object({ lastDay: day }),
    response: objective,
  }),
  placeObjective: endpoint({
    method: 'POST',
    path: '/api/v1/objectives/:code/place',
    summary: 'Moves an objective below a parent and behind a sibling (first when null). A new parent is a new version',
    access: 'person',
    params: z.object({ code: objectiveCode }),
    body: z.object({ parentCode: objectiveCode.nullable(), after: objectiveCode.nullable() }),
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
    summary:
      'Proposes a mix: headquarters first, the mission as its answer. It takes the place of an open proposal. Refused unless its shares sum to 100',
    access: 'person',
    params: z.object({ missionId }),
    body: z.object({
      quarter,
      shares: z.array(mixShare).min(1).max(30),
      note: z.string().trim().max(500).default(''),
    }),
    idempotent: true,
    status: 201,
    response: targetMix,
  }),
  agreeMix: endpoint({
    method: 'POST',
    path: '/api/v1/target-mixes/:mixId/agree',
    summary: 'The other side agrees to an open proposal; the mix that was agreed before becomes `replaced`',
    access: 'person',
    params: z.object({ mixId: id }),
    response: targetMix,
  }),
  mixHistory: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/target-mix/history',
    summary: 'Every mix of a mission, newest proposal first, at most 60: agreed, replaced, superseded',
    access: 'person',
    params: z.object({ missionId }),
    response: z.object({ missionId, mixes: z.array(targetMix) }),
  }),
  mixPeers: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/target-mix/peers',
    summary: 'Median share of each objective over the agreed mixes of the peer group: a hint, never a target',
    access: 'person',
    params: z.object({ missionId }),
    query: z.object({ quarter }),
    response: z.object({
      peerGroup,
      /** Missions whose agreed mix counts; below five there are no medians, so that none can be guessed. */
      missions: z.number().int(),
      medians: z.array(mixShare),
    }),
  }),
}
