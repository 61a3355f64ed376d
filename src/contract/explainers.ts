import { z } from 'zod'
import { day, id, instant, language, missionId, objectiveCode } from './common.ts'
import { endpoint } from './endpoint.ts'

const words = (max: number) => z.string().trim().max(max).default('')
const webAddress = z.url({ protocol: /^https?$/ }).max(2000)

/** Where a statement comes from; numbered from 1 in the order of the list. */
export const explainerSource = z.object({
  title: z.string().trim().min(3).max(300),
  publisher: words(200),
  publishedOn: day.nullable().default(null),
  url: webAddress.nullable().default(null),
})

/** What a reader gains, in four elements (PUB-02); `evidenceSource` is the number of a source. */
export const benefit = z.object({
  who: words(400),
  gain: words(400),
  evidence: words(400),
  evidenceSource: z.number().int().min(1).max(12).nullable().default(null),
  step: words(400),
  stepUrl: webAddress.nullable().default(null),
})
export type Benefit = z.output<typeof benefit>

/** One question of the comprehension check; `answer` counts the options from 0. */
export const checkQuestion = z.object({
  question: z.string().trim().min(3).max(300),
  options: z.array(z.string().trim().min(1).max(200)).min(2).max(4),
  answer: z.number().int().min(0).max(3),
  because: words(400),
})

/** Everything a reader sees in one language; gaps are allowed until it goes to the desk. */
export const explainerContent = z.object({
  title: words(200),
  summary: words(400),
  decided: words(3000),
  why: words(3000),
  benefit,
  next: z.array(z.string().trim().min(1).max(500)).max(8).default([]),
  faq: z
    .array(z.object({ question: z.string().trim().min(3).max(300), answer: z.string().trim().min(1).max(2000) }))
    .max(10)
    .default([]),
  sources: z.array(explainerSource).max(12).default([]),
  /** May be quoted word for word, with the name. */
  quotes: z
    .array(z.object({ text: z.string().trim().min(3).max(800), speaker: z.string().trim().min(2).max(200) }))
    .max(6)
    .default([]),
  chart: z
    .object({
      title: z.string().trim().min(3).max(200),
      unit: words(200),
      source: z.number().int().min(1).max(12).nullable().default(null),
      rows: z
        .array(z.object({ label: z.string().trim().min(1).max(60), value: z.number() }))
        .min(2)
        .max(12),
    })
    .nullable()
    .default(null),
  check: z.array(checkQuestion).max(3).default([]),
})
export type ExplainerContent = z.output<typeof explainerContent>

export const explainerTopic = z.enum(['economy', 'travel', 'protection', 'peace', 'environment', 'culture'])
export type ExplainerTopic = z.output<typeof explainerTopic>

export const explainerText = z.object({
  language,
  isMaster: z.boolean().default(false),
  content: explainerContent,
  /** True once whoever translates has compared it with the master as it stands now. */
  isCurrent: z.boolean().default(true),
})

export const explainerAbout = z.object({
  topic: explainerTopic,
  objectiveCode,
  regionId: z.string().max(64).nullable().default(null),
  /** When it was decided or began to hold. */
  decidedOn: day.nullable().default(null),
  /** Whom a journalist or reader asks: an office, not a private person. */
  contact: words(300),
  /** Nothing is public before. */
  embargoUntil: instant.nullable().default(null),
  missionIds: z.array(missionId).max(12).default([]),
  /** Facts of the register that the text leans on. */
  factIds: z.array(id).max(30).default([]),
})

/** What is written: one master and its language versions. */
export const explainerDraft = explainerAbout.extend({ texts: z.array(explainerText).min(1).max(40) })
export type ExplainerDraft = z.output<typeof explainerDraft>

export const explainerStage = z.enum(['writing', 'in_check', 'published', 'withdrawn'])
const personName = z.object({ id, name: z.string() })

export const explainerIssue = z.object({ path: z.string(), key: z.string() })

export const explainerRow = z.object({
  id,
  slug: z.string(),
  title: z.string(),
  topic: explainerTopic,
  stage: explainerStage,
  languages: z.array(z.object({ language, isStale: z.boolean() })),
  /** Elements of the benefit that are there, 0–4, in the working copy. */
  rubric: z.number().int().min(0).max(4),
  publishedVersion: z.number().int().nullable(),
  publishedAt: instant.nullable(),
  embargoUntil: instant.nullable(),
  updatedAt: instant,
  /** A fact of the register that it leans on has changed or expired since. */
  hasFactConcern: z.boolean(),
  campaignId: id.nullable(),
})
export type ExplainerRow = z.output<typeof explainerRow>

export const explainerVersionRow = z.object({
  version: z.number().int(),
  publishedAt: instant,
  correction: z.string().nullable(),
  rubric: z.number().int(),
  plainScore: z.number().nullable(),
  submittedBy: z.string().nullable(),
  checkedBy: z.string().nullable(),
})

/** Answers of readers to one version, all languages together. */
export const explainerCounts = z.object({
  version: z.number().int(),
  clear: z.number().int(),
  partly: z.number().int(),
  unclear: z.number().int(),
  questions: z.array(z.object({ right: z.number().int(), wrong: z.number().int() })),
})

export const explainer = explainerRow.extend({
  about: explainerAbout,
  texts: z.array(explainerText.extend({ isStale: z.boolean(), writtenBy: personName.nullable(), updatedAt: instant })),
  revision: z.number().int(),
  /** What is missing before the desk may see it. */
  issues: z.array(explainerIssue),
  submittedBy: personName.nullable(),
  submittedHash: z.string().nullable(),
  correction: z.string().nullable(),
  returnedNote: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
  factConcerns: z.array(
    z.object({ factId: id, kind: z.enum(['changed', 'expired']), name: z.string(), value: z.string() }),
  ),
  versions: z.array(explainerVersionRow),
  counts: z.array(explainerCounts),
  may: z.object({ write: z.boolean(), check: z.boolean(), makeKit: z.boolean() }),
})
export type Explainer = z.output<typeof explainer>

/** What an explainer yields for missions, in one language (YTH-03 formats). */
export const kitPieces = z.object({
  language,
  short: z.string(),
  /** Posts of at most 280 characters. */
  thread: z.array(z.string()),
  cards: z
    .array(z.object({ heading: z.string(), text: z.string(), small: z.string() }))
    .min(4)
    .max(6),
  /** 60 seconds, held upright: what is said and seen. */
  script: z.array(
    z.object({ fromSecond: z.number().int(), toSecond: z.number().int(), say: z.string(), show: z.string() }),
  ),
})
export type KitPieces = z.output<typeof kitPieces>

export const cardFormat = z.object({
  code: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  networks: z.array(z.string()),
})

const params = z.object({ explainerId: id })

export const explainerEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/explainers',
    summary: 'Explainers for those who write and check them; last changed first',
    access: 'person',
    response: z.object({ explainers: z.array(explainerRow), mayWrite: z.boolean() }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/v1/explainers',
    summary: 'Starts an explainer',
    access: 'person',
    body: explainerDraft,
    idempotent: true,
    status: 201,
    response: explainer,
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/v1/explainers/:explainerId',
    summary: 'One explainer with its languages, versions and counts of answers',
    access: 'person',
    params,
    response: explainer,
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/v1/explainers/:explainerId',
    summary: 'Saves the working copy; what is public stays. 409 when someone saved since `revision`',
    access: 'person',
    params,
    body: explainerDraft.extend({ revision: z.number().int().min(1) }),
    response: explainer,
  }),
  submit: endpoint({
    method: 'POST',
    path: '/api/v1/explainers/:explainerId/submit',
    summary: 'Asks the desk to check it. `correction` says publicly what the version before had wrong',
    access: 'person',
    params,
    body: z.object({ correction: z.string().trim().min(10).max(600).nullable().default(null) }),
    response: explainer,
  }),
  check: endpoint({
    method: 'POST',
    path: '/api/v1/explainers/:explainerId/check',
    summary: 'The desk publishes exactly what it read, or sends it back with a note; never by an author of it',
    access: 'person',
    params,
    body: z.object({
      decision: z.enum(['publish', 'return']),
      hash: z.string().min(1).max(100),
      note: z.string().trim().max(1000).default(''),
    }),
    response: explainer,
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/api/v1/explainers/:explainerId/withdraw',
    summary: 'Takes it off the site; its address then says so and why',
    access: 'person',
    params,
    body: z.object({ reason: z.string().trim().min(10).max(600) }),
    response: explainer,
  }),
  pieces: endpoint({
    method: 'GET',
    path: '/api/v1/explainers/:explainerId/pieces',
    summary: 'Short text, thread, cards and script of what is published, in every language',
    access: 'person',
    params,
    response: z.object({ slug: z.string(), pieces: z.array(kitPieces), formats: z.array(cardFormat) }),
  }),
  card: endpoint({
    method: 'GET',
    path: '/api/v1/explainer-cards',
    summary: 'One card of a published explainer, drawn in a size as PNG; its open line names a mission of the caller',
    access: 'person',
    query: z.object({
      explainerId: id.optional(),
      language: language.default('id'),
      card: z.coerce.number().int().min(1).max(6).default(1),
      format: z.enum(['square', 'portrait', 'story', 'landscape', 'share']).default('portrait'),
      missionId: missionId.optional(),
    }),
    response: z.unknown(),
  }),
  makeKit: endpoint({
    method: 'POST',
    path: '/api/v1/explainers/:explainerId/kit',
    summary:
      'Makes a kit of what is published, in one act: a draft campaign with texts in every language and drawn cards',
    access: 'person',
    params,
    status: 201,
    response: z.object({ campaignId: id }),
  }),
}
