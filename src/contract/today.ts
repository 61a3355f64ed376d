import { z } from 'zod'
import { id, instant, missionId, objectiveCode } from './common.ts'
import { endpoint } from './endpoint.ts'

/** One thing to do, with what it would bring and what it takes. */
export const todayAct = z.object({
  /** `kit`: answer and adapt one; `improve`: say what readers gain; `returned`: mend what came back; `write`: something new. */
  kind: z.enum(['kit', 'improve', 'returned', 'write']),
  objectiveCode: objectiveCode.nullable(),
  /** Points of the mission's index it would bring; null where its labels are unaudited or too few. */
  points: z.number().nullable(),
  /** Minutes it takes, a rule of thumb. */
  minutes: z.number().int(),
  /** When it should be out, where a kit or a plan says so. */
  dueAt: instant.nullable(),
  campaign: z.object({ id, title: z.string(), isMandatory: z.boolean(), languages: z.array(z.string()) }).nullable(),
  /** The items it is about, at most 5. */
  items: z.array(z.object({ id, title: z.string() })),
})
export type TodayAct = z.output<typeof todayAct>

export const todayEndpoints = {
  mission: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/today',
    summary: 'Three things to do today, ranked by their effect on the mission’s own alignment',
    access: 'person',
    params: z.object({ missionId }),
    response: z.object({
      acts: z.array(todayAct).max(3),
      /** Why nothing is promised in points, where that is so. */
      silence: z.enum(['unaudited', 'too_few']).nullable(),
    }),
  }),
  waiting: endpoint({
    method: 'GET',
    path: '/api/v1/me/waiting',
    summary: 'How much waits for the caller, for the numbers beside the navigation',
    access: 'person',
    query: z.object({ missionId: missionId.optional() }),
    response: z.object({
      /** Items that the caller may decide on. */
      approvals: z.number().int(),
      /** Deliveries that only a person can bring on. */
      deliveries: z.number().int(),
      /** Kits without an answer of this mission; 0 without a mission. */
      kits: z.number().int(),
    }),
  }),
}
