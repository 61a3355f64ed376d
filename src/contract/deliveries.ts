import { z } from 'zod'
import { day, id, instant, localTime, missionId, objectiveCode, page, pageQuery } from './common.ts'
import { endpoint } from './endpoint.ts'
import { itemKind } from './items.ts'

/**
 * Where a delivery stands. `held`: its time came and a pause or embargo stopped it. `needs_confirmation`: a person must
 * say that it is still fitting. `awaiting_person`: to be published by hand. `unknown`: may be out; nobody sends it
 * again before it is clear.
 */
export const deliveryState = z.enum([
  'scheduled',
  'held',
  'needs_confirmation',
  'awaiting_person',
  'sending',
  'pending',
  'sent',
  'refused',
  'unknown',
  'cancelled',
])
export type DeliveryState = z.output<typeof deliveryState>

/** A sentence in the caller's language, with the key it was made from. */
const sentence = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  detail: z.string(),
})

/** `recall`: laid by an amended or withdrawn kit or a changed fact, lifted by settling it, never by hand. */
export const holdKind = z.enum(['pause', 'takeover', 'embargo', 'alert', 'recall'])
export const holdScopeKind = z.enum(['ministry', 'region', 'mission', 'account', 'item', 'campaign'])
const personName = z.object({ id, name: z.string() })

export const deliveryRow = z.object({
  id,
  missionId,
  itemId: id,
  title: z.string(),
  kind: itemKind,
  /** Objective with the largest weight; null where the item has none. */
  objectiveCode: objectiveCode.nullable(),
  account: z.object({ id, network: z.string(), handle: z.string(), url: z.string() }),
  /** True = a person publishes it and pastes the link. */
  isByHand: z.boolean(),
  state: deliveryState,
  /** Why it stands there, as a sentence. */
  reason: sentence.nullable(),
  /** What happens or what to do next, as a sentence. */
  nextStep: sentence,
  /** True = only a person can bring it on. */
  needsPerson: z.boolean(),
  /** The hold in force over it, whether its time has come or not. */
  hold: z.object({ id: id.nullable(), kind: holdKind, reason: z.string(), endsAt: instant.nullable() }).nullable(),
  /** Intent: wall time and its IANA zone; `dueAt` is derived. */
  dueLocal: localTime,
  dueZone: z.string(),
  dueAt: instant,
  /** When Selaras looks at it next; null = never by itself. */
  nextAt: instant.nullable(),
  attemptCount: z.number().int(),
  sentAt: instant.nullable(),
  url: z.string().nullable(),
  /** Who has taken it to publish by hand, and until when. */
  claim: z.object({ by: personName, isYours: z.boolean(), until: instant }).nullable(),
  /** A report by hand may be undone until then. */
  undoUntil: instant.nullable(),
  updatedAt: instant,
})
export type DeliveryRow = z.output<typeof deliveryRow>

export const deliveryContent = z.object({
  text: z.string(),
  languages: z.array(z.string()),
  link: z.object({ url: z.string(), title: z.string(), description: z.string() }).nullable(),
  /** `sha256`: of the very bytes that were approved for this network; absent in what was approved before that was kept. */
  images: z.array(z.object({ mediaId: id, alt: z.string(), sha256: z.string().optional() })),
  /** Absent or null = no film. */
  video: z.object({ mediaId: id, alt: z.string(), sha256: z.string(), bytes: z.number().int() }).nullish(),
})
export type DeliveryContent = z.output<typeof deliveryContent>

/** A post on the account that may be the one whose outcome is unknown. */
export const deliveryCandidate = z.object({
  remoteId: z.string(),
  url: z.string(),
  text: z.string(),
  publishedAt: instant,
  /** Likeness of the text to what was sent, in percent. */
  likenessPercent: z.number().int().min(0).max(100),
})

export const deliveryAttempt = z.object({
  number: z.number().int(),
  kind: z.enum(['publish', 'poll', 'look_up', 'person']),
  startedAt: instant,
  finishedAt: instant.nullable(),
  outcome: z.string().nullable(),
  /** What happened, as a sentence. */
  note: sentence,
  /** The network's own words, for whoever looks for the cause. */
  detail: z.string().nullable(),
})

export const repeatEvery = z.enum(['week', 'month', 'year'])
export type RepeatEvery = z.output<typeof repeatEvery>

export const delivery = deliveryRow.extend({
  /** Which time of a repeating item this is, from 1. */
  occurrence: z.number().int(),
  /** How its item goes out again, at the same wall time; null = it does not. */
  repeat: z
    .object({
      every: repeatEvery,
      step: z.number().int(),
      until: day,
      /** Wall times to come, the next first, at most 5. */
      coming: z.array(z.object({ deliveryId: id, dueLocal: localTime, dueZone: z.string() })),
    })
    .nullable(),
  bundleHash: z.string(),
  content: deliveryContent,
  /** Oldest first. */
  attempts: z.array(deliveryAttempt),
  /** What the last look at the account found, the likeliest first; for `unknown` only. */
  candidates: z.array(deliveryCandidate),
  /** Opens the network's own editor with text and link filled in, where there is such a link; by hand only. */
  composeUrl: z.string().nullable(),
  /** What the caller may do now. */
  can: z.object({
    cancel: z.boolean(),
    reschedule: z.boolean(),
    confirm: z.boolean(),
    retry: z.boolean(),
    resolve: z.boolean(),
    claim: z.boolean(),
    report: z.boolean(),
    undo: z.boolean(),
    repeat: z.boolean(),
  }),
})
export type Delivery = z.output<typeof delivery>

export const hold = z.object({
  id,
  kind: holdKind,
  scopeKind: holdScopeKind,
  /** `*` for the ministry, else the id of what is held. */
  scopeValue: z.string(),
  /** Title of the item or campaign, name of the account; null for missions, regions and the ministry. */
  scopeName: z.string().nullable(),
  reason: z.string(),
  startsAt: instant,
  endsAt: instant.nullable(),
  /** Kinds of items that go out all the same. */
  exemptKinds: z.array(itemKind),
  createdBy: personName.nullable(),
  createdAt: instant,
  liftedBy: personName.nullable(),
  liftedAt: instant.nullable(),
  /** Deliveries that it stops within the next 7 days, of those the caller may see. */
  stopsCount: z.number().int(),
})
export type Hold = z.output<typeof hold>

const params = z.object({ deliveryId: id })
const reason = z.string().trim().min(3).max(500)

export const deliveryEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/deliveries',
    summary:
      'Deliveries of a mission: of its day today, of the next 7 days, or those that need a person; earliest first',
    access: 'person',
    query: pageQuery.extend({
      missionId: missionId.optional(),
      view: z.enum(['today', 'needs_me', 'week']).default('today'),
      itemId: id.optional(),
    }),
    response: page(deliveryRow).extend({
      /** For the tabs, over the same missions. */
      counts: z.object({ today: z.number().int(), needsMe: z.number().int(), week: z.number().int() }),
      /** Said while no dispatcher has turned for 30 s and something is due; null = all is well. */
      alarm: sentence.nullable(),
    }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/v1/deliveries/:deliveryId',
    summary: 'One delivery with its content and every attempt',
    access: 'person',
    params,
    response: delivery,
  }),
  cancel: endpoint({
    method: 'POST',
    path: '/api/v1/deliveries/:deliveryId/cancel',
    summary: 'Cancels what is surely not out; repeating it changes nothing',
    access: 'person',
    params,
    body: z.object({ reason: reason.optional() }),
    response: delivery,
  }),
  reschedule: endpoint({
    method: 'POST',
    path: '/api/v1/deliveries/:deliveryId/reschedule',
    summary: 'Moves a delivery to another wall time; the same delivery, never a second one',
    access: 'person',
    params,
    body: z.object({ dueLocal: localTime, dueZone: z.string().max(60) }),
    response: delivery,
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/api/v1/deliveries/:deliveryId/confirm',
    summary: 'Says that it is still fitting; it goes out now, or at its time where that is yet to come',
    access: 'person',
    params,
    response: delivery,
  }),
  retry: endpoint({
    method: 'POST',
    path: '/api/v1/deliveries/:deliveryId/retry',
    summary: 'Tries a refused delivery again, with the same keys, once its cause is mended',
    access: 'person',
    params,
    response: delivery,
  }),
  resolve: endpoint({
    method: 'POST',
    path: '/api/v1/deliveries/:deliveryId/resolve',
    summary: 'A person settles an unknown outcome: it is this post; look again later; it is not out, send it',
    access: 'person',
    params,
    body: z.discriminatedUnion('answer', [
      z.object({ answer: z.literal('it_is_this'), url: z.url().max(2000), remoteId: z.string().max(500).optional() }),
      z.object({ answer: z.literal('look_again'), afterMinutes: z.number().int().min(1).max(1440).default(10) }),
      z.object({ answer: z.literal('not_out') }),
    ]),
    response: delivery,
  }),
  claim: endpoint({
    method: 'POST',
    path: '/api/v1/deliveries/:deliveryId/claim',
    summary: 'Takes a delivery to publish by hand for 30 minutes; 409 while somebody else has it',
    access: 'person',
    params,
    response: delivery,
  }),
  release: endpoint({
    method: 'POST',
    path: '/api/v1/deliveries/:deliveryId/release',
    summary: 'Gives a claimed delivery back',
    access: 'person',
    params,
    response: delivery,
  }),
  report: endpoint({
    method: 'POST',
    path: '/api/v1/deliveries/:deliveryId/report',
    summary: 'Says that it was published by hand, by the link of the post on the right account',
    access: 'person',
    params,
    body: z.object({ url: z.string().trim().min(4).max(2000) }),
    response: delivery,
  }),
  undo: endpoint({
    method: 'POST',
    path: '/api/v1/deliveries/:deliveryId/undo',
    summary: 'Takes a report by hand back, within 10 minutes',
    access: 'person',
    params,
    response: delivery,
  }),
  repeat: endpoint({
    method: 'POST',
    path: '/api/v1/deliveries/:deliveryId/repeat',
    summary:
      'Lets the approved item go out again every so many weeks, months or years at the same wall time, as approved',
    access: 'person',
    params,
    body: z.object({ every: repeatEvery, step: z.number().int().min(1).max(52).default(1), until: day }),
    response: delivery,
  }),
  stopRepeat: endpoint({
    method: 'POST',
    path: '/api/v1/deliveries/:deliveryId/repeat/stop',
    summary: 'Ends the repeats of its item: what is to come is cancelled; repeating it changes nothing',
    access: 'person',
    params,
    response: delivery,
  }),
  listHolds: endpoint({
    method: 'GET',
    path: '/api/v1/holds',
    summary: 'Holds that touch what the caller may see; those in force, or also past ones',
    access: 'person',
    query: z.object({ missionId: missionId.optional(), includePast: z.stringbool().default(false) }),
    response: z.object({ holds: z.array(hold) }),
  }),
  createHold: endpoint({
    method: 'POST',
    path: '/api/v1/holds',
    summary: 'Holds deliveries of a scope; in force from the moment it is answered',
    access: 'person',
    body: z.object({
      kind: holdKind.default('pause'),
      scopeKind: holdScopeKind,
      scopeValue: z.string().min(1).max(100).default('*'),
      reason,
      startsAt: instant.optional(),
      endsAt: instant.nullable().default(null),
      exemptKinds: z.array(itemKind).default([]),
    }),
    idempotent: true,
    status: 201,
    response: hold,
  }),
  liftHold: endpoint({
    method: 'POST',
    path: '/api/v1/holds/:holdId/lift',
    summary: 'Lifts a hold. What it stopped waits for confirmation, except after an embargo',
    access: 'person',
    params: z.object({ holdId: id }),
    response: hold,
  }),
}
