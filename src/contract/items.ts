import { z } from 'zod'
import { day, id, instant, language, localTime, missionId, objectiveCode, page, pageQuery } from './common.ts'
import { endpoint } from './endpoint.ts'
import { media } from './media.ts'
import { textMeasureSchema } from './platform-profile.ts'

/** What an item is (CON-02): tujuan, kegiatan+tujuan, kegiatan, protokoler, layanan, darurat. */
export const itemKind = z.enum(['purpose', 'activity_purpose', 'activity', 'protocol', 'service', 'emergency'])
export type ItemKind = z.output<typeof itemKind>
export const itemStatus = z.enum(['draft', 'in_review', 'returned', 'approved', 'withdrawn'])
export type ItemStatus = z.output<typeof itemStatus>
/** rutin: head of mission. sensitif: also the regional desk. kebijakan/luas: also an editor of headquarters (APR-01). */
export const riskTier = z.enum(['routine', 'sensitive', 'policy'])
export type RiskTier = z.output<typeof riskTier>

export const objectiveWeight = z.object({ code: objectiveCode, weight: z.number().gt(0).max(1) })
export type ObjectiveWeight = z.output<typeof objectiveWeight>

/** A language version as its author saves it. The version in the home language is the master. */
export const itemTextInput = z.object({
  language,
  text: z.string().max(20_000),
  /** Ringkasan makna: what it says, in the home language, for whoever approves. */
  gist: z.string().max(2000).default(''),
  translatorName: z.string().max(200).default(''),
  /** True = checked against the master as it is now, although its words stay. */
  isChecked: z.boolean().optional(),
})
export type ItemTextInput = z.output<typeof itemTextInput>

export const linkCard = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  title: z.string().max(300).default(''),
  description: z.string().max(1000).default(''),
})
export type LinkCard = z.output<typeof linkCard>

export const variantInput = z.object({
  accountId: id,
  language,
  /** null = the language version as it stands. */
  textOverride: z.string().max(20_000).nullable().default(null),
  link: linkCard.nullable().default(null),
})
export type VariantInput = z.output<typeof variantInput>

/** Everything the editor saves at once. A draft may have gaps; submitting names them. */
export const itemDraft = z.object({
  title: z.string().max(300).default(''),
  kind: itemKind,
  objectives: z.array(objectiveWeight).max(2).default([]),
  /** Untuk apa? */
  aim: z.string().max(1000).default(''),
  /** Untuk siapa? */
  audience: z.string().max(1000).default(''),
  /** Apa manfaatnya? */
  benefit: z.string().max(1000).default(''),
  /** Apa langkah berikutnya? */
  desiredAction: z.string().max(1000).default(''),
  campaignId: id.nullable().default(null),
  /** The author's own warning; the kit's rules may raise the tier further. */
  isSensitive: z.boolean().default(false),
  sensitiveReason: z.string().max(1000).default(''),
  /** The author says: it speaks for the government's policy or to a wide public. */
  isPolicy: z.boolean().optional(),
  texts: z.array(itemTextInput).max(20).default([]),
  /** Facts of the register that the text leans on; left out, they stay as they are. */
  facts: z.array(id).max(20).optional(),
  /** Narratives that the text says; left out, they stay as they are. Outside its days one needs a reason. */
  narratives: z
    .array(z.object({ id, overrideReason: z.string().max(500).default('') }))
    .max(5)
    .optional(),
  media: z
    .array(z.object({ mediaId: id, altText: z.string().max(2000).default('') }))
    .max(10)
    .default([]),
  variants: z.array(variantInput).max(30).default([]),
  /** Wall time at the mission and its IANA zone; both or neither. */
  plannedLocal: localTime.nullable().default(null),
  plannedZone: z.string().max(60).nullable().default(null),
})
export type ItemDraft = z.output<typeof itemDraft>

/** A gap or a warning, as a sentence. `block`: submitting is refused while it stands. */
export const itemIssue = z.object({
  path: z.string(),
  key: z.string(),
  severity: z.enum(['block', 'warn']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  detail: z.string(),
})
export type ItemIssue = z.output<typeof itemIssue>

export const itemText = itemTextInput.omit({ isChecked: true }).extend({
  isMaster: z.boolean(),
  /** "perlu disesuaikan": the master changed after this version was made. */
  needsAdjustment: z.boolean(),
  revision: z.number().int(),
  masterRevision: z.number().int(),
  updatedAt: instant,
})
export type ItemText = z.output<typeof itemText>

export const variant = variantInput.extend({
  id,
  network: z.string(),
  handle: z.string(),
  accountStatus: z.string(),
  /** What will stand on the network. */
  text: z.string(),
  measure: textMeasureSchema,
})
export type Variant = z.output<typeof variant>

export const itemRow = z.object({
  id,
  missionId,
  campaignId: id.nullable(),
  title: z.string(),
  kind: itemKind,
  status: itemStatus,
  riskTier,
  objectives: z.array(objectiveWeight),
  author: z.object({ id, name: z.string() }),
  plannedLocal: localTime.nullable(),
  plannedZone: z.string().nullable(),
  /** The instant of the planned time, derived. */
  plannedAt: instant.nullable(),
  networks: z.array(z.string()),
  revision: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
  submittedAt: instant.nullable(),
})
export type ItemRow = z.output<typeof itemRow>

/** A picture as one network of this item gets it, where that differs from the picture itself. */
export const mediaFit = z.object({
  network: z.string(),
  sha256: z.string(),
  contentType: z.string(),
  bytes: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
})
export type MediaFit = z.output<typeof mediaFit>

export const item = itemRow.extend({
  aim: z.string(),
  audience: z.string(),
  benefit: z.string(),
  desiredAction: z.string(),
  isSensitive: z.boolean(),
  sensitiveReason: z.string(),
  isPolicy: z.boolean(),
  texts: z.array(itemText),
  facts: z.array(id),
  narratives: z.array(z.object({ id, overrideReason: z.string(), title: z.string(), validUntil: day.nullable() })),
  media: z.array(z.object({ mediaId: id, altText: z.string(), media, fits: z.array(mediaFit) })),
  variants: z.array(variant),
  /** What still blocks submitting, and what is only worth a look. */
  issues: z.array(itemIssue),
  /** Why the tier is sensitive, as sentences. */
  riskReasons: z.array(z.string()),
  /** Last comment with which a reviewer returned it. */
  returnedComment: z.string().nullable(),
})
export type Item = z.output<typeof item>

const params = z.object({ itemId: id })

export const itemEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/items',
    summary: 'Items the caller may read, newest change first',
    access: 'person',
    query: pageQuery.extend({
      missionId: missionId.optional(),
      status: itemStatus.optional(),
      campaignId: id.optional(),
    }),
    response: page(itemRow),
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/v1/items',
    summary: 'Starts an item of a mission',
    access: 'person',
    body: itemDraft.extend({ missionId }),
    idempotent: true,
    status: 201,
    response: item,
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/v1/items/:itemId',
    summary: 'One item with texts, variants, measures and open issues',
    access: 'person',
    params,
    response: item,
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/v1/items/:itemId',
    summary:
      'Saves an item. 409 when someone saved since `revision` (nothing of either is lost). An item in review or approved becomes a draft again',
    access: 'person',
    params,
    body: itemDraft.extend({ revision: z.number().int().min(1) }),
    response: item,
  }),
  plan: endpoint({
    method: 'PUT',
    path: '/api/v1/items/:itemId/plan',
    summary: 'Moves a draft to another planned time. 409 when it is in review or approved, or saved since `revision`',
    access: 'person',
    params,
    body: z.object({
      revision: z.number().int().min(1),
      plannedLocal: localTime,
      plannedZone: z.string().max(60),
    }),
    response: item,
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/api/v1/items/:itemId/withdraw',
    summary: 'Withdraws an item that has not gone out',
    access: 'person',
    params,
    response: item,
  }),
}
