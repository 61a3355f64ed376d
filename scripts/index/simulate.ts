// Invented missions whose truth is known, read by a machine that errs as ours does (docs/READING.md) and differently by language, audited by random
// samples: does the 90 % interval hold the truth, and how much of the machine's bias does the correction take away? (docs/INDEX.md)
// node scripts/index/simulate.ts [--draws 2000] [--seed 7]
import { parseArgs } from 'node:util'
import { type DaySums, drawDeltas, generator, redrawDays } from '../../src/features/alignment/bootstrap.ts'
import { correctionsOf } from '../../src/features/alignment/correction.ts'
import { dayCellOf } from '../../src/features/alignment/day-cell.ts'
import { estimateOf } from '../../src/features/alignment/estimate.ts'
import { alignmentIndex, missionWeights } from '../../src/features/alignment/iks.ts'
import { intervalsOf } from '../../src/features/alignment/interval.ts'
import { scoreOf } from '../../src/features/alignment/score.ts'
import type { Label, LanguageGroup, RatedMessage } from '../../src/features/rating/index.ts'

const { values: options } = parseArgs({
  options: {
    draws: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '7' },
    samples: { type: 'string' },
  },
})
const draws = Number(options.draws)
const random = generator(`simulation ${options.seed}`)
const missionCount = 133
const samples = (options.samples ?? '30,60,100,200,300').split(',').map(Number)
const topics = ['products', 'services', 'tourism', 'investment', 'policy', 'protection', 'culture'] as const
const codes = [...topics, 'none'] as const

// People said (row), the reader said (column): docs/READING.md, model 2026-11-25.7.
const confusion = [
  [1037, 12, 21, 25, 17, 12, 32, 55],
  [30, 779, 42, 36, 21, 59, 71, 46],
  [29, 22, 880, 12, 17, 28, 55, 47],
  [45, 40, 24, 889, 23, 13, 14, 57],
  [32, 21, 15, 25, 849, 36, 27, 71],
  [10, 53, 28, 13, 22, 969, 26, 81],
  [29, 37, 39, 11, 25, 21, 941, 102],
  [63, 29, 38, 61, 72, 68, 69, 1526],
]
const purposeConfusion = [
  [3261, 184, 102],
  [295, 2590, 278],
  [141, 277, 2771],
]
/** Languages: their group, how much likelier than on average the reader errs there, and whether it sees purpose where there is none. */
const languages = [
  { tag: 'id', group: 'id', errors: 0.8, flatters: 0.15 },
  { tag: 'en', group: 'en', errors: 0.95, flatters: 0.1 },
  { tag: 'ar', group: 'other', errors: 1.2, flatters: 0.35 },
  { tag: 'es', group: 'other', errors: 1.1, flatters: 0.25 },
  { tag: 'zh', group: 'other', errors: 1.3, flatters: 0.4 },
  { tag: 'ru', group: 'other', errors: 1.4, flatters: 0.3 },
] as const satisfies readonly { tag: string; group: LanguageGroup; errors: number; flatters: number }[]

type Mission = {
  readonly target: Readonly<Record<string, number>>
  /** True chance of each code, and of purpose 0, 1, 2 for objective-bearing messages. */
  readonly mix: readonly number[]
  readonly purposes: readonly number[]
  readonly aDay: number
  readonly tongues: readonly number[]
}

const pick = (chances: readonly number[]): number => {
  let left = random() * chances.reduce((sum, chance) => sum + chance, 0)
  for (const [at, chance] of chances.entries()) {
    left -= chance
    if (left < 0) return at
  }
  return chances.length - 1
}
const gamma = (): number => -Math.log(random() || 1e-12)
const normalised = (numbers: readonly number[]): number[] => {
  const sum = numbers.reduce((a, b) => a + b, 0)
  return numbers.map((number) => number / sum)
}

/** A mission that follows its agreed mix more or less, reports more or less ceremony, and speaks Indonesian, English and its host's language. */
function inventMission(): Mission {
  const target = normalised(topics.map(() => 0.4 + gamma()))
  const own = normalised(topics.map(() => gamma()))
  const loyalty = random()
  const none = 0.15 + 0.4 * random()
  const mix = target.map((share, k) => (1 - none) * (loyalty * share + (1 - loyalty) * (own[k] ?? 0)))
  const host = 2 + Math.floor(random() * (languages.length - 2))
  return {
    target: Object.fromEntries(topics.map((topic, k) => [topic, target[k] ?? 0])),
    mix: [...mix, none],
    purposes: normalised([0.4 + random(), 0.3 + random(), 0.3 + random()]),
    aDay: 0.4 + 1.6 * random(),
    tongues: languages.map((_, at) => (at === 0 ? 0.5 : at === 1 ? 0.2 : at === host ? 0.3 : 0)),
  }
}

type Spoken = { readonly group: LanguageGroup; readonly truth: Label; readonly machine: Label }

const labelOf = (source: 'rated' | 'machine', code: number, purpose: number): Label => ({
  source,
  origin: source === 'rated' ? 'adjudicated' : 'machine',
  objectives: { [codes[code] ?? 'none']: 1 },
  purposeValue: purpose / 2,
})

function speak(mission: Mission): Spoken {
  const language = languages[pick(mission.tongues)] ?? languages[0]
  const code = pick(mission.mix)
  const purpose = code === codes.length - 1 ? pick([0.9, 0.08, 0.02]) : pick(mission.purposes)
  const errs = (row: readonly number[], own: number) => {
    const right = row[own] ?? 0
    const scaled = row.map((count, at) => (at === own ? count : count * language.errors))
    scaled[own] = Math.max(0, right - (language.errors - 1) * (row.reduce((a, b) => a + b, 0) - right))
    return pick(scaled)
  }
  const read = errs(purposeConfusion[purpose] ?? [1], purpose)
  return {
    group: language.group,
    truth: labelOf('rated', code, purpose),
    machine: labelOf(
      'machine',
      errs(confusion[code] ?? [1], code),
      read < 2 && random() < language.flatters ? read + 1 : read,
    ),
  }
}

const toMessage = (spoken: Spoken, isRated: boolean): RatedMessage => ({
  id: crypto.randomUUID(),
  missionId: 'm',
  localDay: '2026-10-01',
  languageGroup: spoken.group,
  isExcluded: false,
  isDeleted: false,
  standing: {
    label: isRated ? spoken.truth : spoken.machine,
    estimate: spoken.machine,
    machine: { ...spoken.machine, isReadable: true },
    isReadable: true,
  },
})

const poisson = (mean: number): number => {
  let count = 0
  for (let product = random(); product > Math.exp(-mean); product *= random()) count++
  return count
}

/** A quarter of one mission, day by day, as its labels and as the truth. */
function quarterOf(mission: Mission): Spoken[][] {
  return Array.from({ length: 90 }, () => Array.from({ length: poisson(mission.aDay) }, () => speak(mission))).filter(
    (day) => day.length > 0,
  )
}

const parents = new Map<string, string | null>()
const sumsOf = (days: readonly Spoken[][], isTrue: boolean): DaySums[] =>
  days.map((day) => ({
    sums: dayCellOf(day.map((spoken) => toMessage(spoken, isTrue))),
    texts: null,
  }))

function figuresOf(days: readonly DaySums[], corrections: ReturnType<typeof correctionsOf>, target: Mission['target']) {
  const estimate = estimateOf(
    days.flatMap(({ sums }) => sums),
    corrections,
  )
  const { c1, c3, out } = scoreOf({ ...estimate, isAudited: true }, target, parents)
  const values = { C1: c1.value, C2: null, C3: c3.value, C4: null, C5: null, C6: null, C7: null, C8: null }
  return {
    shares: out.shares,
    C1: c1.value ?? Number.NaN,
    C3: c3.value ?? Number.NaN,
    IKS: alignmentIndex(values, missionWeights) ?? Number.NaN,
  }
}

const missions = Array.from({ length: missionCount }, inventMission)
const volume = missions.map((mission) => mission.aDay)
const measures = ['C1', 'C3', 'IKS'] as const

/** What people who read everything would say of each mission on average over quarters like this one. */
const truths = missions.map((mission) => {
  const rounds = 200
  const sum = { C1: 0, C3: 0, IKS: 0 }
  for (let round = 0; round < rounds; round++) {
    const figures = figuresOf(sumsOf(quarterOf(mission), true), new Map(), mission.target)
    for (const measure of measures) sum[measure] += figures[measure] / rounds
  }
  return sum
})

const table: Record<string, Record<string, number>> = {}
for (const size of samples) {
  const hits = { C1: 0, C3: 0, IKS: 0 }
  const above = { C1: 0, C3: 0, IKS: 0 }
  const under = { C1: 0, C3: 0, IKS: 0 }
  const widths = { C1: 0, C3: 0, IKS: 0 }
  const raw = missions.map(() => ({ n: 0, C1: 0, C3: 0, IKS: 0 }))
  const corrected = missions.map(() => ({ n: 0, C1: 0, C3: 0, IKS: 0 }))
  let counted = 0
  const shareErrors = topics.map(() => ({ raw: 0, corrected: 0 }))
  for (let draw = 0; draw < draws; draw++) {
    const at = draw % missionCount
    const mission = missions[at]
    const truth = truths[at]
    if (!mission || !truth) continue
    const sample = (['id', 'en', 'other'] as const).flatMap((group) => {
      const rated: RatedMessage[] = []
      while (rated.length < size) {
        const spoken = speak(missions[pick(volume)] ?? mission)
        if (spoken.group === group) rated.push(toMessage(spoken, true))
      }
      return rated
    })
    const days = sumsOf(quarterOf(mission), false)
    const naive = figuresOf(days, new Map(), mission.target)
    const figures = figuresOf(days, correctionsOf(sample), mission.target)
    const redrawn = redrawDays(days, drawDeltas(sample, generator(`deltas ${draw}`)), generator(`days ${draw}`))
    const values = { C1: figures.C1, C2: null, C3: figures.C3, C4: null, C5: null, C6: null, C7: null, C8: null }
    const intervals = intervalsOf(
      redrawn,
      { target: mission.target, parents, values, weights: missionWeights },
      { kits: [], questions: null },
    )
    counted++
    const bearing = mission.mix.slice(0, -1).reduce((sum, share) => sum + share, 0)
    for (const [k, topic] of topics.entries()) {
      const error = shareErrors[k]
      if (!error) continue
      const is = (mission.mix[k] ?? 0) / bearing
      error.raw += 100 * ((naive.shares[topic] ?? 0) - is)
      error.corrected += 100 * ((figures.shares[topic] ?? 0) - is)
    }
    for (const measure of measures) {
      const interval = measure === 'IKS' ? intervals.index : intervals.components[measure]
      if (!interval) continue
      if (interval.low > truth[measure]) above[measure]++
      if (interval.high < truth[measure]) under[measure]++
      if (interval.low <= truth[measure] + 1e-9 && interval.high >= truth[measure] - 1e-9) hits[measure]++
      widths[measure] += interval.high - interval.low
      const own = raw[at]
      const mended = corrected[at]
      if (!own || !mended) continue
      if (Number.isNaN(naive[measure] - figures[measure])) continue
      own[measure] += naive[measure] - truth[measure]
      mended[measure] += figures[measure] - truth[measure]
    }
    const own = raw[at]
    const mended = corrected[at]
    if (own) own.n++
    if (mended) mended.n++
  }
  const mean = (list: typeof raw, measure: (typeof measures)[number]) =>
    list.reduce((sum, one) => sum + one[measure], 0) / counted
  const round = (value: number) => Math.round(value * 100) / 100
  for (const measure of measures)
    table[`${size} ${measure}`] = {
      'coverage, %': round((100 * hits[measure]) / counted),
      'too high, %': round((100 * above[measure]) / counted),
      'too low, %': round((100 * under[measure]) / counted),
      'mean width': round(widths[measure] / counted),
      'bias of labels': round(mean(raw, measure)),
      'bias corrected': round(mean(corrected, measure)),
      'removed, %': round(100 * (1 - Math.abs(mean(corrected, measure)) / Math.abs(mean(raw, measure)))),
    }
  const off = (pick: (error: (typeof shareErrors)[number]) => number) =>
    shareErrors.reduce((sum, error) => sum + Math.abs(pick(error)) / counted / 2, 0)
  table[`${size} shares of objectives`] = {
    'bias of labels': round(off((error) => error.raw)),
    'bias corrected': round(off((error) => error.corrected)),
    'removed, %': round(100 * (1 - off((error) => error.corrected) / off((error) => error.raw))),
  }
}
console.table(table)
