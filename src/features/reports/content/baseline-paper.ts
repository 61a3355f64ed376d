import type { Baseline, BaselineFigure } from '../../../contract/reports.ts'
import type { Block, Paper } from '../paper.ts'
import type { Say } from './say.ts'

/** The printed baseline: shares of ceremony, aim, aim and audience; benefit; objectives, each with its range. */
export function baselinePaper(say: Say, baseline: Baseline, about: { now: Date; isSample: boolean }): Paper {
  const { t } = say
  const of = (measure: BaselineFigure['measure']) => baseline.figures.filter((figure) => figure.measure === measure)
  const hundred = (code: string) =>
    say.number((baseline.figures.find((figure) => figure.code === code)?.share ?? 0) * 100)
  const rated = baseline.strata.reduce((sum, stratum) => sum + stratum.rated, 0)
  return {
    title: t.baselineTitle,
    subtitle: say.quarter(baseline.quarter),
    locale: say.locale,
    isSample: about.isSample,
    asOf: say.asOf(about.now),
    blocks: [
      { kind: 'lead', text: t.baselineLead(hundred('purpose-0'), hundred('purpose-1'), hundred('purpose-2')) },
      ...(baseline.isAudited ? [] : [{ kind: 'text' as const, text: t.baselineUnaudited }]),
      {
        kind: 'text',
        text: t.baselineCounts(
          say.number(baseline.messages),
          say.number(baseline.publishing),
          say.number(baseline.missions),
          say.number(rated),
        ),
      },
      bars(say, t.purposeTitle, of('purpose')),
      bars(say, t.benefitTitle, of('benefit')),
      bars(say, t.objectiveTitle, of('objective')),
      { kind: 'break' },
      strata(say, baseline),
      agreement(say, baseline),
      ...silent(say, baseline),
      { kind: 'text', title: t.methodTitle, text: `${t.baselineMethod} ${t.openData}`, isSmall: true },
    ],
  }
}

const bars = (say: Say, title: string, figures: readonly BaselineFigure[]): Block => ({
  kind: 'bars',
  title,
  note: say.t.shareNote,
  rows: figures.map((figure) => ({
    name: say.name(figure),
    share: figure.share,
    low: figure.low,
    high: figure.high,
    words: `${say.percent(figure.share)} (${say.number(figure.low * 100)}–${say.number(figure.high * 100)})`,
    value: figure.share,
  })),
})

const strata = (say: Say, { strata, seed }: Baseline): Block => ({
  kind: 'table',
  title: say.t.sampleTitle,
  note: seed === null ? say.t.noSeed : say.t.sampleNote(seed),
  columns: [
    { head: say.t.stratum, width: 46 },
    { head: say.t.messages, width: 18, isFigure: true },
    { head: say.t.rated, width: 18, isFigure: true },
    { head: '', width: 18 },
  ],
  rows: strata.map((stratum) => [
    `${say.t.groups[stratum.languageGroup] ?? ''}, ${say.t.sources[stratum.source] ?? ''}`,
    { value: stratum.messages, words: say.number(stratum.messages) },
    { value: stratum.rated, words: say.number(stratum.rated) },
    stratum.isAudited ? say.t.audited : say.t.unaudited,
  ]),
})

const agreement = (say: Say, { agreement, pairs }: Baseline): Block => ({
  kind: 'table',
  title: say.t.agreementTitle,
  note: `n = ${say.number(pairs)}`,
  columns: [
    { head: '', width: 70 },
    { head: 'α', width: 30, isFigure: true },
  ],
  rows: agreement
    .filter(({ label }) => label in say.t.labels)
    .map(({ label, alpha }) => [
      say.t.labels[label] ?? label,
      alpha === null ? '–' : { value: alpha, words: say.number(alpha, 2) },
    ]),
})

const mostNamed = 60

function silent(say: Say, { silent }: Baseline): Block[] {
  if (silent.length === 0) return []
  const shown = silent
    .slice(0, mostNamed)
    .map(({ shortName }) => shortName)
    .join(', ')
  const left = silent.length - mostNamed
  return [
    {
      kind: 'text',
      title: say.t.silentTitle,
      text: left > 0 ? `${shown}, ${say.t.more(say.number(left))}.` : `${shown}.`,
      isSmall: true,
    },
    {
      kind: 'table',
      title: say.t.silentTitle,
      columns: [{ head: say.t.mission, width: 100 }],
      rows: silent.map(({ shortName }) => [shortName]),
      sheetOnly: true,
    },
  ]
}
