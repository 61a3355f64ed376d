import type { Loss, MissionAlignment } from '../../../contract/alignment.ts'
import type { Dispute } from '../../../contract/rating.ts'
import type { HqSupport } from '../../../contract/steering.ts'
import type { Bar, Block, Paper, Quote } from '../paper.ts'
import { adviceOf } from './advice.ts'
import type { Say } from './say.ts'

/** Everything that a mission's paper stands on. */
export type MissionFacts = {
  readonly alignment: MissionAlignment
  /** What headquarters owed this mission. */
  readonly support: HqSupport
  readonly disputes: readonly Dispute[]
  /** The three largest losses with the very posts. */
  readonly losses: readonly Loss[]
  /** Newest messages that only report an activity. */
  readonly ceremonies: readonly { readonly text: string; readonly language: string; readonly localDay: string }[]
}

/** A mission's quarter on two pages: the index and its parts; where points went, what to do, what headquarters owes. */
export function missionPaper(
  say: Say,
  facts: MissionFacts,
  about: { readonly now: Date; readonly isSample: boolean },
): Paper {
  const { t } = say
  const { alignment } = facts
  return {
    title: t.missionTitle(alignment.mission.shortName),
    subtitle: say.quarter(alignment.window.quarter),
    locale: say.locale,
    isSample: about.isSample,
    asOf: say.asOf(about.now),
    blocks: [
      { kind: 'lead', text: leadOf(say, alignment) },
      {
        kind: 'text',
        text: t.missionCounts(
          say.number(alignment.messages),
          say.number(alignment.deleted),
          say.number(alignment.excluded),
        ),
      },
      components(say, alignment),
      mix(say, alignment),
      { kind: 'break' },
      ...losses(say, facts),
      support(say, t.oweTitle, facts.support),
      { kind: 'text', text: disputesOf(say, facts.disputes) },
      { kind: 'text', title: t.methodTitle, text: t.method, isSmall: true },
    ],
  }
}

function leadOf(say: Say, { index, interval, band, isFirm }: MissionAlignment): string {
  const { t } = say
  if (index === null || band === null) return t.missionNoScore
  const range = interval ? t.range(say.number(interval.low), say.number(interval.high)) : '–'
  return t.missionLead(say.number(index), range, isFirm ? t.bands[band] : `${t.bands[band]} (${t.indicative})`)
}

function components(say: Say, { components }: MissionAlignment): Block {
  const { t } = say
  return {
    kind: 'bars',
    title: t.componentsTitle,
    note: t.componentsNote,
    rows: components.map(({ id, state, value, interval, weight }): Bar => {
      const range = interval ? ` (${say.number(interval.low)}–${say.number(interval.high)})` : ''
      const doubt = t.states[state] ?? ''
      return {
        name: `${t.components[id] ?? id}, ${t.weight} ${say.number(weight)}`,
        share: value === null ? null : value / 100,
        low: interval ? interval.low / 100 : undefined,
        high: interval ? interval.high / 100 : undefined,
        words: value === null ? doubt : `${say.number(value)}${range}${doubt === '' ? '' : `, ${doubt}`}`,
        value,
      }
    }),
  }
}

function mix(say: Say, { coverage }: MissionAlignment): Block {
  return {
    kind: 'bars',
    title: say.t.mixTitle,
    note: say.t.mixNote,
    rows: coverage.objectives.slice(0, 10).map((objective) => ({
      name: say.name(objective),
      share: objective.share,
      target: objective.target ?? undefined,
      words: `${say.percent(objective.share)}, ${objective.target === null ? say.t.noTarget : say.t.agreed(say.percent(objective.target))}`,
      value: objective.share,
    })),
  }
}

// Two pages must hold three of them.
const postsOfLoss = 1

/** The largest losses that can be won back, one advice and the very posts each; where there is no index, posts alone. */
function losses(say: Say, facts: MissionFacts): Block[] {
  const { t } = say
  if (facts.losses.length === 0) return [quotes(say, facts)]
  return [
    {
      kind: 'table',
      title: t.lossesTitle,
      note: t.lossesNote,
      columns: [
        { head: t.component, width: 26 },
        { head: t.points, width: 14, isFigure: true },
        { head: t.adviceHead, width: 60 },
      ],
      rows: facts.losses.map(({ component, points, advice }) => [
        t.components[component] ?? component,
        { value: points, words: say.number(points, 1) },
        adviceOf(say, advice),
      ]),
    },
    ...facts.losses.flatMap(({ component, posts }, at): Block[] =>
      posts.length === 0
        ? []
        : [
            {
              kind: 'quotes',
              title: t.lossPosts(t.components[component] ?? component),
              note: at === 0 ? t.postsNote : '',
              rows: posts.slice(0, postsOfLoss).map((post) => quoteOf(say, post)),
            },
          ],
    ),
  ]
}

const mostQuotes = 3
const longestQuote = 170

function quotes(say: Say, { ceremonies }: MissionFacts): Block {
  const { t } = say
  const rows = ceremonies.slice(0, mostQuotes).map((post) => quoteOf(say, post))
  return rows.length === 0
    ? { kind: 'text', title: t.postsTitle, text: t.noPosts }
    : { kind: 'quotes', title: t.postsTitle, note: t.postsNote, rows }
}

const quoteOf = (say: Say, post: MissionFacts['ceremonies'][number]): Quote => ({
  text: cut(post.text.replace(/\s+/g, ' ').trim(), longestQuote),
  language: post.language,
  meta: say.day(post.localDay),
})

export const support = (say: Say, title: string, { parts, value }: HqSupport): Block => ({
  kind: 'table',
  title: value === null ? title : `${title}: ${say.number(value)}`,
  columns: [
    { head: say.t.part, width: 64 },
    { head: say.t.value, width: 18, isFigure: true },
    { head: say.t.n, width: 18, isFigure: true },
  ],
  rows: parts.map(({ id, value, n }) => [
    say.t.owe[id] ?? id,
    value === null ? '–' : { value, words: say.number(value) },
    { value: n, words: say.number(n) },
  ]),
})

function disputesOf(say: Say, disputes: readonly Dispute[]): string {
  const open = disputes.filter(({ decision }) => decision === null).length
  const heard = disputes.filter(({ decision }) => decision !== null && decision.outcome !== 'kept').length
  return say.t.disputes(say.number(disputes.length), say.number(open), say.number(heard))
}

/** Cut between characters as people see them, so that no letter is torn. */
function cut(text: string, length: number): string {
  const parts = [...new Intl.Segmenter('id', { granularity: 'grapheme' }).segment(text)]
  if (parts.length <= length) return text
  return `${parts
    .slice(0, length)
    .map(({ segment }) => segment)
    .join('')
    .trimEnd()}…`
}
