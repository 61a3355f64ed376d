import { z } from 'zod'
import { day, id, instant, language, missionId, objectiveCode } from './common.ts'
import { endpoint } from './endpoint.ts'
import { riskTier } from './items.ts'
import { media } from './media.ts'
import { peerGroup } from './missions.ts'

/** The locked core in one language: `message` stays word for word in every item made from the kit. */
export const kitCore = z.object({
  language,
  headline: z.string().max(200),
  message: z.string().max(2000),
  facts: z.array(z.string().min(1).max(500)).max(20).default([]),
  /** A whole post around the core, for missions to start from. */
  example: z.string().max(5000).default(''),
  isMaster: z.boolean().default(false),
})
export type KitCore = z.output<typeof kitCore>

const personName = z.object({ id, name: z.string() })

/** A stored core: who approved it for missions. null = headquarters alone sees it, and it locks nothing. */
export const approvedCore = kitCore.extend({
  approvedBy: personName.nullable(),
  approvedAt: instant.nullable(),
})
export type ApprovedCore = z.output<typeof approvedCore>

/** A picture that comes with the kit; it belongs to headquarters. */
export const kitAssetInput = z.object({ mediaId: id, note: z.string().max(300).default('') })

/** A part that the mission fills as it likes. */
export const openPart = z.object({ kind: z.enum(['hook', 'language', 'partner', 'time']), hint: z.string().max(500) })
export type OpenPart = z.output<typeof openPart>

export const kitAsset = kitAssetInput.extend(
  media.pick({
    contentType: true,
    bytes: true,
    width: true,
    height: true,
    credit: true,
    licence: true,
    expiresOn: true,
    url: true,
  }).shape,
)

/** 200 languages at most: a kit for every mission may need some seventy. */
export const kitInput = z.object({
  cores: z.array(kitCore).max(200),
  openParts: z.array(openPart).max(12),
  mustSay: z.array(z.string().min(1).max(200)).max(20),
  mustNotSay: z.array(z.string().min(1).max(200)).max(20),
  assets: z.array(kitAssetInput).max(60).optional(),
  /** Facts of the register that the core leans on; when one turns out wrong, the kit's users are told. */
  factIds: z.array(id).max(60).optional(),
})
export type KitInput = z.output<typeof kitInput>

export const kit = kitInput.extend({
  cores: z.array(approvedCore),
  assets: z.array(kitAsset),
  factIds: z.array(id),
})
export type Kit = z.output<typeof kit>

/** What a strategist or editor fills in; all of it is needed at release, none of it while it is a draft. */
export const campaignDraft = z.object({
  title: z.string().trim().min(1).max(200),
  objectiveCode,
  /** Measurable: a number and what it counts (CAM-01). */
  goal: z.string().max(1000),
  baseline: z.string().max(1000),
  /** The rest of OASIS: audience and insight, strategy, implementation, scoring. */
  audience: z.string().max(2000).default(''),
  strategy: z.string().max(2000).default(''),
  implementation: z.string().max(2000).default(''),
  scoring: z.string().max(2000).default(''),
  /** How headquarters had to clear it; an item that keeps the core needs no second clearance (APR-07). */
  riskTier: riskTier.default('routine'),
  startsOn: day,
  endsOn: day,
  obligation: z.enum(['mandatory', 'recommended']),
  embargoUntil: instant.nullable(),
  targetAt: instant.nullable(),
  kit: kitInput,
})
export type CampaignDraft = z.output<typeof campaignDraft>

export const campaignStatus = z.enum(['draft', 'released', 'ended', 'withdrawn'])

/** Answers of the addressed missions. `denominator` leaves accepted refusals out (CAM-04). */
export const adoptionCounts = z.object({
  addressed: z.number().int(),
  pending: z.number().int(),
  taken: z.number().int(),
  adapted: z.number().int(),
  declined: z.number().int(),
  refusalsAccepted: z.number().int(),
  denominator: z.number().int(),
})
export type AdoptionCounts = z.output<typeof adoptionCounts>

export const campaign = campaignDraft.extend({
  id,
  kit,
  status: campaignStatus,
  releasedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
  /** Of a kit that a mission offers to its peers: whose it is. null = headquarters' own. */
  credit: z.object({ missionId, shortName: z.string() }).nullable(),
  /** null in a peer's kit: peers learn the mission, not the person. */
  createdBy: personName.nullable(),
  createdAt: instant,
  updatedAt: instant,
  revision: z.number().int(),
  counts: adoptionCounts,
})
export type Campaign = z.output<typeof campaign>

export const campaignRow = campaign.omit({ kit: true })
export type CampaignRow = z.output<typeof campaignRow>

export const answer = z.enum(['taken', 'adapted', 'declined'])
export const assignment = z.object({
  campaignId: id,
  missionId,
  status: z.enum(['pending', 'taken', 'adapted', 'declined']),
  reason: z.string().nullable(),
  answeredBy: z.object({ id, name: z.string() }).nullable(),
  answeredAt: instant.nullable(),
  refusalAcceptedBy: z.object({ id, name: z.string() }).nullable(),
  refusalAcceptedAt: instant.nullable(),
})
export type Assignment = z.output<typeof assignment>

/** One mission's row of the adoption list. */
export const adoptionRow = assignment.extend({
  shortName: z.string(),
  regionId: z.string(),
  timezone: z.string(),
  weekend: z.array(z.number().int()),
  /** Items made from the kit, by where they stand. */
  items: z.object({ draft: z.number().int(), inReview: z.number().int(), approved: z.number().int() }),
  /** First published message of the kit, whoever posted it. */
  publication: z
    .object({
      at: instant,
      how: z.enum(['adapted', 'as_is']),
      /** Working hours of the mission from when it could first publish (CAM-05). */
      workingHours: z.number(),
      /** Working hours after the target; 0 in time. */
      lateHours: z.number(),
    })
    .nullable(),
  /** Working hours of the mission from release to answer; null while it has not answered. */
  answerHours: z.number().nullable(),
})
export type AdoptionRow = z.output<typeof adoptionRow>

export const adoption = z.object({
  campaignId: id,
  counts: adoptionCounts,
  /** From here working hours are counted: the release, or the end of an embargo. */
  openFrom: instant.nullable(),
  published: z.object({ adapted: z.number().int(), asIs: z.number().int() }),
  /** Half of the publications in sight came within so many working hours; null without any. */
  medianHours: z.number().nullable(),
  missions: z.array(adoptionRow),
})
export type Adoption = z.output<typeof adoption>

/**
 * Everyone, whole regions, peer groups, countries (missions there and those accredited to them), or named missions;
 * resolved at release. Headquarters is never addressed.
 */
export const addressees = z.discriminatedUnion('to', [
  z.object({ to: z.literal('all') }),
  z.object({ to: z.literal('regions'), regionIds: z.array(z.string()).min(1).max(50) }),
  z.object({ to: z.literal('peer_groups'), peerGroups: z.array(peerGroup).min(1).max(3) }),
  z.object({
    to: z.literal('countries'),
    countries: z
      .array(z.string().regex(/^[A-Z]{2}$/))
      .min(1)
      .max(200),
  }),
  z.object({ to: z.literal('missions'), missionIds: z.array(missionId).min(1).max(1000) }),
])
export type Addressees = z.output<typeof addressees>

/** What a release to these addressees would do now. */
export const addressing = z.object({
  /** Open missions that are meant. */
  missions: z.number().int(),
  /** Of them, not addressed yet. */
  fresh: z.number().int(),
  byRegion: z.array(z.object({ regionId: z.string(), missions: z.number().int() })),
  /** Fresh missions whose working languages include none that the kit has an approved core in. */
  withoutLanguage: z.number().int(),
})
export type Addressing = z.output<typeof addressing>

/** How a mission settled what it had published: a correction, an edit in place, a deletion, or nothing needed. */
export const correctionState = z.enum(['open', 'corrected', 'edited', 'deleted', 'not_needed', 'cancelled'])

export const correctionTask = z.object({
  id,
  recallId: id,
  missionId,
  state: correctionState,
  note: z.string(),
  url: z.string().nullable(),
  correctionItemId: id.nullable(),
  doneBy: personName.nullable(),
  doneAt: instant.nullable(),
  createdAt: instant,
})
export type CorrectionTask = z.output<typeof correctionTask>

/** What a recall found at one mission. */
export const recallMission = z.object({
  missionId,
  shortName: z.string(),
  regionId: z.string(),
  items: z.array(
    z.object({
      itemId: id,
      title: z.string(),
      /** As it stood when the recall came. */
      itemStatus: z.string(),
      /** Deliveries then: surely not out and held; out or perhaps out. */
      held: z.number().int(),
      out: z.number().int(),
      /** open: waits for the mission; revised: approved anew; kept: found right as it is; undone: the recall was. */
      state: z.enum(['open', 'revised', 'kept', 'undone']),
    }),
  ),
  /** Published messages, whoever wrote them, with a link to each post. */
  messages: z.array(z.object({ messageId: id, itemId: id.nullable(), urls: z.array(z.string()) })),
  task: correctionTask.nullable(),
})
export type RecallMission = z.output<typeof recallMission>

/** A change of what missions already work with, and how far they are. */
export const recall = z.object({
  id,
  cause: z.enum(['amended', 'withdrawn', 'fact']),
  campaignId: id.nullable(),
  factId: id.nullable(),
  reason: z.string(),
  /** Words that a correction may use. */
  notice: z.string(),
  createdBy: personName.nullable(),
  createdAt: instant,
  undoneAt: instant.nullable(),
  counts: z.object({
    missions: z.number().int(),
    items: z.number().int(),
    /** Items that wait for their mission. */
    open: z.number().int(),
    held: z.number().int(),
    out: z.number().int(),
    tasks: z.number().int(),
    tasksDone: z.number().int(),
  }),
  /** Those the caller may read, by region and name. */
  missions: z.array(recallMission),
})
export type Recall = z.output<typeof recall>

/** Another kit that asks the same missions for the same objective at the same time (CAM-06). */
export const overlap = z.object({
  campaignId: id,
  title: z.string(),
  startsOn: day,
  endsOn: day,
  credit: z.object({ missionId, shortName: z.string() }).nullable(),
  /** Days on which both run. */
  from: day,
  to: day,
  /** Missions that both address. */
  missions: z.number().int(),
  shortNames: z.array(z.string()),
})
export type Overlap = z.output<typeof overlap>

const recallWords = {
  /** What changed and why, for the people of missions. */
  reason: z.string().trim().min(10).max(2000),
  /** Suggested words of a correction. */
  notice: z.string().trim().max(2000).default(''),
}

const params = z.object({ campaignId: id })
const recallParams = z.object({ recallId: id })
const answerParams = z.object({ campaignId: id, missionId })

export const campaignEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/campaigns',
    summary: 'Campaigns: drafts for headquarters, released ones for the missions they address',
    access: 'person',
    query: z.object({ status: campaignStatus.optional() }),
    response: z.object({ campaigns: z.array(campaignRow) }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/v1/campaigns',
    summary: 'Starts a campaign with its kit, as a draft',
    access: 'person',
    body: campaignDraft,
    idempotent: true,
    status: 201,
    response: campaign,
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/v1/campaigns/:campaignId',
    summary: 'One campaign with its kit',
    access: 'person',
    params,
    response: campaign,
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/v1/campaigns/:campaignId',
    summary: 'Saves a draft. Refused with 409 when someone saved since `revision`, or after release',
    access: 'person',
    params,
    body: campaignDraft.extend({ revision: z.number().int().min(1) }),
    response: campaign,
  }),
  release: endpoint({
    method: 'POST',
    path: '/api/v1/campaigns/:campaignId/release',
    summary: 'Releases the kit to missions. A second release addresses further missions',
    access: 'person',
    params,
    body: addressees,
    response: campaign,
  }),
  addressing: endpoint({
    method: 'POST',
    path: '/api/v1/campaigns/:campaignId/addressing',
    summary: 'Counts the missions that a release would reach; changes nothing',
    access: 'person',
    params,
    body: addressees,
    response: addressing,
  }),
  saveCore: endpoint({
    method: 'PUT',
    path: '/api/v1/campaigns/:campaignId/cores/:language',
    summary: 'Writes the core in one further language, before or after release. It waits for an approval',
    access: 'person',
    params: params.extend({ language }),
    body: kitCore.omit({ language: true, isMaster: true }),
    response: campaign,
  }),
  approveCore: endpoint({
    method: 'POST',
    path: '/api/v1/campaigns/:campaignId/cores/:language/approve',
    summary: 'Headquarters approves the core in one language, by somebody other than who wrote it',
    access: 'person',
    params: params.extend({ language }),
    response: campaign,
  }),
  amend: endpoint({
    method: 'POST',
    path: '/api/v1/campaigns/:campaignId/amend',
    summary:
      'Changes a released kit. What missions have not sent is held, what they published gets a correction task; both are listed',
    access: 'person',
    params,
    body: z.object({ revision: z.number().int().min(1), kit: kitInput, ...recallWords }),
    response: z.object({ campaign, recall: recall.nullable() }),
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/api/v1/campaigns/:campaignId/withdraw',
    summary: 'Withdraws a released kit; held and listed as an amendment does',
    access: 'person',
    params,
    body: z.object(recallWords),
    response: z.object({ campaign, recall }),
  }),
  undoWithdrawal: endpoint({
    method: 'POST',
    path: '/api/v1/campaigns/:campaignId/withdraw/undo',
    summary: 'Takes a withdrawal back. What it held waits for a confirmation by its mission',
    access: 'person',
    params,
    response: campaign,
  }),
  recalls: endpoint({
    method: 'GET',
    path: '/api/v1/campaigns/:campaignId/recalls',
    summary: 'Amendments and withdrawal of a kit, newest first, with what they reached and how far it is settled',
    access: 'person',
    params,
    response: z.object({ recalls: z.array(recall) }),
  }),
  recall: endpoint({
    method: 'GET',
    path: '/api/v1/recalls/:recallId',
    summary: 'One recall with what it reached at the missions that the caller may read',
    access: 'person',
    params: recallParams,
    response: recall,
  }),
  corrections: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/corrections',
    summary: 'Recalls that wait for this mission, newest first',
    access: 'person',
    params: z.object({ missionId }),
    response: z.object({ recalls: z.array(recall) }),
  }),
  correct: endpoint({
    method: 'PUT',
    path: '/api/v1/recalls/:recallId/corrections/:missionId',
    summary:
      'The mission says how it settled what it had published. A correction names its item or link; nothing is erased',
    access: 'person',
    params: recallParams.extend({ missionId }),
    body: z.object({
      state: z.enum(['corrected', 'edited', 'deleted', 'not_needed']),
      note: z.string().trim().max(2000).default(''),
      url: z.url().max(2000).optional(),
      correctionItemId: id.optional(),
    }),
    response: recall,
  }),
  keepItem: endpoint({
    method: 'POST',
    path: '/api/v1/recalls/:recallId/items/:itemId/keep',
    summary: 'The head of mission finds an item right as it is; its deliveries wait for a confirmation',
    access: 'person',
    params: recallParams.extend({ itemId: id }),
    response: recall,
  }),
  overlaps: endpoint({
    method: 'GET',
    path: '/api/v1/campaigns/:campaignId/overlaps',
    summary: 'Kits with the same objective whose days and missions overlap with this one',
    access: 'person',
    params,
    response: z.object({ overlaps: z.array(overlap) }),
  }),
  offer: endpoint({
    method: 'POST',
    path: '/api/v1/items/:itemId/offer',
    summary:
      'A mission offers an approved item of its own as a kit to its peers, with credit; texts only, nothing locked',
    access: 'person',
    params: z.object({ itemId: id }),
    body: z.object({ to: z.enum(['peer_group', 'region']), hint: z.string().trim().max(500).default('') }),
    status: 201,
    response: campaign,
  }),
  endOffer: endpoint({
    method: 'POST',
    path: '/api/v1/campaigns/:campaignId/end-offer',
    summary: 'The mission stops offering its kit; what peers made of it stays theirs',
    access: 'person',
    params,
    response: campaign,
  }),
  adoption: endpoint({
    method: 'GET',
    path: '/api/v1/campaigns/:campaignId/adoption',
    summary: 'Answers and publications by mission with their working hours, alphabetical within the region',
    access: 'person',
    params,
    response: adoption,
  }),
  kits: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/kits',
    summary: 'Kits addressed to a mission with its own answers; open ones first, then by target time',
    access: 'person',
    params: z.object({ missionId }),
    response: z.object({ kits: z.array(z.object({ campaign, assignment })) }),
  }),
  answer: endpoint({
    method: 'PUT',
    path: '/api/v1/campaigns/:campaignId/answers/:missionId',
    summary: 'The mission takes the kit, adapts it, or declines with a reason of at least 10 characters',
    access: 'person',
    params: answerParams,
    body: z.object({ answer, reason: z.string().trim().max(2000).optional() }),
    response: assignment,
  }),
  acceptRefusal: endpoint({
    method: 'POST',
    path: '/api/v1/campaigns/:campaignId/answers/:missionId/accept',
    summary: 'The regional desk accepts a refusal; it leaves the denominator',
    access: 'person',
    params: answerParams,
    response: assignment,
  }),
}
