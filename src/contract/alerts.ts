import { z } from 'zod'
import { id, instant, language, localTime, missionId } from './common.ts'
import { endpoint } from './endpoint.ts'
import { itemKind } from './items.ts'

/** Siaga 1 is the gravest. */
export const alertLevel = z.union([z.literal(1), z.literal(2), z.literal(3)])
export type AlertLevel = z.output<typeof alertLevel>
export const scenario = z.enum(['evacuation', 'conflict', 'unrest', 'disaster', 'health', 'accident', 'other'])
export type Scenario = z.output<typeof scenario>

/** What is said in one language. The Indonesian one is the master and never missing. */
export const alertText = z.object({
  language,
  title: z.string().trim().min(3).max(120),
  situation: z.string().trim().max(2000).default(''),
  /** What people must do, in order; whole sentences. */
  instructions: z.array(z.string().trim().min(3).max(300)).min(1).max(10),
})
export type AlertText = z.output<typeof alertText>

export const hotline = z.object({
  label: z.string().trim().min(2).max(80),
  /** As it is dialled, or an address that begins with https. */
  number: z.string().trim().min(3).max(200),
  kind: z.enum(['phone', 'whatsapp', 'link']),
  /** Of the mission, of another mission nearby, or of the directorate for citizens abroad. */
  side: z.enum(['mission', 'neighbour', 'directorate']),
})
export type Hotline = z.output<typeof hotline>

/** One saying of an alert: whole, numbered, never changed afterwards. */
const content = z.object({
  level: alertLevel,
  /** Provinces or places; empty = the whole country. */
  areas: z.array(z.string().trim().min(2).max(80)).max(60).default([]),
  /** Where areas are named: the level in the rest of the country, if any. */
  elsewhereLevel: alertLevel.nullable().default(null),
  texts: z.array(alertText).min(1).max(12),
  hotlines: z.array(hotline).min(1).max(12),
  /** By when people hear again. */
  nextUpdateAt: instant,
  /** When whoever decides came to know of it; one to come counts as now, so that a wrong clock stops nothing. */
  knownAt: instant,
})
export type AlertContent = z.output<typeof content>

const personName = z.object({ id, name: z.string() })

export const alertUpdate = content.extend({
  number: z.number().int(),
  kind: z.enum(['raised', 'update', 'stand_down']),
  /** null after the end. */
  nextUpdateAt: instant.nullable(),
  decidedAt: instant,
  decidedBy: personName,
  capacity: z.string(),
  /** When it first stood on a page that anybody can open; null = on its way, or a drill. */
  publicAt: instant.nullable(),
})
export type AlertUpdate = z.output<typeof alertUpdate>

export const alertRow = z.object({
  id,
  missionId,
  slug: z.string(),
  /** A drill reaches nobody outside the mission. */
  isDrill: z.boolean(),
  scenario,
  countryIso2: z.string(),
  status: z.enum(['open', 'stood_down', 'closed']),
  level: alertLevel,
  areas: z.array(z.string()),
  elsewhereLevel: alertLevel.nullable(),
  title: z.string(),
  number: z.number().int(),
  startsAt: instant,
  updatedAt: instant,
  nextUpdateAt: instant.nullable(),
  /** Its next update is overdue (CRI-07). */
  isStale: z.boolean(),
  /** Path of its public page; null for a drill. */
  page: z.string().nullable(),
})
export type AlertRow = z.output<typeof alertRow>

/** An item that an alert holds, or let through. */
const heldItem = z.object({
  itemId: id,
  missionId,
  title: z.string(),
  kind: itemKind,
  networks: z.array(z.string()),
  dueAt: instant,
  /** Why somebody let it through; null = it is held. */
  exception: z.string().nullable(),
})
export type HeldItem = z.output<typeof heldItem>

const sending = z.object({
  deliveryId: id,
  number: z.number().int(),
  network: z.string(),
  handle: z.string(),
  state: z.string(),
  sentAt: instant.nullable(),
  url: z.string().nullable(),
})

export const afterAction = z.object({
  worked: z.string().trim().min(3).max(4000),
  failed: z.string().trim().min(3).max(4000),
  actions: z.string().trim().min(3).max(4000),
})

export const alert = alertRow.extend({
  /** The server's clock: a device's own may be wrong. */
  now: instant,
  /** Newest first. */
  updates: z.array(alertUpdate),
  held: z.array(heldItem),
  sendings: z.array(sending),
  afterAction: afterAction.extend({ writtenBy: personName, writtenAt: instant }).nullable(),
  /** What happened, by the audit: at, what, who. */
  timeline: z.array(z.object({ at: instant, action: z.string(), by: z.string().nullable() })),
  can: z.object({ update: z.boolean(), standDown: z.boolean(), close: z.boolean() }),
})
export type Alert = z.output<typeof alert>

/** What everybody may read of an alert. */
export const publicAlert = z.object({
  slug: z.string(),
  missionId,
  missionName: z.string(),
  countryIso2: z.string(),
  scenario,
  status: z.enum(['open', 'over']),
  level: alertLevel,
  areas: z.array(z.string()),
  elsewhereLevel: alertLevel.nullable(),
  startsAt: instant,
  number: z.number().int(),
  texts: z.array(alertText),
  hotlines: z.array(hotline),
  decidedAt: instant,
  publicAt: instant.nullable(),
  nextUpdateAt: instant.nullable(),
  isStale: z.boolean(),
  page: z.string(),
})
export type PublicAlert = z.output<typeof publicAlert>

const crisisTextKind = z.enum(['holding_statement', 'dark_page'])
const crisisTextDraft = z.object({
  kind: crisisTextKind,
  scenario,
  texts: z.array(alertText).min(1).max(12),
})
export const crisisText = crisisTextDraft.extend({
  id,
  missionId,
  revision: z.number().int(),
  reviewedAt: instant,
  reviewedBy: personName.nullable(),
  reviewDueAt: instant,
  isOverdue: z.boolean(),
  mayChange: z.boolean(),
})
export type CrisisText = z.output<typeof crisisText>

export const pauseOccasion = z.enum(['mourning', 'quiet_period', 'respect', 'other'])
export const pause = z.object({
  id,
  occasion: pauseOccasion,
  title: z.string(),
  /** What the public may be told while it holds. */
  wording: z.object({ id: z.string(), en: z.string() }),
  sign: z.enum(['ribbon', 'plain']),
  scopeKind: z.enum(['ministry', 'region', 'mission']),
  scopeValue: z.string(),
  startsAt: instant,
  endsAt: instant.nullable(),
  exemptKinds: z.array(itemKind),
  state: z.enum(['coming', 'running', 'over']),
  /** Deliveries it holds now, and that wait for a word after it; of those the caller may see. */
  heldCount: z.number().int(),
  orderedBy: personName.nullable(),
  mayEnd: z.boolean(),
})
export type Pause = z.output<typeof pause>

const alertParams = z.object({ alertId: id })
const textParams = z.object({ crisisTextId: id })

export const alertEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/alerts',
    summary: 'Alerts and drills of the missions the caller reads, gravest first; and public ones of others',
    access: 'person',
    query: z.object({ missionId: missionId.optional(), includeClosed: z.stringbool().default(false) }),
    response: z.object({
      alerts: z.array(alertRow),
      elsewhere: z.array(publicAlert),
      /** Items of these missions that an alert holds or let through, whoever raised it. */
      held: z.array(heldItem),
    }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/v1/alerts/:alertId',
    summary: 'One alert whole: every update with its instants, what it holds, where it went out',
    access: 'person',
    params: alertParams,
    response: alert,
  }),
  preparation: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/alert-preparation',
    summary: 'What raising an alert begins with: prepared texts, hotlines used last, who is told, what would be held',
    access: 'person',
    params: z.object({ missionId }),
    query: z.object({ scenario: scenario.default('evacuation') }),
    response: z.object({
      /** The server's clock: a device's own may be wrong. */
      now: instant,
      /** In which capacity the caller may publish; null = somebody else must. */
      capacity: z.string().nullable(),
      texts: z.array(alertText),
      textsFrom: z.enum(['mission', 'ministry', 'installation']),
      hotlines: z.array(hotline),
      countryIso2: z.string(),
      languages: z.array(language),
      accounts: z.array(
        z.object({ id, network: z.string(), handle: z.string(), way: z.enum(['at_once', 'by_hand', 'needs_picture']) }),
      ),
      wouldHold: z.number().int(),
      neighbours: z.array(z.object({ id: missionId, name: z.string() })),
    }),
  }),
  raise: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/alerts',
    summary: 'Publishes an alert without ordinary review, or begins a drill; holds promotion at once',
    access: 'person',
    idempotent: true,
    status: 201,
    params: z.object({ missionId }),
    body: content.extend({ scenario, isDrill: z.boolean().default(false), startsAt: instant.optional() }),
    response: alert,
  }),
  update: endpoint({
    method: 'POST',
    path: '/api/v1/alerts/:alertId/updates',
    summary: 'Publishes the next numbered update',
    access: 'person',
    idempotent: true,
    status: 201,
    params: alertParams,
    /** `after`: number of the update that the caller saw last. */
    body: content.extend({ after: z.number().int().min(1) }),
    response: alert,
  }),
  standDown: endpoint({
    method: 'POST',
    path: '/api/v1/alerts/:alertId/stand-down',
    summary: 'Says that it is over; what was held waits for a word',
    access: 'person',
    idempotent: true,
    params: alertParams,
    body: z.object({ after: z.number().int().min(1), texts: z.array(alertText).min(1).max(12) }),
    response: alert,
  }),
  close: endpoint({
    method: 'POST',
    path: '/api/v1/alerts/:alertId/after-action',
    summary: 'Keeps what worked and what did not, and closes the alert',
    access: 'person',
    params: alertParams,
    body: afterAction,
    response: alert,
  }),
  except: endpoint({
    method: 'POST',
    path: '/api/v1/items/:itemId/alert-exception',
    summary: 'Lets one item of the own mission through that an alert holds, with a reason',
    access: 'person',
    params: z.object({ itemId: id }),
    body: z.object({ reason: z.string().trim().min(3).max(500) }),
    /** Deliveries that go on. */
    response: z.object({ freed: z.number().int() }),
  }),
  public: endpoint({
    method: 'GET',
    path: '/api/v1/public/alerts',
    summary: 'Alerts in force and those of the last 30 days, as everybody may read them',
    access: 'public',
    response: z.object({ alerts: z.array(publicAlert) }),
  }),
  texts: endpoint({
    method: 'GET',
    path: '/api/v1/crisis-texts',
    summary: 'Holding statements and dark pages ready by scenario, those whose review is overdue first',
    access: 'person',
    query: z.object({ missionId: missionId.optional() }),
    response: z.object({ texts: z.array(crisisText) }),
  }),
  addText: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/crisis-texts',
    summary: 'Prepares a text for a scenario; headquarters’ serve every mission',
    access: 'person',
    idempotent: true,
    status: 201,
    params: z.object({ missionId }),
    body: crisisTextDraft,
    response: crisisText,
  }),
  changeText: endpoint({
    method: 'PUT',
    path: '/api/v1/crisis-texts/:crisisTextId',
    summary: 'Changes a prepared text; that is a review too',
    access: 'person',
    params: textParams,
    body: crisisTextDraft.extend({ revision: z.number().int().min(1) }),
    response: crisisText,
  }),
  reviewText: endpoint({
    method: 'POST',
    path: '/api/v1/crisis-texts/:crisisTextId/review',
    summary: 'Says that a prepared text is still right; due again in 90 days',
    access: 'person',
    params: textParams,
    response: crisisText,
  }),
  retireText: endpoint({
    method: 'DELETE',
    path: '/api/v1/crisis-texts/:crisisTextId',
    summary: 'Takes a prepared text out of use',
    access: 'person',
    status: 204,
    params: textParams,
    response: z.null(),
  }),
  pauses: endpoint({
    method: 'GET',
    path: '/api/v1/pauses',
    summary: 'Pauses that touch what the caller sees: coming, running, and over within 30 days',
    access: 'person',
    response: z.object({ pauses: z.array(pause) }),
  }),
  orderPause: endpoint({
    method: 'POST',
    path: '/api/v1/pauses',
    summary: 'Holds everything scheduled of a scope; nothing is deleted, safety goes on',
    access: 'person',
    idempotent: true,
    status: 201,
    body: z.object({
      scopeKind: z.enum(['ministry', 'region', 'mission']),
      scopeValue: z.string().min(1).max(100).default('*'),
      occasion: pauseOccasion,
      title: z.string().trim().min(3).max(120),
      wording: z.object({ id: z.string().trim().min(3).max(500), en: z.string().trim().max(500).default('') }),
      sign: z.enum(['ribbon', 'plain']).default('ribbon'),
      startsAt: instant.optional(),
      endsAt: instant.nullable().default(null),
      /** What goes out all the same; services and emergencies always do. */
      exemptKinds: z.array(itemKind).default([]),
    }),
    response: pause,
  }),
  endPause: endpoint({
    method: 'POST',
    path: '/api/v1/pauses/:holdId/end',
    summary: 'Sets when a pause ends; now where no instant is given',
    access: 'person',
    params: z.object({ holdId: id }),
    body: z.object({ endsAt: instant.optional() }),
    response: pause,
  }),
  settle: endpoint({
    method: 'POST',
    path: '/api/v1/deliveries-after-hold',
    summary: 'A person’s word on many deliveries that wait after a hold: go on, move, or cancel. Each by itself',
    access: 'person',
    body: z.object({
      deliveries: z
        .array(
          z.object({
            deliveryId: id,
            act: z.enum(['confirm', 'cancel', 'move']),
            /** For `move`: wall time and zone. */
            dueLocal: localTime.optional(),
            dueZone: z.string().max(60).optional(),
          }),
        )
        .min(1)
        .max(200),
    }),
    response: z.object({
      done: z.number().int(),
      /** Those that changed meanwhile, with the sentence why. */
      refused: z.array(z.object({ deliveryId: id, key: z.string(), detail: z.string() })),
    }),
  }),
}
