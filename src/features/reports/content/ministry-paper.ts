import type { Board } from '../../../contract/alignment.ts'
import type { Baseline } from '../../../contract/reports.ts'
import type { BoardSteering } from '../../../contract/steering.ts'
import type { Block, Paper } from '../paper.ts'
import { support } from './mission-paper.ts'
import type { Say } from './say.ts'

export type MinistryFacts = {
  readonly quarter: string
  readonly board: Board
  readonly steering: BoardSteering
  readonly baseline: Baseline
}

/** The ministry's quarter: totals beside what headquarters owed, what was published, where help is needed. No ranking. */
export function ministryPaper(
  say: Say,
  facts: MinistryFacts,
  about: { readonly now: Date; readonly isSample: boolean },
): Paper {
  const { t } = say
  const { board, steering, baseline } = facts
  const value = ({ value }: { value: number | null }) => (value === null ? '–' : say.number(value))
  return {
    title: t.ministryTitle,
    subtitle: say.quarter(facts.quarter),
    locale: say.locale,
    isSample: about.isSample,
    asOf: say.asOf(about.now),
    blocks: [
      { kind: 'lead', text: t.ministryLead(value(board.total.c3), value(board.total.c1)) },
      {
        kind: 'text',
        text: t.ministryCounts(
          say.number(board.missionCount),
          say.number(board.activeCount),
          say.number(board.total.messages),
        ),
      },
      totals(say, board),
      purposes(say, baseline),
      mix(say, board),
      { kind: 'break' },
      states(say, board),
      support(say, t.supportTitle, steering.support),
      regions(say, board),
      ...help(say, board),
      missions(say, board),
      { kind: 'text', title: t.methodTitle, text: t.method, isSmall: true },
    ],
  }
}

const totals = (say: Say, { total, previous }: Board): Block => ({
  kind: 'figures',
  items: (['c3', 'c1'] as const).map((id) => ({
    name: say.t.components[total[id].id] ?? id,
    value: total[id].value === null ? '–' : { value: total[id].value, words: say.number(total[id].value) },
    note: [
      say.t.states[total[id].state] ?? '',
      previous[id].value === null ? '' : say.t.before(say.number(previous[id].value)),
    ]
      .filter((part) => part !== '')
      .join(', '),
  })),
})

const purposes = (say: Say, { figures, isAudited }: Baseline): Block => ({
  kind: 'bars',
  title: say.t.purposeTitle,
  note: isAudited ? say.t.shareNote : `${say.t.shareNote} ${say.t.baselineUnaudited}`,
  rows: figures
    .filter(({ measure }) => measure !== 'objective')
    .map((figure) => ({
      name: say.name(figure),
      share: figure.share,
      low: figure.low,
      high: figure.high,
      words: `${say.percent(figure.share)} (${say.number(figure.low * 100)}–${say.number(figure.high * 100)})`,
      value: figure.share,
    })),
})

const mix = (say: Say, { mix }: Board): Block => ({
  kind: 'bars',
  title: say.t.mixTitle,
  note: say.t.mixNote,
  rows: mix.slice(0, 10).map((share) => ({
    name: say.name(share),
    share: share.share,
    target: share.target ?? undefined,
    words: `${say.percent(share.share)}, ${share.target === null ? say.t.noTarget : say.t.agreed(say.percent(share.target))}`,
    value: share.share,
  })),
})

const states = (say: Say, { counts }: Board): Block => ({
  kind: 'table',
  title: say.t.stateTitle,
  columns: [
    { head: say.t.state, width: 70 },
    { head: say.t.missions, width: 30, isFigure: true },
  ],
  rows: Object.entries(counts)
    .filter(([state]) => state in say.t.stateRows)
    .map(([state, count]) => [say.t.stateRows[state] ?? state, { value: count, words: say.number(count) }]),
})

const regions = (say: Say, { regions }: Board): Block => ({
  kind: 'table',
  title: say.t.regionTitle,
  columns: [
    { head: say.t.region, width: 30 },
    { head: say.t.missions, width: 13, isFigure: true },
    { head: say.t.messages, width: 13, isFigure: true },
    { head: say.t.largest, width: 44 },
  ],
  rows: regions.map((region) => [
    say.name(region),
    { value: region.missions, words: say.number(region.missions) },
    { value: region.messages, words: say.number(region.messages) },
    region.mix
      .toSorted((a, b) => b.share - a.share)
      .slice(0, 2)
      .map((share) => `${say.name(share)} ${say.percent(share.share)}`)
      .join(', '),
  ]),
})

const mostHelped = 18

function help(say: Say, { missions }: Board): Block[] {
  const needing = missions
    .filter(({ needs }) => needs.length > 0)
    .toSorted((a, b) => a.shortName.localeCompare(b.shortName, 'id'))
  const rows = needing.map(({ shortName, needs }) => [shortName, say.t.needs[needs[0] ?? ''] ?? ''])
  if (rows.length === 0) return []
  const left = rows.length - mostHelped
  return [
    {
      kind: 'table',
      title: say.t.helpTitle,
      note: left > 0 ? `${say.t.helpNote} ${say.t.more(say.number(left))}.` : say.t.helpNote,
      columns: [
        { head: say.t.mission, width: 40 },
        { head: say.t.need, width: 60 },
      ],
      rows: rows.slice(0, mostHelped),
    },
  ]
}

/** Every mission by region and name, as the board lists them; in sheets alone, for headquarters' own eyes. */
const missions = (say: Say, { missions, regions }: Board): Block => ({
  kind: 'table',
  title: say.t.missionSheet,
  columns: [
    { head: say.t.region, width: 24 },
    { head: say.t.mission, width: 26 },
    { head: say.t.messages, width: 12, isFigure: true },
    { head: say.t.state, width: 20 },
    { head: say.t.need, width: 40 },
  ],
  rows: missions.map((mission) => {
    const region = regions.find(({ regionId }) => regionId === mission.regionId)
    return [
      region ? say.name(region) : mission.regionId,
      mission.shortName,
      { value: mission.messages, words: say.number(mission.messages) },
      mission.band === null ? (say.t.states[mission.c3.state] ?? '') : say.t.bands[mission.band],
      mission.needs.map((need) => say.t.needs[need] ?? need).join('; '),
    ]
  }),
  sheetOnly: true,
})
