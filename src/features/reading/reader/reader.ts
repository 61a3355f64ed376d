/** The guide's codes, in the order the model's rows and every table use. */
export const TOPICS = [
  'products',
  'services',
  'tourism',
  'investment',
  'policy',
  'protection',
  'culture',
  'none',
] as const

/** What a post serves: one of the seven objectives, or `none` (greetings, ceremonies, courtesy). */
export type Topic = (typeof TOPICS)[number]

/**
 * A word or phrase that spoke for a label. `start` and `end` are UTF-16 offsets into the text that was
 * read (`text.slice(start, end) === because.text`); `weight` is its share of the evidence, 0–1.
 */
export type Because = {
  label: 'objective' | 'purpose' | 'benefit' | 'cta'
  value: string
  text: string
  start: number
  end: number
  weight: number
}

/**
 * One reading of one text. `objectives` are calibrated probabilities that sum to 1; `confidence` (0–1) is
 * the chance that both objective and purpose are right; where it is under the threshold `abstained` is true and
 * the best guess still stands. `language` is a BCP-47 code, `und` where the text names none.
 */
export type Reading = {
  language: string
  objective: Topic
  objectives: Record<Topic, number>
  purpose: 0 | 1 | 2
  benefit: boolean
  cta: boolean
  confidence: number
  abstained: boolean
  because: Because[]
  modelVersion: string
}

/**
 * What to read. `lang` is the language if the caller knows it (then none is detected); `languages` are
 * the account's declared languages, which narrow the detection. Any string is accepted: text past
 * `MAX_TEXT_LENGTH` is not read, unpaired surrogates and control characters are skipped.
 */
export type ReadInput = { text: string; languages?: readonly string[]; lang?: string }

/** UTF-16 units of a text that are read; the rest of a longer text is ignored. */
export const MAX_TEXT_LENGTH = 20_000

/** Reads what a post is for. Pure and synchronous: no network, no database, never throws on any string. */
export interface Reader {
  readonly modelVersion: string
  read(input: ReadInput): Reading
}
