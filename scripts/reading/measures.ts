import { seeded } from './learn.ts'

/** One decision: what people said, what the reader said. */
export type Pair = { gold: number; said: number; weight: number }
export type Measure = { precision: number; recall: number; f1: number; support: number }
export type Interval = { value: number; low: number; high: number }

/** Precision, recall and F1 of one class; 0 where it was never said and never true. */
export function ofClass(pairs: readonly Pair[], label: number): Measure {
  let both = 0
  let said = 0
  let gold = 0
  let support = 0
  for (const pair of pairs) {
    if (pair.gold === label) {
      gold += pair.weight
      support++
    }
    if (pair.said === label) said += pair.weight
    if (pair.gold === label && pair.said === label) both += pair.weight
  }
  return {
    precision: said === 0 ? 0 : both / said,
    recall: gold === 0 ? 0 : both / gold,
    f1: said + gold === 0 ? 0 : (2 * both) / (said + gold),
    support,
  }
}

/** Mean F1 over the classes that occur. */
export function macroF1(pairs: readonly Pair[], classes: number): number {
  const present = Array.from({ length: classes }, (_, k) => ofClass(pairs, k)).filter((m) => m.support > 0)
  return present.length === 0 ? 0 : present.reduce((sum, m) => sum + m.f1, 0) / present.length
}

/** 95 % interval of a measure by 200 redraws of the posts, with a fixed seed. */
export function bootstrap(pairs: readonly Pair[], measure: (drawn: readonly Pair[]) => number): Interval {
  const random = seeded(7)
  const values = Array.from({ length: 200 }, () =>
    measure(Array.from(pairs, () => pairs[Math.floor(random() * pairs.length)] as Pair)),
  ).sort((a, b) => a - b)
  return { value: measure(pairs), low: values[4] ?? 0, high: values[195] ?? 0 }
}

/** Expected calibration error in ten bins of the top probability. */
export function calibrationError(points: readonly { p: number; right: boolean; weight: number }[]): number {
  const bins = Array.from({ length: 10 }, () => ({ p: 0, right: 0, weight: 0 }))
  let sum = 0
  for (const point of points) {
    const bin = bins[Math.min(9, Math.floor(point.p * 10))]
    if (!bin) continue
    bin.p += point.p * point.weight
    bin.right += (point.right ? 1 : 0) * point.weight
    bin.weight += point.weight
    sum += point.weight
  }
  return bins.reduce((error, bin) => error + Math.abs(bin.p - bin.right), 0) / (sum || 1)
}

/** Cohen's κ of two labellers. 1 where they always agree and chance agreement is whole. */
export function cohensKappa(pairs: readonly Pair[]): number {
  const n = pairs.length
  const classes = new Set(pairs.flatMap((pair) => [pair.gold, pair.said]))
  const agree = pairs.filter((pair) => pair.gold === pair.said).length / n
  let chance = 0
  for (const k of classes) {
    chance += (pairs.filter((p) => p.gold === k).length / n) * (pairs.filter((p) => p.said === k).length / n)
  }
  return chance === 1 ? 1 : (agree - chance) / (1 - chance)
}
