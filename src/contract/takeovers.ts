import { z } from 'zod'
import { id, instant, missionId } from './common.ts'
import { endpoint } from './endpoint.ts'

const personName = z.object({ id, name: z.string() })

export const takeoverRow = z.object({
  id,
  accountId: id,
  missionId,
  network: z.string(),
  handle: z.string(),
  /** T: posts from here on are not ours. */
  lostAt: instant,
  /** When somebody of ours knew, and when it was decided; the public warning stands from then on. */
  knownAt: instant,
  decidedAt: instant,
  reportedBy: personName.nullable(),
  outcome: z.enum(['recovered', 'given_up']).nullable(),
  endedAt: instant.nullable(),
  openSteps: z.number().int(),
})
export type TakeoverRow = z.output<typeof takeoverRow>

export const takeover = takeoverRow.extend({
  reason: z.string(),
  proof: z.string().nullable(),
  steps: z.array(
    z.object({
      step: z.string(),
      words: z.object({ id: z.string(), en: z.string() }),
      url: z.string().nullable(),
      isRequired: z.boolean(),
      doneAt: instant.nullable(),
      doneBy: z.string().nullable(),
      note: z.string(),
    }),
  ),
  /** Deliveries of the account that are held. */
  heldCount: z.number().int(),
  /** Posts of the account since T, which count for nothing. */
  foreignPosts: z.number().int(),
  /** Posts kept in the archive from before T, and how many of them are gone from the account. */
  archive: z.object({ kept: z.number().int(), gone: z.number().int() }),
  /** Other accounts of the mission that can warn. */
  elsewhere: z.array(z.object({ network: z.string(), handle: z.string() })),
  can: z.object({ step: z.boolean(), recover: z.boolean(), giveUp: z.boolean() }),
})
export type Takeover = z.output<typeof takeover>

const params = z.object({ takeoverId: id })
const reason = z.string().trim().min(3).max(500)

export const takeoverEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/takeovers',
    summary: 'Accounts in foreign hands and those recovered, of the missions the caller reads; open ones first',
    access: 'person',
    query: z.object({ missionId: missionId.optional() }),
    response: z.object({ takeovers: z.array(takeoverRow) }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/v1/takeovers/:takeoverId',
    summary: 'One takeover with its playbook',
    access: 'person',
    params,
    response: takeover,
  }),
  report: endpoint({
    method: 'POST',
    path: '/api/v1/accounts/:accountId/takeover',
    summary:
      'Says that an account is in foreign hands: warns the public, holds its queue, excludes posts since then, begins the playbook',
    access: 'person',
    idempotent: true,
    status: 201,
    params: z.object({ accountId: id }),
    /** `lostAt`: since when, or `lostMinutesAgo` by the server's clock, for a device whose own may be wrong. */
    body: z.object({
      lostAt: instant.optional(),
      lostMinutesAgo: z.number().int().min(0).max(259_200).optional(),
      knownAt: instant.optional(),
      reason,
    }),
    response: takeover,
  }),
  step: endpoint({
    method: 'POST',
    path: '/api/v1/takeovers/:takeoverId/steps',
    summary: 'Ticks a step of the playbook, or takes the tick back',
    access: 'person',
    params,
    body: z.object({
      step: z.string().min(1).max(60),
      done: z.boolean(),
      note: z.string().trim().max(500).default(''),
    }),
    response: takeover,
  }),
  tell: endpoint({
    method: 'POST',
    path: '/api/v1/takeovers/:takeoverId/warning',
    summary: 'Warns on the mission’s other channels, by whoever may publish emergencies',
    access: 'person',
    idempotent: true,
    params,
    response: takeover,
  }),
  recover: endpoint({
    method: 'POST',
    path: '/api/v1/takeovers/:takeoverId/recovery',
    summary: 'Says that the account is ours again, with the proof, once every required step is done',
    access: 'person',
    params,
    body: z.object({ proof: reason }),
    response: takeover,
  }),
  giveUp: endpoint({
    method: 'POST',
    path: '/api/v1/takeovers/:takeoverId/loss',
    summary: 'Gives an account up that cannot be recovered; it is closed and the warning stays',
    access: 'person',
    params,
    body: z.object({ reason }),
    response: takeover,
  }),
}
