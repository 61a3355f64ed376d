import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TOPICS, type Topic } from '../../src/features/reading/reader/reader.ts'

/** One labelled caption of `data/corpus`. */
export type Row = {
  id: string
  lang: string
  text: string
  objective: Topic
  secondary: Topic | null
  purpose: 0 | 1 | 2
  /** null where a person who corrected a reading did not say. */
  benefit: boolean | null
  cta: boolean | null
  hard: boolean
  batch: string
  style: string
  /** How much the row counts in training; 1 where nothing is said. */
  weight?: number
}

export const CORPUS = join(import.meta.dirname, '../../data/corpus')

/** All rows of all parts, in the order of file name and line. Throws on a row with an unknown label. */
export function readCorpus(folder = CORPUS): Row[] {
  const rows: Row[] = []
  for (const name of readdirSync(folder)
    .filter((f) => f.endsWith('.jsonl'))
    .sort()) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      if (line.trim() === '') continue
      const row = JSON.parse(line) as Row
      if (!TOPICS.includes(row.objective)) throw new Error(`${name}: ${row.id} has objective ${row.objective}`)
      if (![0, 1, 2].includes(row.purpose)) throw new Error(`${name}: ${row.id} has purpose ${row.purpose}`)
      rows.push(row)
    }
  }
  return rows
}

/** What people said of real messages (`npm run -s selaras -- export labels`); one file an export, none in the repository. */
const CORRECTIONS = join(import.meta.dirname, '../../data/corrections')
/** A real post read by a person counts as this many invented ones. */
const CORRECTION_WEIGHT = 2

/** Corrections of people, to be learnt beside the corpus; empty where nobody exported any. The newest file has the last word. */
export function readCorrections(folder = CORRECTIONS): Row[] {
  if (!existsSync(folder)) return []
  const byId = new Map(readCorpus(folder).map((row) => [row.id, { ...row, weight: CORRECTION_WEIGHT }]))
  return [...byId.values()]
}
