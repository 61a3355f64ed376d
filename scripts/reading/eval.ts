// npm run eval:reading: measures the reader on whole batches that no training saw and writes docs/READING.md.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FEATURE_ROWS } from '../../src/features/reading/reader/hash.ts'
import { READING_DATA, readCueLexicon } from '../../src/features/reading/reader/load-reader.ts'
import { HEADS, loadModel, OUTPUTS, softmaxHeads } from '../../src/features/reading/reader/model.ts'
import { best } from '../../src/features/reading/reader/score.ts'
import { CORPUS, type Row, readCorpus } from './corpus.ts'
import { toExamples } from './examples.ts'
import { type Example, scoresOf, trainMean } from './learn.ts'
import { cohensKappa, type Pair } from './measures.ts'
import { report } from './report.ts'
import { confidenceFor, SETTINGS, temperatureFor, thresholdsFor } from './train-model.ts'

/** Whole batches held out together; parts that share languages never fall into one fold, the many batches of c11 in turn. */
const FOLDS: readonly (readonly string[])[] = [
  ['c1-a', 'c2-b', 'c4-a'],
  ['c3-b', 'c5-a', 'c7-a'],
  ['c1-b', 'c6-a', 'c9'],
  ['c2-a', 'c6-b', 'c3-a'],
  ['c10', 'c7-b'],
  ['c8', 'c7-c'],
]

export type Scored = { row: Row; p: Float64Array; benefit: boolean; cta: boolean; confidence: number; both: boolean }

const rows = readCorpus()
const lexicon = readCueLexicon()
const later = [...new Set(rows.map((row) => row.batch))].filter((batch) => batch.startsWith('c11')).sort()
const foldOf = (row: Row): number => {
  const found = FOLDS.findIndex((fold) => fold.includes(row.batch))
  if (found >= 0) return found
  if (!later.includes(row.batch)) throw new Error(`batch ${row.batch} has no fold`)
  return later.indexOf(row.batch) % FOLDS.length
}

function logits(examples: readonly Example[], models: number): Float64Array[] {
  const out = examples.map(() => new Float64Array(OUTPUTS))
  FOLDS.forEach((_, fold) => {
    process.stderr.write(`fold ${fold + 1} of ${FOLDS.length}\n`)
    const seen = examples.filter((_, i) => foldOf(rows[i] as Row) !== fold)
    const model = trainMean(seen, { ...SETTINGS, models, rows: FEATURE_ROWS })
    examples.forEach((example, i) => {
      if (foldOf(rows[i] as Row) === fold) scoresOf(model, example, out[i] as Float64Array)
    })
  })
  return out
}

/** Temperatures and confidence of each fold come from the other folds' held-out scores. */
function scored(examples: readonly Example[], raw: readonly Float64Array[], prior: readonly number[]): Scored[] {
  const out: Scored[] = []
  FOLDS.forEach((_, fold) => {
    const others = examples.map((_, i) => i).filter((i) => foldOf(rows[i] as Row) !== fold)
    const otherExamples = others.map((i) => examples[i] as Example)
    const otherRaw = others.map((i) => raw[i] as Float64Array)
    const temperatures = HEADS.map((_, head) => temperatureFor(head, otherExamples, otherRaw))
    const { a, b } = confidenceFor(otherExamples, otherRaw, temperatures)
    const thresholds = thresholdsFor(otherExamples, otherRaw, temperatures)
    rows.forEach((row, i) => {
      if (foldOf(row) !== fold) return
      const p = Float64Array.from(raw[i] as Float64Array)
      for (let k = 0; k < OUTPUTS; k++) {
        const head = k < 8 ? 0 : k < 11 ? 1 : k < 13 ? 2 : 3
        p[k] = (p[k] as number) / (temperatures[head] ?? 1) + (prior[k] ?? 0)
      }
      softmaxHeads(p)
      const o = best(p, 0, 8)
      const q = best(p, 8, 3)
      const product = Math.min(0.999, Math.max(0.001, (p[o] as number) * (p[8 + q] as number)))
      const confidence = 1 / (1 + Math.exp(-(a + b * Math.log(product / (1 - product)))))
      const example = examples[i] as Example
      // A benefit is only ever stated past the activity: the reader never says one at purpose 0.
      const benefit = q > 0 && (p[12] as number) >= thresholds.benefit
      const cta = (p[14] as number) >= thresholds.cta
      out.push({ row, p, benefit, cta, confidence, both: o === example.targets[0] && q === example.targets[1] })
    })
  })
  return out
}

const zero = new Array<number>(OUTPUTS).fill(0)
const examples = toExamples(rows, lexicon, SETTINGS.groupWeights)
const raw = logits(examples, SETTINGS.models)
const model = loadModel(join(READING_DATA, 'reader.model'))
const ours = scored(examples, raw, zero)
const oursAtPrior = scored(examples, raw, model.head.prior)
const bagExamples = toExamples(rows, lexicon, [1, 0, 0, 0, 0, 0])
const bag = scored(bagExamples, logits(bagExamples, 1), zero)

type Labelled = Pick<Row, 'id' | 'objective' | 'purpose' | 'benefit' | 'cta'>

/** κ of the second, blind labels with the first as they were written (`first.jsonl`), and as they stand now. */
function secondLabels(): { label: string; first: number; mended: number; n: number }[] {
  const folder = join(CORPUS, 'second-labels')
  if (!existsSync(folder)) return []
  const read = (name: string) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as Labelled)
  const byId = (labelled: readonly Labelled[]) => new Map(labelled.map((one) => [one.id, one]))
  const now = byId(rows)
  const first = byId(read('first.jsonl'))
  const seconds = readdirSync(folder)
    .filter((name) => /^c\d+\.jsonl$/.test(name))
    .sort()
    .flatMap(read)
    .filter((second) => now.has(second.id))
  return (['objective', 'purpose', 'benefit', 'cta'] as const).map((label) => {
    const names: unknown[] = []
    const at = (value: unknown) => {
      if (!names.includes(value)) names.push(value)
      return names.indexOf(value)
    }
    const against = (other: ReadonlyMap<string, Labelled>) =>
      cohensKappa(seconds.map((s): Pair => ({ gold: at(other.get(s.id)?.[label]), said: at(s[label]), weight: 1 })))
    return { label, first: against(first), mended: against(now), n: seconds.length }
  })
}

const paper = join(import.meta.dirname, '../../docs/READING.md')
const speed = /## Speed and memory\n[\s\S]*?(?=## )/.exec(readFileSync(paper, 'utf8'))?.[0] ?? ''
const text = report({ speed, rows, ours, oursAtPrior, bag, model: model.head, second: secondLabels() })
writeFileSync(paper, text)
process.stderr.write('docs/READING.md written\n')
