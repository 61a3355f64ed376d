import type { TodayAct } from '../../contract/today.ts'
import { type Effect, effectOf, type MessageChange, type MissionMeasure } from '../alignment/index.ts'
import { purposeValueOf } from '../rating/index.ts'

/** A kit that this mission has not answered, or took and has not begun. */
export type WaitingKit = {
  readonly id: string
  readonly title: string
  readonly objectiveCode: string
  readonly isMandatory: boolean
  readonly targetAt: string | null
  readonly languages: readonly string[]
}

/** An item that is not out yet. */
export type OpenItem = {
  readonly id: string
  readonly title: string
  readonly status: string
  readonly kind: string
  readonly objectives: readonly { readonly code: string; readonly weight: number }[]
  readonly plannedAt: string | null
}

/** Minutes by act: rules of thumb [P], from the keystroke-level estimate of journey 1 and the acts after it. */
const minutesOf = { kit: 12, improve: 3, returned: 6, write: 15 } as const
const maxItems = 5
/** Reports an activity; led by a purpose it would count in full. Protocol is legitimate as it is. */
const isWeak = (item: OpenItem) => item.kind === 'activity' || item.kind === 'activity_purpose'
const codeOf = (item: OpenItem) => item.objectives[0]?.code ?? 'none'

type Candidate = { readonly act: Omit<TodayAct, 'points'>; readonly effect: Effect | null }

/**
 * At most three acts, the largest effect on the mission's own index first; where effects are alike, what is mandatory,
 * then what is due sooner. Points are told only where labels are audited.
 */
export function suggestActs(
  measure: MissionMeasure,
  kits: readonly WaitingKit[],
  items: readonly OpenItem[],
): TodayAct[] {
  const returned = items.filter((item) => item.status === 'returned')
  const weak = items.filter((item) => item.status !== 'returned' && isWeak(item)).slice(0, maxItems)
  const candidates = [
    ...kits.map((kit) => kitAct(measure, kit)),
    ...returned.map((item) => returnedAct(measure, item)),
    ...(weak.length > 0 ? [improveAct(measure, weak)] : []),
    ...writeAct(measure, kits),
  ]
  return candidates
    .toSorted(byEffect)
    .slice(0, 3)
    .map(({ act, effect }) => ({ ...act, points: effect?.isFirm ? effect.points : null }))
}

const published = (objective: string, purposeValue: number): MessageChange => ({ objective, purposeValue, weight: 1 })

function kitAct(measure: MissionMeasure, kit: WaitingKit): Candidate {
  const { id, title, isMandatory, languages } = kit
  return {
    act: {
      kind: 'kit',
      objectiveCode: kit.objectiveCode,
      minutes: minutesOf.kit,
      dueAt: kit.targetAt,
      campaign: { id, title, isMandatory, languages: [...languages] },
      items: [],
    },
    effect: effectOf(measure, [published(kit.objectiveCode, 1)]),
  }
}

function returnedAct(measure: MissionMeasure, item: OpenItem): Candidate {
  return {
    act: {
      kind: 'returned',
      objectiveCode: item.objectives[0]?.code ?? null,
      minutes: minutesOf.returned,
      dueAt: item.plannedAt,
      campaign: null,
      items: [{ id: item.id, title: item.title }],
    },
    effect: effectOf(measure, [published(codeOf(item), purposeValueOf(item.kind))]),
  }
}

/** Items on their way that report an activity: led by a purpose they would count in full. */
function improveAct(measure: MissionMeasure, weak: readonly OpenItem[]): Candidate {
  const asTheyAre = effectOf(
    measure,
    weak.map((item) => published(codeOf(item), purposeValueOf(item.kind))),
  )
  const improved = effectOf(
    measure,
    weak.map((item) => published(codeOf(item), 1)),
  )
  return {
    act: {
      kind: 'improve',
      objectiveCode: weak[0]?.objectives[0]?.code ?? null,
      minutes: minutesOf.improve * weak.length,
      dueAt: weak.map((item) => item.plannedAt).find((at) => at !== null) ?? null,
      campaign: null,
      items: weak.map(({ id, title }) => ({ id, title })),
    },
    effect: asTheyAre && improved && { points: improved.points - asTheyAre.points, isFirm: improved.isFirm },
  }
}

/** The agreed objective that a message more would serve best, where no waiting kit serves it. */
function writeAct(measure: MissionMeasure, kits: readonly WaitingKit[]): Candidate[] {
  const served = new Set(kits.map((kit) => kit.objectiveCode))
  const best = Object.keys(measure.target ?? {})
    .filter((code) => !served.has(code))
    .map((code) => ({ code, effect: effectOf(measure, [published(code, 1)]) }))
    .toSorted((a, b) => (b.effect?.points ?? 0) - (a.effect?.points ?? 0))[0]
  if (best === undefined) return []
  const { code, effect } = best
  return [
    {
      act: {
        kind: 'write',
        objectiveCode: code,
        minutes: minutesOf.write,
        dueAt: null,
        campaign: null,
        items: [],
      },
      effect,
    },
  ]
}

/** Below this two effects are alike, in points. */
const alike = 0.05

function byEffect(a: Candidate, b: Candidate): number {
  const difference = (b.effect?.points ?? 0) - (a.effect?.points ?? 0)
  if (Math.abs(difference) > alike) return difference
  const mandatory = Number(b.act.campaign?.isMandatory ?? false) - Number(a.act.campaign?.isMandatory ?? false)
  if (mandatory !== 0) return mandatory
  return (a.act.dueAt ?? '9').localeCompare(b.act.dueAt ?? '9')
}
