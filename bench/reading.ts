// npm run bench -- reading: posts per second of the reader on one core, by stage; memory; growth to 1 M posts.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCorpus } from '../scripts/reading/corpus.ts'
import { createLanguageIdentifier } from '../src/features/reading/language/identify-language.ts'
import { readPlainLists } from '../src/features/reading/plain-language/lists.ts'
import { assessPlainLanguage } from '../src/features/reading/plain-language/plain-language.ts'
import { readLines } from '../src/features/reading/read-lines.ts'
import { createFeaturiser } from '../src/features/reading/reader/features.ts'
import { createReader, READING_DATA, readCueLexicon } from '../src/features/reading/reader/load-reader.ts'
import { loadModel, OUTPUTS } from '../src/features/reading/reader/model.ts'
import { rawScores } from '../src/features/reading/reader/score.ts'

const rows = readCorpus()
const lists = readPlainLists()
const from = performance.now()
const reader = await createReader()
const loadMs = Math.round(performance.now() - from)

/** Posts per second of processor time over the whole corpus, best of three passes: the machine may be shared. */
function rate(work: (row: (typeof rows)[number]) => void): number {
  let best = 0
  for (let pass = 0; pass < 3; pass++) {
    const start = process.cpuUsage()
    for (const row of rows) work(row)
    const used = process.cpuUsage(start)
    best = Math.max(best, rows.length / ((used.user + used.system) / 1e6))
  }
  return Math.round(best)
}

const identify = await createLanguageIdentifier()
const model = loadModel(join(READING_DATA, 'reader.model'))
const featurise = createFeaturiser(readCueLexicon())
const z = new Float64Array(OUTPUTS)
const features = featurise(rows[0]?.text ?? '', 'id')

const rates = {
  whole: rate((row) => reader.read({ text: row.text })),
  'whole, languages declared': rate((row) => reader.read({ text: row.text, languages: [row.lang, 'id', 'en'] })),
  'without language detection': rate((row) => reader.read({ text: row.text, lang: row.lang })),
  'stage: language': rate((row) => identify(row.text)),
  'stage: masks, words, cues, n-grams': rate((row) => featurise(row.text, row.lang)),
  'stage: scores (one text over and over)': rate(() => rawScores(model, features, z)),
  'stage: plain language': rate((row) => assessPlainLanguage(row.text, { language: 'id', lists })),
}

/** Reads `count` posts as JSON lines, as the command does. */
async function stream(
  count: number,
): Promise<{ posts: number; seconds: number; cpuSeconds: number; postsPerSecond: number; peakMb: number }> {
  let peak = 0
  async function* lines(): AsyncGenerator<string> {
    let piece = ''
    for (let i = 0; i < count; i++) {
      const row = rows[i % rows.length]
      piece += `${JSON.stringify({ id: i, text: row?.text, lang: row?.lang })}\n`
      if (piece.length > 65_536) {
        yield piece
        piece = ''
      }
    }
    yield piece
  }
  const start = performance.now()
  const used = process.cpuUsage()
  let bytes = 0
  for await (const out of readLines(lines(), { reader, lists })) {
    bytes += out.length
    if (bytes > 4_000_000) {
      bytes = 0
      peak = Math.max(peak, process.memoryUsage.rss())
    }
  }
  peak = Math.max(peak, process.memoryUsage.rss())
  const seconds = (performance.now() - start) / 1000
  const cpu = process.cpuUsage(used)
  const cpuSeconds = (cpu.user + cpu.system) / 1e6
  return {
    posts: count,
    seconds: Math.round(seconds * 10) / 10,
    cpuSeconds: Math.round(cpuSeconds * 10) / 10,
    // Of processor time: the machine may be shared.
    postsPerSecond: Math.round(count / cpuSeconds),
    peakMb: Math.round(peak / 1e6),
  }
}

const most = Number(process.argv[2] ?? 1_000_000)
const growth = []
for (const count of [10_000, 100_000, 1_000_000].filter((n) => n <= most)) growth.push(await stream(count))

console.log(
  `Reader ${reader.modelVersion}, Node ${process.version}, loaded in ${loadMs} ms, ${rows.length} posts of the corpus\n`,
)
for (const [name, perSecond] of Object.entries(rates))
  console.log(`${name.padEnd(42)}${String(perSecond).padStart(10)} posts/s of one core`)
console.log('\nJSON lines in and out, with reasons and plain language, language given')
for (const g of growth)
  console.log(
    `${String(g.posts).padStart(9)} posts ${String(g.seconds).padStart(8)} s ${String(g.cpuSeconds).padStart(8)} s of one core ${String(g.postsPerSecond).padStart(8)} posts/s, memory ${g.peakMb} MB`,
  )
const folder = join(import.meta.dirname, 'results')
mkdirSync(folder, { recursive: true })
writeFileSync(
  join(folder, 'reading.json'),
  `${JSON.stringify({ modelVersion: reader.modelVersion, node: process.version, loadMs, rates, growth }, null, 2)}\n`,
)
