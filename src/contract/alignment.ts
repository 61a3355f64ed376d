import { z } from 'zod'
import { day, id, instant, missionId, quarter } from './common.ts'
import { endpoint } from './endpoint.ts'

/** What a number looks back on: the last 90 local days, or one quarter. */
export const windowKey = z.union([z.literal('90d'), quarter])
export const windowQuery = z.object({ window: windowKey.default('90d') })

export const alignmentWindow = z.object({
  key: windowKey,
  /** First and last local day, both counted. */
  first: day,
  last: day,
  /** Quarter whose agreed mix is the target. */
  quarter,
})

/**
 * How far a figure may be trusted. `scored`: labels audited. `unaudited`: "taksiran mesin, belum diaudit" – shown
 * without band, colour or advice. The others have no value: `too_few` ("data belum cukup", n < 12), `unreadable` (less
 * than 70 % could be read or rated), `no_target` (no agreed mix for the quarter), `missing` (nothing tells it: no text long
 * enough, no rating by the rubric, no network that tells ages, no question), `not_applicable` (headquarters' C2).
 */
export const componentState = z.enum([
  'scored',
  'unaudited',
  'too_few',
  'unreadable',
  'no_target',
  'missing',
  'not_applicable',
])

export const componentId = z.enum(['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8'])

/** A component of the index, 0–100, higher is better. Values are unrounded. */
export const component = z.object({
  id: componentId,
  state: componentState,
  value: z.number().min(0).max(100).nullable(),
  /**
   * What it stands on: weighted messages (C1: objective-bearing; C4: Indonesian of 30 words or more; C5, C7: rated ones), for C2 the kits'
   * weight, for C6 reach whose age is known, for C8 questions.
   */
  n: z.number(),
  needed: z.number(),
  /** 90 % interval, null where it was not computed. */
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
})
export type Component = z.output<typeof component>

/** Missions that may be compared (MEA-07). */
export const peerGroup = z.enum(['hardship', 'up_to_40_million', 'over_40_million'])

/** Bands of the index: >= 80, 60–79, 40–59, < 40. */
export const band = z.enum(['selaras', 'cukup_selaras', 'perlu_penguatan', 'perlu_pendampingan'])

/** Share of one objective beside what was agreed; shares 0–1. */
export const mixShare = z.object({
  objective: z.string(),
  nameId: z.string(),
  nameEn: z.string(),
  share: z.number(),
  target: z.number().nullable(),
})
export type MixShare = z.output<typeof mixShare>

/** What stands between a mission and a firm score; the first is the most pressing. */
export const need = z.enum([
  'no_messages',
  'no_target',
  'too_few',
  'unreadable',
  'unaudited',
  'objective_gap',
  'purpose_gap',
])

export const boardMission = z.object({
  missionId,
  shortName: z.string(),
  nameId: z.string(),
  nameEn: z.string(),
  regionId: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  isHeadquarters: z.boolean(),
  messages: z.number().int(),
  c1: component,
  c3: component,
  /** IKS, the weighted mean of the scored components; null while C1 or C3 is unaudited or unreadable, or both are missing. */
  index: z.number().nullable(),
  /** Components that are in it. */
  present: z.array(componentId),
  band: band.nullable(),
  /** Its facts and positions (C7 < 50) hold the band at *perlu penguatan*. */
  isFloored: z.boolean(),
  needs: z.array(need),
  /** Objective furthest below its agreed share; only where audited (no advice from unaudited estimates). */
  gap: mixShare.nullable(),
})
export type BoardMission = z.output<typeof boardMission>

const totals = z.object({
  messages: z.number().int(),
  posts: z.number().int(),
  /** Messages all of whose posts are gone; they stay counted. */
  deleted: z.number().int(),
  c1: component,
  c3: component,
})

export const board = z.object({
  window: alignmentWindow,
  /** Missions in the reader's sight that are open on the last day, headquarters not counted. */
  missionCount: z.number().int(),
  /** Missions that published anything in the window. */
  activeCount: z.number().int(),
  /** Missions by what is known of them, from the worse state of C1 and C3. */
  counts: z.object({
    scored: z.number().int(),
    unaudited: z.number().int(),
    tooFew: z.number().int(),
    unreadable: z.number().int(),
    noTarget: z.number().int(),
  }),
  bands: z.record(band, z.number().int()),
  total: totals,
  /** The same over the window of equal length before this one. */
  previous: totals,
  /** Ministry-wide mix beside the mix that all agreed mixes together ask for. */
  mix: z.array(mixShare),
  regions: z.array(
    z.object({
      regionId: z.string(),
      nameId: z.string(),
      nameEn: z.string(),
      missions: z.number().int(),
      messages: z.number().int(),
      mix: z.array(mixShare),
    }),
  ),
  /** By region, then name; never by score. */
  missions: z.array(boardMission),
  /** True while changes wait that are not in these numbers yet. */
  behind: z.boolean(),
})
export type Board = z.output<typeof board>

export const languageGroup = z.enum(['id', 'en', 'other'])
/** Whose label stands: rated by people blind or adjudicated, the officer's, the machine's, or nobody's. */
export const labelSource = z.enum(['rated', 'officer', 'machine', 'none'])

/** Stratum of labels and what its random sample says about them. */
export const stratum = z.object({
  languageGroup,
  source: labelSource,
  /** Weight of this mission's unrated messages in it. */
  weight: z.number(),
  /** Rated messages of the ministry's random sample; 30 make it audited. */
  rated: z.number().int(),
  isAudited: z.boolean(),
  /** Mean of (rating − label) of the purpose value, 0 while unaudited. */
  purposeCorrection: z.number(),
})

/** How C1 comes about: value = 100 − Σ lossPoints + allowancePoints, where TV > E0; else 100. */
export const coverageDetail = z.object({
  tv: z.number().nullable(),
  e0: z.number().nullable(),
  n: z.number(),
  allowancePoints: z.number(),
  objectives: z.array(
    mixShare.extend({
      /** Part of the share that comes from labels as they stand. */
      labelled: z.number(),
      /** "Koreksi audit": labelled + correction = share. */
      correction: z.number(),
      /** Points of C1 that this objective's distance costs. */
      lossPoints: z.number(),
    }),
  ),
})

/** How C3 comes about: value = min(100, 100 · ratio / target); ratio = labelled + correction. */
export const purposeDetail = z.object({
  ratio: z.number().nullable(),
  labelled: z.number(),
  correction: z.number(),
  target: z.number(),
  /** Labelled messages and their weight: ratio = Σ weight · purpose value / weight. */
  messages: z.number().int(),
  weight: z.number(),
})

/** A component in the index: its weight, the percent of the index it decides once missing ones have given theirs on, its lost points. */
export const indexComponent = component.extend({
  weight: z.number(),
  share: z.number(),
  /** share · (100 − value) / 100; index = 100 − Σ lossPoints. 0 where it is not in the index. */
  lossPoints: z.number(),
})
export type IndexComponent = z.output<typeof indexComponent>

/** What C4 to C8 stand on. */
export const textsDetail = z.object({
  /** Indonesian texts of 30 words or more. */
  plainMessages: z.number().int(),
  benefitMessages: z.number().int(),
  /** Mean of the elements of the benefit statement, 0–4. */
  benefitElements: z.number().nullable(),
  saidMessages: z.number().int(),
  /** Mean of m, 0–1. */
  said: z.number().nullable(),
  figuresUsed: z.number(),
  figuresMatching: z.number(),
  questions: z
    .object({ actionable: z.number().int(), inTime: z.number().int(), resolved: z.number().int() })
    .nullable(),
  /** By network that tells ages: share of 18 to 34, and the peer group's median of it. */
  reach: z.array(
    z.object({ network: z.string(), share: z.number(), known: z.number(), benchmark: z.number().nullable() }),
  ),
})

export const missionAlignment = z.object({
  window: alignmentWindow,
  mission: z.object({
    id: missionId,
    shortName: z.string(),
    nameId: z.string(),
    nameEn: z.string(),
    timezone: z.string(),
    peerGroup,
    isHeadquarters: z.boolean(),
  }),
  messages: z.number().int(),
  deleted: z.number().int(),
  excluded: z.number().int(),
  /** Weighted share of messages that could be read or rated, 0–1; null without messages. */
  readableShare: z.number().nullable(),
  /** IKS = Σ W·C / Σ W over the scored components, 0–100. */
  index: z.number().nullable(),
  /** The same as a weighted geometric mean: a check, not the index. */
  geometric: z.number().nullable(),
  /** 90 % interval of the index. */
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  band: band.nullable(),
  isFloored: z.boolean(),
  /** False = "indikatif": the 90 % interval is wider than 10 points. */
  isFirm: z.boolean(),
  /** C1 to C8, in this order. */
  components: z.array(indexComponent),
  c1: component,
  c3: component,
  coverage: coverageDetail,
  purpose: purposeDetail,
  texts: textsDetail,
  strata: z.array(stratum),
  /** Weight of messages whose officer's label counts only once its stratum is audited; until then the machine's does. */
  waiting: z.number(),
  needs: z.array(need),
  computedAt: instant.nullable(),
  behind: z.boolean(),
})
export type MissionAlignment = z.output<typeof missionAlignment>

/** A post to look at, with what it lost: purpose value 0–1 (C3), elements 0–4 (C5), score 0–100 (C4), m 0–1 (C7). */
export const lossPost = z.object({
  id,
  localDay: day,
  text: z.string(),
  language: z.string(),
  objective: z.string().nullable(),
  value: z.number().nullable(),
})

/** One thing to do about a loss; figures for its sentence. */
export const advice = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('objective_below'),
    objective: z.string(),
    nameId: z.string(),
    nameEn: z.string(),
    share: z.number(),
    target: z.number(),
    /** Released kits for it that the mission has not answered. */
    kits: z.number().int(),
  }),
  z.object({ kind: z.literal('answer_kit'), campaignId: id, title: z.string() }),
  z.object({ kind: z.literal('adapt_kit'), campaignId: id, title: z.string() }),
  z.object({ kind: z.literal('sooner'), campaignId: id, title: z.string(), lateHours: z.number() }),
  /** Messages that tell an activity only, of all labelled ones. */
  z.object({ kind: z.literal('say_purpose'), messages: z.number().int(), of: z.number().int() }),
  z.object({ kind: z.literal('plainer'), score: z.number() }),
  z.object({ kind: z.literal('complete_benefit'), elements: z.number() }),
  z.object({ kind: z.literal('reach_young') }),
  z.object({ kind: z.literal('keep_to_facts'), used: z.number(), matching: z.number() }),
  z.object({ kind: z.literal('answer_in_time'), late: z.number().int(), of: z.number().int() }),
])

/** One of the largest losses of a mission's index. */
export const loss = z.object({
  component: componentId,
  /** Points of the index. */
  points: z.number(),
  /** About how many of them the advice would bring back; null where that cannot be said. */
  recoverable: z.number().nullable(),
  advice,
  posts: z.array(lossPost),
  campaigns: z.array(
    z.object({
      campaignId: id,
      title: z.string(),
      how: z.enum(['adapted', 'as_is']).nullable(),
      lateHours: z.number(),
    }),
  ),
})
export type Loss = z.output<typeof loss>

const frozenComponent = indexComponent.pick({
  id: true,
  state: true,
  value: true,
  n: true,
  interval: true,
  lossPoints: true,
})

/** A quarter as it was frozen: never changed by later labels. */
export const frozenIndex = z.object({
  quarter,
  frozenAt: instant,
  method: z.string(),
  messages: z.number().int(),
  index: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  band: band.nullable(),
  isFirm: z.boolean(),
  components: z.array(frozenComponent),
  /** SHA-256 of everything that went in. */
  inputsHash: z.string(),
})
export type FrozenIndex = z.output<typeof frozenIndex>

export const missionReasons = z.object({
  window: alignmentWindow,
  missionId,
  /** At most three, the largest first; none while there is no index. */
  losses: z.array(loss),
  /** The quarter asked for as it was frozen; for 90 days the last frozen quarter. Null before the first. */
  frozen: frozenIndex.nullable(),
  /** Medians of the mission's peer group in that frozen quarter; null with fewer than 5 scored members. */
  peers: z
    .object({
      group: peerGroup,
      missions: z.number().int(),
      index: z.number(),
      components: z.array(z.object({ id: componentId, median: z.number().nullable() })),
    })
    .nullable(),
})
export type MissionReasons = z.output<typeof missionReasons>

/** What other weights, or a geometric mean, would change (MEA-11). `name`: `C3 +25 %`, `geometric`. */
export const sensitivityScenario = z.object({
  name: z.string(),
  /** Mean and largest change of a mission's index, in points, either way. */
  meanShift: z.number(),
  largestShift: z.number(),
  bandChanges: z.number().int(),
  /** Places that the mission moved that moved most, and Spearman's correlation of both orders; no order is told. */
  largestMove: z.number().int(),
  rankCorrelation: z.number().nullable(),
})

export const sensitivity = z.object({
  window: alignmentWindow,
  /** Missions with an index. */
  missions: z.number().int(),
  scenarios: z.array(sensitivityScenario),
  /** By name: how far each mission's index and place move over all scenarios. */
  rows: z.array(
    z.object({
      missionId,
      shortName: z.string(),
      lowestShift: z.number(),
      highestShift: z.number(),
      largestMove: z.number().int(),
      changesBand: z.boolean(),
    }),
  ),
})
export type Sensitivity = z.output<typeof sensitivity>

export const boardIntervals = z.object({
  window: alignmentWindow,
  c1: z.object({ low: z.number(), high: z.number() }).nullable(),
  c3: z.object({ low: z.number(), high: z.number() }).nullable(),
})

export const frozenQuarter = z.object({ quarter, missions: z.number().int(), frozenAt: instant })

const openFigure = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  n: z.number(),
})

/** The ministry's figures by quarter with what they mean (OPS-04). */
export const openAlignment = z.object({
  title: z.object({ id: z.string(), en: z.string() }),
  definition: z.object({ id: z.string(), en: z.string() }),
  unit: z.string(),
  method: z.string(),
  licence: z.string(),
  publisher: z.string(),
  updatedAt: instant.nullable(),
  columns: z.array(z.object({ name: z.string(), type: z.string(), unit: z.string(), id: z.string(), en: z.string() })),
  rows: z.array(
    z.object({
      quarter,
      frozenAt: instant,
      missions: z.number().int(),
      messages: z.number().int(),
      c1: openFigure,
      c3: openFigure,
      support: z.number().nullable(),
      mix: z.array(
        z.object({
          objective: z.string(),
          nameId: z.string(),
          nameEn: z.string(),
          share: z.number(),
          target: z.number(),
        }),
      ),
    }),
  ),
})
export type OpenAlignment = z.output<typeof openAlignment>

export const alignmentEndpoints = {
  board: endpoint({
    method: 'GET',
    path: '/api/v1/board',
    summary: 'Alignment of the missions in your sight: totals, mix by region, every mission (alphabetical)',
    access: 'person',
    query: windowQuery,
    response: board,
  }),
  mission: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/alignment',
    summary: 'Alignment of one mission with its formula, inputs and corrections',
    access: 'person',
    params: z.object({ missionId }),
    query: windowQuery,
    response: missionAlignment,
  }),
  reasons: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/alignment/reasons',
    summary: 'The three largest recoverable losses of a mission with their posts, its frozen quarter, its peer group',
    access: 'person',
    params: z.object({ missionId }),
    query: windowQuery,
    response: missionReasons,
  }),
  intervals: endpoint({
    method: 'GET',
    path: '/api/v1/board/intervals',
    summary: '90 % intervals of C1 and C3 over the missions in your sight',
    access: 'person',
    query: windowQuery,
    response: boardIntervals,
  }),
  sensitivity: endpoint({
    method: 'GET',
    path: '/api/v1/alignment/sensitivity',
    summary: 'What other weights would change, for headquarters’ analysts; by name, no order is told',
    access: 'person',
    query: windowQuery,
    response: sensitivity,
  }),
  frozen: endpoint({
    method: 'GET',
    path: '/api/v1/alignment/frozen',
    summary: 'Quarters that were frozen, newest first',
    access: 'person',
    response: z.object({ quarters: z.array(frozenQuarter) }),
  }),
  freeze: endpoint({
    method: 'POST',
    path: '/api/v1/alignment/frozen',
    summary: 'Freezes a quarter that has ended: its index is kept as it stands and never changes',
    access: 'person',
    body: z.object({ quarter }),
    response: frozenQuarter,
  }),
  openData: endpoint({
    method: 'GET',
    path: '/api/v1/open-data/alignment',
    summary: 'Open data: the ministry’s own figures of every frozen quarter with metadata; of no mission',
    access: 'public',
    response: openAlignment,
  }),
}
