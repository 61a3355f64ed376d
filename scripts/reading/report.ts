import type { ModelHead } from '../../src/features/reading/reader/model.ts'
import { TOPICS } from '../../src/features/reading/reader/reader.ts'
import { best } from '../../src/features/reading/reader/score.ts'
import type { Row } from './corpus.ts'
import type { Scored } from './eval.ts'
import { bootstrap, calibrationError, type Interval, macroF1, ofClass, type Pair } from './measures.ts'

type Inputs = {
  rows: readonly Row[]
  ours: readonly Scored[]
  oursAtPrior: readonly Scored[]
  bag: readonly Scored[]
  model: ModelHead
  /** The section on speed as the paper has it: the bench writes figures, evaluation keeps them. */
  speed: string
  second: readonly { label: string; first: number; mended: number; n: number }[]
}

type Head = 'objective' | 'purpose' | 'benefit' | 'cta'
const BASE = { objective: 0, purpose: 8, benefit: 11, cta: 13 } as const
const SIZE = { objective: 8, purpose: 3, benefit: 2, cta: 2 } as const
const HEAD_NAMES: readonly Head[] = ['objective', 'purpose', 'benefit', 'cta']

function goldOf(row: Row, head: Head): number {
  if (head === 'objective') return TOPICS.indexOf(row.objective)
  return head === 'purpose' ? row.purpose : Number(row[head])
}

function pairsOf(scored: readonly Scored[], head: Head, weight: (row: Row) => number = () => 1): Pair[] {
  return scored.map((one) => {
    const said = head === 'benefit' || head === 'cta' ? Number(one[head]) : best(one.p, BASE[head], SIZE[head])
    return { gold: goldOf(one.row, head), said, weight: weight(one.row) }
  })
}

const measureOf = (head: Head) => (pairs: readonly Pair[]) =>
  head === 'objective' || head === 'purpose' ? macroF1(pairs, SIZE[head]) : ofClass(pairs, 1).f1

const percent = (x: number) => (100 * x).toFixed(1)
const within = (i: Interval) => `${percent(i.value)} [${percent(i.low)}–${percent(i.high)}]`
const is = (language: string) => (s: Scored) => s.row.lang === language
const others = (s: Scored) => s.row.lang !== 'id' && s.row.lang !== 'en'

/** Says what most rows say: the first baseline. */
function majority(scored: readonly Scored[], head: Head): Pair[] {
  const counts = new Map<number, number>()
  for (const { row } of scored) counts.set(goldOf(row, head), (counts.get(goldOf(row, head)) ?? 0) + 1)
  const said = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
  return scored.map(({ row }) => ({ gold: goldOf(row, head), said, weight: 1 }))
}

/** Weights that make 70 of 100 posts `none` or purpose 0, as in a real feed. */
function feedWeights(rows: readonly Row[]): (row: Row) => number {
  const plain = (row: Row) => row.objective === 'none' || row.purpose === 0
  const share = rows.filter(plain).length / rows.length
  return (row) => (plain(row) ? 0.7 / share : 0.3 / (1 - share))
}

function mainTable({ rows, ours, oursAtPrior, bag }: Inputs): string {
  const weight = feedWeights(rows)
  const line = (name: string, cells: string[]) => `| ${name} | ${cells.join(' | ')} |`
  const row = (name: string, scored: readonly Scored[]) =>
    line(
      `${name} (${scored.length})`,
      HEAD_NAMES.map((head) => within(bootstrap(pairsOf(scored, head), measureOf(head)))),
    )
  const feed = (name: string, scored: readonly Scored[]) =>
    line(
      name,
      HEAD_NAMES.map((head) => percent(measureOf(head)(pairsOf(scored, head, weight)))),
    )
  const c7c = oursAtPrior.filter((s) => s.row.batch === 'c7-c')
  const bare = ours.filter((s) => s.row.text.includes('#'))
  return [
    '| | objective, macro-F1 | purpose, macro-F1 | benefit, F1 | call to action, F1 |',
    '| --- | --- | --- | --- | --- |',
    row('**Reader**, all', ours),
    row('Reader, Indonesian', ours.filter(is('id'))),
    row('Reader, English', ours.filter(is('en'))),
    row('Reader, other languages', ours.filter(others)),
    row('Reader, posts with hashtags', bare),
    line(
      'Majority, all',
      HEAD_NAMES.map((head) => percent(measureOf(head)(majority(ours, head)))),
    ),
    row('Bag of words, all', bag),
    row('Bag of words, Indonesian', bag.filter(is('id'))),
    row('Bag of words, English', bag.filter(is('en'))),
    row('Bag of words, other languages', bag.filter(others)),
    feed('Reader, weighted to a feed (70 % none or purpose 0), without correction', ours),
    feed('Reader, the same, with the prior correction it ships with', oursAtPrior),
    row('Reader as shipped, c7 C: feeds in their natural mix', c7c),
  ].join('\n')
}

function perLanguage(ours: readonly Scored[]): string {
  const languages = [...new Set(ours.map((s) => s.row.lang))].sort()
  const lines = languages.map((language) => {
    const own = ours.filter(is(language))
    const prf = (head: 'benefit' | 'cta') => {
      const m = ofClass(pairsOf(own, head), 1)
      return `${percent(m.precision)} / ${percent(m.recall)} / ${percent(m.f1)}`
    }
    const macro = (head: 'objective' | 'purpose') => {
      const pairs = pairsOf(own, head)
      const classes = Array.from({ length: SIZE[head] }, (_, k) => ofClass(pairs, k)).filter((m) => m.support > 0)
      const mean = (of: (m: (typeof classes)[number]) => number) =>
        classes.reduce((sum, m) => sum + of(m), 0) / classes.length
      return `${percent(mean((m) => m.precision))} / ${percent(mean((m) => m.recall))} / ${within(bootstrap(pairs, measureOf(head)))}`
    }
    return `| ${language} | ${own.length} | ${macro('objective')} | ${macro('purpose')} | ${prf('benefit')} | ${prf('cta')} |`
  })
  return [
    '| language | posts | objective P / R / F1 | purpose P / R / F1 | benefit P / R / F1 | call to action P / R / F1 |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

function perClass(ours: readonly Scored[]): string {
  const rows: string[] = []
  const add = (head: Head, k: number, name: string) => {
    const pairs = pairsOf(ours, head)
    const m = ofClass(pairs, k)
    const f1 = bootstrap(pairs, (drawn) => ofClass(drawn, k).f1)
    rows.push(`| ${head} ${name} | ${m.support} | ${percent(m.precision)} | ${percent(m.recall)} | ${within(f1)} |`)
  }
  TOPICS.forEach((topic, k) => {
    add('objective', k, topic)
  })
  for (const k of [0, 1, 2]) add('purpose', k, String(k))
  add('benefit', 1, 'true')
  add('cta', 1, 'true')
  return ['| label | posts | precision | recall | F1 |', '| --- | --- | --- | --- | --- |', ...rows].join('\n')
}

function confusion(ours: readonly Scored[], head: 'objective' | 'purpose', names: readonly string[]): string {
  const counts = names.map(() => names.map(() => 0))
  for (const { gold, said } of pairsOf(ours, head)) {
    const line = counts[gold]
    if (line) line[said] = (line[said] ?? 0) + 1
  }
  return [
    `| people said ↓, reader said → | ${names.join(' | ')} |`,
    `| --- |${names.map(() => ' --- |').join('')}`,
    ...counts.map((line, k) => `| ${names[k]} | ${line.join(' | ')} |`),
  ].join('\n')
}

function calibration(ours: readonly Scored[]): string {
  const ece = (head: Head) =>
    calibrationError(
      ours.map(({ row, p }) => {
        const said = best(p, BASE[head], SIZE[head])
        return { p: p[BASE[head] + said] ?? 0, right: said === goldOf(row, head), weight: 1 }
      }),
    )
  const both = calibrationError(ours.map((s) => ({ p: s.confidence, right: s.both, weight: 1 })))
  const kept = ours.filter((s) => s.confidence >= 0.5)
  const rightOf = (list: readonly Scored[]) => percent(list.filter((s) => s.both).length / (list.length || 1))
  return [
    `Expected calibration error: ${HEAD_NAMES.map((head) => `${head} ${ece(head).toFixed(3)}`).join(', ')}; of the confidence that stands on a reading ${both.toFixed(3)}.`,
    `Objective and purpose are both right in ${rightOf(ours)} % of all posts. Below confidence 0.5 the reader abstains:`,
    `that is ${percent(1 - kept.length / ours.length)} % of these posts, and of the rest ${rightOf(kept)} % are right in both.`,
  ].join('\n')
}

function failures(ours: readonly Scored[]): string {
  const hard = ours.filter((s) => s.row.hard)
  const easy = ours.filter((s) => !s.row.hard)
  const f = (list: readonly Scored[], head: Head) => percent(measureOf(head)(pairsOf(list, head)))
  const weak = [...new Set(ours.map((s) => s.row.lang))]
    .map((language) => ({ language, own: ours.filter(is(language)) }))
    .filter(({ own }) => own.length >= 40)
    .map(({ language, own }) => ({ language, f1: measureOf('objective')(pairsOf(own, 'objective')) }))
    .sort((a, b) => a.f1 - b.f1)
    .slice(0, 6)
  const styles = [...new Set(ours.map((s) => s.row.style))].sort().map((style) => {
    const own = ours.filter((s) => s.row.style === style)
    return `${style} ${f(own, 'objective')} (${own.length})`
  })
  return `- Posts marked \`hard\` (irony, a purpose inside a ceremony, a ceremony dressed as purpose): objective ${f(hard, 'objective')}, purpose ${f(hard, 'purpose')}, benefit ${f(hard, 'benefit')}; all others ${f(easy, 'objective')}, ${f(easy, 'purpose')}, ${f(easy, 'benefit')}.
- Weakest languages with at least 40 posts, objective: ${weak.map((w) => `${w.language} ${percent(w.f1)}`).join(', ')}.
- Objective by style (posts): ${styles.join(', ')}.
- It reads words, not the world. A product or place it has never met, named without any of the usual words around it, is guessed from the rest; a joke that lists seven topics and means none is often believed.
- A short report of an event with no word of its field ("Minister's stand-up at the fair") is taken for \`none\`.
- Purpose 1 is the hardest of the three: a result told as a story, with no figure and no verb of agreement, reads like an activity.
- Benefit is the weakest label: the two labellers differ on it most.`
}

/** The whole paper. Figures are from held-out batches only. */
export function report(inputs: Inputs): string {
  const { rows, ours, model, second } = inputs
  const kappa =
    second.length === 0
      ? 'No second labels are in the corpus yet.'
      : [
          `| label | posts labelled twice | Cohen's κ as first written | κ after the labels that failed were mended |`,
          '| --- | --- | --- | --- |',
          ...second.map((s) => `| ${s.label} | ${s.n} | ${s.first.toFixed(3)} | ${s.mended.toFixed(3)} |`),
        ].join('\n')
  return `# Reading: what the reader knows and where it fails

Written by \`npm run eval:reading\`. Model ${model.version}, ${rows.length} posts, ${new Set(rows.map((r) => r.lang)).size} languages.
The corpus is synthetic (\`data/corpus/README.md\`): real feeds will be harder. Figures in per cent; intervals are 95 %, from 200 redraws of the posts.

**How it is measured.** Six folds of whole batches (a batch is what one writer wrote in one sitting). A post is always read by a model that saw
nothing of its batch; temperatures, thresholds and confidence come from the other folds as well. The language is given. No random split is used anywhere.
The batches of c11, written to widen the weak languages, are dealt over the folds in turn: another sitting of the same writer may have been seen.

**What it is.** Links, mails, handles, hashtags and phone numbers are masked. Words, word pairs, character n-grams, the numbers' form and the text's shape
are hashed into 2^19 rows; ${'`data/reading/cues`'} lifts words of 25 languages to shared concepts (product, gain, offer, imperative, ceremony, office life …) that speak alone, in pairs
within a sentence and within the text, next to a number, in the first and last sentence. Two multinomial logistic models, each the mean of three trainings: one for the objective, where a
feature counts the more the rarer it is, one for the other three labels. One ask is enough: for the call to action every sentence is scored by itself and the strongest counts. One byte a weight; a temperature
for each label; benefit and call to action are said from the probability that measured best (below one half, since both are rarer than not).

**What was tried** (all on whole batches, macro-F1 or F1 points): rarity of features, objective +0.4; concepts in pairs over the whole text, benefit +0.5, call to action +0.6; each sentence scored by itself, call to action +1.5;
thresholds below one half, benefit +3, call to action +1; cues of offers, asks, office life and rights in 25 languages, purpose +0.7, benefit +1.9, call to action +2; wider topic words in seven languages, objective +0.3
(+1 in those languages); 3,603 more posts, objective +1, benefit +4, call to action +3. Measured and not taken: a hidden layer of 32 units (−0.5), a second stage over the first one's answers (purpose +0.2, objective −0.5), 2^20 rows (+0.1),
logistic regression by L-BFGS (−4), hiding whole kinds of features (0), six-letter beginnings (0), words two apart (0), five trainings instead of three (+0.1).

## The reader beside two baselines
${mainTable(inputs)}

Hashtags are masked before anything is learnt, so a run with hashtags masked gives the same figures to the last digit; a test holds that.
The aims were: objective 92 (id, en) and 85 (others), purpose 92, benefit 82, call to action 92, calibration error 0.05. Where a figure above is lower, the aim is missed.

## Per language
${perLanguage(ours)}

## Per label
${perClass(ours)}

## Confusion
${confusion(ours, 'objective', TOPICS)}

${confusion(ours, 'purpose', ['0', '1', '2'])}

## Calibration
${calibration(ours)}

${inputs.speed}## Two labellers on the same posts
${kappa}

## Where it fails
${failures(ours)}
`
}
