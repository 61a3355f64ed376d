import { drawCount, generator, type Interval, middleOf, type RedrawnDays, textKeys } from './bootstrap.ts'
import { benefitElements } from './components/benefit-statement.ts'
import { messageConsistency } from './components/message-consistency.ts'
import type { QuestionTally } from './components/responsiveness.ts'
import { homeOf, type Parents } from './estimate.ts'
import { alignmentIndex, type ComponentId, type ComponentValues, componentIds, type Weights } from './iks.ts'
import { purposeRatio } from './purpose-ratio.ts'
import type { Mix } from './score.ts'

export type Intervals = {
  readonly components: Readonly<Record<ComponentId, Interval | null>>
  readonly index: Interval | null
}

/** What is redrawn beside the days: kits that count for C2, and questions. */
export type OtherUnits = {
  readonly kits: readonly { readonly weight: number; readonly earned: number }[]
  readonly questions: QuestionTally | null
}

/**
 * 90 % intervals by bootstrap over days, the strata's audit samples, kits and questions (domain 5.2.2, 5.2.2a.4). The index is taken over the
 * components that `values` has; C6 is one aggregate and stays as it is. The same input gives the same interval.
 */
export function intervalsOf(
  redrawn: RedrawnDays,
  held: {
    readonly target: Mix | null
    readonly parents: Parents
    readonly values: ComponentValues
    readonly weights: Weights
  },
  units: OtherUnits,
): Intervals {
  const { values, weights } = held
  const text = textDraws(redrawn)
  const draws: Record<ComponentId, Float64Array> = {
    C1: coverageDraws(redrawn, held.target, held.parents),
    C2: adoptionDraws(units.kits),
    C3: purposeDraws(redrawn),
    ...text,
    C6: new Float64Array(drawCount).fill(values.C6 ?? Number.NaN),
    C8: questionDraws(units.questions),
  }
  const present = componentIds.filter((id) => values[id] !== null && weights[id] > 0)
  const all = present.reduce((sum, id) => sum + weights[id], 0)
  const index = new Float64Array(drawCount).fill(Number.NaN)
  if (all > 0)
    for (let draw = 0; draw < drawCount; draw++)
      index[draw] = present.reduce((sum, id) => sum + weights[id] * (draws[id][draw] ?? Number.NaN), 0) / all
  return {
    components: Object.fromEntries(
      componentIds.map((id) => [id, middleOf(draws[id], values[id])]),
    ) as Intervals['components'],
    index: middleOf(index, alignmentIndex(values, weights)),
  }
}

function purposeDraws({ weight, purpose }: RedrawnDays): Float64Array {
  return weight.map((all, draw) => (all > 0 ? purposeRatio(Math.min(1, (purpose[draw] ?? 0) / all)) : Number.NaN))
}

/** A mix as numbers: which place each redrawn code has in it, and what it asks for there. */
export function layOut(codes: readonly string[], target: Mix, parents: Parents) {
  const homes = codes.map((code) => (code === 'none' ? 'none' : homeOf(code, target, parents)))
  const order = [...new Set([...Object.keys(target), ...homes.filter((code) => code !== 'none')])]
  return {
    order,
    /** −1 = none. */
    places: Int32Array.from(homes, (home) => (home === 'none' ? -1 : order.indexOf(home))),
    tau: Float64Array.from(order, (code) => target[code] ?? 0),
  }
}

/** One draw's shares of the objective-bearing messages and their weight, as `shareOut` makes them; into `shares`. */
export function sharesOfDraw(redrawn: RedrawnDays, draw: number, places: Int32Array, shares: Float64Array): number {
  const weight = redrawn.weight[draw] ?? 0
  const at = draw * redrawn.codes.length
  shares.fill(0)
  let none = 0
  for (let k = 0; k < places.length; k++) {
    const sum = redrawn.corrected[at + k] ?? 0
    const place = places[k] ?? -1
    if (place < 0) none += sum
    else shares[place] = (shares[place] ?? 0) + sum
  }
  const cut = (sum: number) => Math.min(weight, Math.max(0, sum))
  let bearing = 0
  for (let k = 0; k < shares.length; k++) {
    const sum = cut(shares[k] ?? 0)
    shares[k] = sum
    bearing += sum
  }
  if (bearing <= 0) return 0
  for (let k = 0; k < shares.length; k++) shares[k] = (shares[k] ?? 0) / bearing
  return (weight * bearing) / (bearing + cut(none))
}

/** C1 of shares beside τ, as `objectiveCoverage`; in numbers only, for thousands of draws. */
export function coverageOf(shares: Float64Array, tau: Float64Array, n: number): number {
  let tv = 0
  let e0 = 0
  for (let k = 0; k < tau.length; k++) {
    const t = tau[k] ?? 0
    tv += Math.abs((shares[k] ?? 0) - t) / 2
    e0 += Math.sqrt((2 * t * (1 - t)) / (Math.PI * n)) / 2
  }
  return e0 < 1 ? Math.max(0, 100 * (1 - Math.max(0, tv - e0) / (1 - e0))) : 0
}

function coverageDraws(redrawn: RedrawnDays, target: Mix | null, parents: Parents): Float64Array {
  const values = new Float64Array(drawCount).fill(Number.NaN)
  if (!target) return values
  const { places, tau } = layOut(redrawn.codes, target, parents)
  const shares = new Float64Array(tau.length)
  for (let draw = 0; draw < drawCount; draw++) {
    const n = sharesOfDraw(redrawn, draw, places, shares)
    if (n > 0) values[draw] = coverageOf(shares, tau, n)
  }
  return values
}

function textDraws({ texts }: RedrawnDays): Record<'C4' | 'C5' | 'C7', Float64Array> {
  const read = (draw: number, key: (typeof textKeys)[number]) =>
    texts[draw * textKeys.length + textKeys.indexOf(key)] ?? 0
  const mean = (weight: number, sum: number) => (weight > 0 ? sum / weight : Number.NaN)
  const over = (compute: (draw: number) => number) => new Float64Array(drawCount).map((_, draw) => compute(draw))
  return {
    C4: over((draw) => mean(read(draw, 'plainWeight'), read(draw, 'plainSum'))),
    C5: over((draw) => (100 / benefitElements) * mean(read(draw, 'benefitWeight'), read(draw, 'benefitSum'))),
    C7: over(
      (draw) =>
        messageConsistency({
          said: { weight: read(draw, 'saidWeight'), sum: read(draw, 'saidSum') },
          figures: { used: read(draw, 'figuresUsed'), matching: read(draw, 'figuresMatching') },
        }) ?? Number.NaN,
    ),
  }
}

function adoptionDraws(kits: OtherUnits['kits']): Float64Array {
  const random = generator(`kits ${kits.length}`)
  return new Float64Array(drawCount).map(() => {
    let weight = 0
    let earned = 0
    for (let n = 0; n < kits.length; n++) {
      const kit = kits[Math.floor(random() * kits.length)]
      weight += kit?.weight ?? 0
      earned += (kit?.weight ?? 0) * (kit?.earned ?? 0)
    }
    return weight > 0 ? (100 * earned) / weight : Number.NaN
  })
}

/**
 * Questions drawn again. The counts do not say which of those answered in time were resolved: they are taken to be the same ones as far as they
 * can, which gives the widest interval.
 */
function questionDraws(tally: QuestionTally | null): Float64Array {
  const values = new Float64Array(drawCount).fill(Number.NaN)
  if (!tally || tally.actionable === 0) return values
  const { actionable, inTime, resolved } = tally
  const random = generator(`questions ${actionable}`)
  return values.map(() => {
    let sum = 0
    for (let n = 0; n < actionable; n++) {
      const at = random() * actionable
      sum += (at < inTime ? 0.7 : 0) + (at < resolved ? 0.3 : 0)
    }
    return (100 * sum) / actionable
  })
}
