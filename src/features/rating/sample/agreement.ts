import type { SampleView } from '../../../contract/rating.ts'
import type { RatedMessage } from '../store.ts'
import { krippendorffAlpha } from './krippendorff.ts'

/** What two raters said of one message, in no order. */
export type Pair = readonly { objective: string; purpose: number; benefit: boolean | null; cta: boolean | null }[]

/** Krippendorff's α of every label: objective and each objective alone (nominal), purpose (ordinal), benefit and call to action. */
export function agreementOf(pairs: readonly Pair[]): SampleView['agreement'] {
  const codes = [...new Set(pairs.flatMap((pair) => pair.map(({ objective }) => objective)))].sort()
  const nominal = (label: string, value: (one: Pair[number]) => number | null) => ({
    label,
    level: 'nominal' as const,
    alpha: krippendorffAlpha(
      pairs.map((pair) => pair.map(value).filter((one) => one !== null)),
      'nominal',
    ),
  })
  const truth = (value: boolean | null) => (value === null ? null : Number(value))
  return [
    nominal('objective', ({ objective }) => codes.indexOf(objective)),
    {
      label: 'purpose',
      level: 'ordinal',
      alpha: krippendorffAlpha(
        pairs.map((pair) => pair.map(({ purpose }) => purpose)),
        'ordinal',
      ),
    },
    nominal('benefit', ({ benefit }) => truth(benefit)),
    nominal('cta', ({ cta }) => truth(cta)),
    ...codes.map((code) => nominal(code, ({ objective }) => Number(objective === code))),
  ]
}

/**
 * Sensitivity and specificity of estimates against ratings, by source and label, with 90 % Wilson intervals. Objectives are
 * counted by share; purpose by the guide's three steps (a mean between two steps counts for the nearer, half a step up).
 */
export function accuracyOf(sampled: readonly RatedMessage[]): SampleView['accuracy'] {
  const bySource = Map.groupBy(sampled, ({ standing }) => standing.estimate.source)
  return [...bySource].sort().flatMap(([source, members]) => {
    const codes = [...new Set(members.flatMap(({ standing }) => Object.keys(standing.label.objectives)))].sort()
    const objectives = codes.map((code) => row(source, code, members, ({ objectives }) => objectives[code] ?? 0))
    const purposes = [0, 1, 2].map((step) =>
      row(source, `purpose-${step}`, members, ({ purposeValue }) =>
        purposeValue !== null && Math.round(purposeValue * 2) === step ? 1 : 0,
      ),
    )
    return [...objectives, ...purposes]
  })
}

type Said = RatedMessage['standing']['label']

function row(
  source: Said['source'],
  label: string,
  members: readonly RatedMessage[],
  shareOf: (said: Said) => number,
): SampleView['accuracy'][number] {
  let isRated = 0
  let found = 0
  let spared = 0
  for (const { standing } of members) {
    const rated = shareOf(standing.label)
    const said = shareOf(standing.estimate)
    isRated += rated
    found += Math.min(rated, said)
    spared += Math.min(1 - rated, 1 - said)
  }
  return {
    source,
    label,
    rated: Math.round(isRated),
    sensitivity: wilson(found, isRated),
    specificity: wilson(spared, members.length - isRated),
  }
}

/** 90 % interval of a proportion (E. B. Wilson, 1927); null without anything to count. */
function wilson(hits: number, n: number): { value: number; low: number; high: number } | null {
  if (n < 1e-9) return null
  const z = 1.645
  const p = Math.min(1, hits / n)
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return { value: p, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
