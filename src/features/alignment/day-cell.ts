import type { RatedMessage } from '../rating/index.ts'
import { dailyWeight } from './bands.ts'

/** What the roll-up keeps of one mission's day: sums of one stratum and source of labels. */
export type StratumSum = {
  readonly languageGroup: string
  /** rated | officer | machine | none: whose label stands. */
  readonly labelSource: string
  readonly messages: number
  /** Sum of capped weights. */
  readonly weight: number
  /** Weighted sum of shares by objective code, `none` included. */
  readonly objectives: Readonly<Record<string, number>>
  /** Weighted sum of purpose values (0–1). */
  readonly purpose: number
  readonly readable: number
}

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
    const objectives: Record<string, number> = {}
    let weight = 0
    let purpose = 0
    let readable = 0
    for (const { id, standing } of members) {
      const w = weights.get(id) ?? 0
      weight += w
      purpose += w * (standing.label.purposeValue ?? 0)
      if (standing.isReadable) readable += w
      for (const [code, share] of Object.entries(standing.label.objectives))
        objectives[code] = (objectives[code] ?? 0) + w * share
    }
    return {
      languageGroup: first.languageGroup,
      labelSource: first.standing.label.source,
      messages: members.length,
      weight,
      objectives,
      purpose,
      readable,
    }
  })
}
