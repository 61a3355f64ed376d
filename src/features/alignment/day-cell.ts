import type { Label, RatedMessage } from '../rating/index.ts'
import { dailyWeight } from './bands.ts'

/** Sums over labelled messages. */
export type LabelSums = {
  readonly messages: number
  /** Sum of capped weights. */
  readonly weight: number
  /** Weighted sum of shares by objective code, `none` included. */
  readonly objectives: Readonly<Record<string, number>>
  /** Weighted sum of purpose values (0–1). */
  readonly purpose: number
  readonly readable: number
}

/** What the roll-up keeps of one mission's day: sums of one stratum and source of labels. */
export type StratumSum = LabelSums & {
  readonly languageGroup: string
  /** rated | officer | machine | none: whose label stands. */
  readonly labelSource: string
  /** Of an officer's stratum: what the machine says of the same messages, as far as it has read them. Else `noLabels`. */
  readonly machine: LabelSums
}

export const noLabels: LabelSums = { messages: 0, weight: 0, objectives: {}, purpose: 0, readable: 0 }

/** Weight of every message of one mission's day: excluded ones weigh nothing and leave the cap to the others. */
export function weightsOfDay(messages: readonly RatedMessage[]): ReadonlyMap<string, number> {
  const weight = dailyWeight(messages.filter((message) => !message.isExcluded).length)
  return new Map(messages.map((message) => [message.id, message.isExcluded ? 0 : weight]))
}

/** Sums of one mission's day by language group and source. Pure: the whole cell from its messages. */
export function dayCellOf(messages: readonly RatedMessage[]): StratumSum[] {
  const weights = weightsOfDay(messages)
  const counted = messages.filter((message) => !message.isExcluded)
  const strata = Map.groupBy(counted, (message) => `${message.languageGroup} ${message.standing.label.source}`)
  return [...strata.values()].flatMap((members) => {
    const first = members[0]
    if (!first) return []
    const { source } = first.standing.label
    const weighed = members.map(({ id, standing }) => ({ weight: weights.get(id) ?? 0, standing }))
    return {
      languageGroup: first.languageGroup,
      labelSource: source,
      ...sumOf(weighed.map(({ weight, standing }) => ({ weight, ...standing.label, isReadable: standing.isReadable }))),
      machine:
        source === 'officer'
          ? sumOf(
              weighed.flatMap(({ weight, standing: { machine } }) =>
                machine.source === 'none' ? [] : { weight, ...machine },
              ),
            )
          : noLabels,
    }
  })
}

type Weighed = Pick<Label, 'objectives' | 'purposeValue'> & { readonly weight: number; readonly isReadable: boolean }

function sumOf(labels: readonly Weighed[]): LabelSums {
  const objectives: Record<string, number> = {}
  let weight = 0
  let purpose = 0
  let readable = 0
  for (const label of labels) {
    weight += label.weight
    purpose += label.weight * (label.purposeValue ?? 0)
    if (label.isReadable) readable += label.weight
    for (const [code, share] of Object.entries(label.objectives))
      objectives[code] = (objectives[code] ?? 0) + label.weight * share
  }
  return { messages: labels.length, weight, objectives, purpose, readable }
}
