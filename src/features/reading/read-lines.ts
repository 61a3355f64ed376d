import type { PlainLists } from './plain-language/lists.ts'
import { assessPlainLanguage, type PlainLanguage } from './plain-language/plain-language.ts'
import type { Because, Reader, Topic } from './reader/reader.ts'

/** One answer line of the command `read`; `plainLanguage` is null for languages other than Indonesian and English. */
export type ReadLine = {
  id: string | number
  language: string
  objective: Topic
  objectives: Record<Topic, number>
  purpose: 0 | 1 | 2
  benefit: boolean
  cta: boolean
  confidence: number
  abstained: boolean
  because: Because[]
  plainLanguage: PlainLanguage | null
}

/** What stands in the place of an answer where a line could not be read. `id` is null where none was found. */
export type RefusedLine = { id: string | number | null; error: string }

/** Bytes of one line that are kept; a longer one is refused, so that memory stays bounded. */
export const MAX_LINE_BYTES = 1_000_000

/**
 * Reads JSON lines `{"id","text","lang"?,"languages"?}` and yields one JSON line each, in order, with its line
 * break. A line that cannot be read yields `{"id":…,"error":…}` and the rest goes on. Empty lines are skipped.
 * Memory does not grow with the number of lines; broken UTF-8 is read with U+FFFD in its place.
 */
export async function* readLines(
  input: AsyncIterable<Uint8Array | string>,
  deps: { reader: Reader; lists: PlainLists },
): AsyncGenerator<string> {
  let number = 0
  let out = ''
  for await (const line of splitLines(input)) {
    number++
    if (line !== null && line.trim() === '') continue
    const answer = line === null ? tooLong(number) : readLine(line, number, deps)
    out += `${JSON.stringify(answer)}\n`
    // Written in pieces of about 64 kB: one write a line would cost more than the reading.
    if (out.length > 65_536) {
      yield out
      out = ''
    }
  }
  if (out !== '') yield out
}

/** Reads one line; never throws. `number` counts from 1 and appears in refusals. */
export function readLine(
  line: string,
  number: number,
  deps: { reader: Reader; lists: PlainLists },
): ReadLine | RefusedLine {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { id: null, error: `Line ${number} is not JSON. Nothing was read from it; write one JSON object a line.` }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { id: null, error: `Line ${number} is not an object. Expected {"id":…,"text":"…"}.` }
  }
  const { id, text, lang, languages } = value as Record<string, unknown>
  const known = typeof id === 'string' || typeof id === 'number' ? id : null
  if (known === null) return { id: null, error: `Line ${number} has no "id". Give a string or a number.` }
  if (typeof text !== 'string') return { id: known, error: `Line ${number} has no "text". Give a string.` }
  if (lang !== undefined && lang !== null && !isCode(lang)) {
    return { id: known, error: `Line ${number}: "lang" must be a language code such as "id" or "zh".` }
  }
  if (languages !== undefined && languages !== null && !(Array.isArray(languages) && languages.every(isCode))) {
    return { id: known, error: `Line ${number}: "languages" must be a list of language codes.` }
  }
  const reading = deps.reader.read({
    text,
    ...(typeof lang === 'string' ? { lang } : {}),
    ...(Array.isArray(languages) ? { languages: languages as string[] } : {}),
  })
  const base = reading.language.split('-')[0]
  const plainLanguage =
    base === 'id' || base === 'en' ? assessPlainLanguage(text, { language: base, lists: deps.lists }) : null
  return {
    id: known,
    language: reading.language,
    objective: reading.objective,
    objectives: reading.objectives,
    purpose: reading.purpose,
    benefit: reading.benefit,
    cta: reading.cta,
    confidence: reading.confidence,
    abstained: reading.abstained,
    because: reading.because,
    plainLanguage,
  }
}

function isCode(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(value)
}

function tooLong(number: number): RefusedLine {
  return { id: null, error: `Line ${number} is longer than ${MAX_LINE_BYTES} bytes and was not read.` }
}

/** Lines of a stream; `null` for a line past the limit, whose bytes are thrown away as they come. */
async function* splitLines(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<string | null> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: false })
  let rest = ''
  let dropping = false
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (dropping) {
        dropping = false
        yield null
      } else yield line.length > MAX_LINE_BYTES ? null : line
    }
    if (rest.length > MAX_LINE_BYTES) {
      dropping = true
      rest = ''
    }
  }
  rest += decoder.decode()
  if (dropping) yield null
  else if (rest !== '') yield rest
}
