import { DIGIT, kindOf, LETTER, SPACE, STOP, SURROGATE, UNSPACED } from './characters.ts'

export const WORD = 0
/** A run of an unspaced script. */
export const RUN = 1
export const NUMBER = 2

/** One word, number or unspaced run; `form` is lower-cased and freed of script variants. */
export type Token = { kind: 0 | 1 | 2; form: string; start: number; end: number; sentence: number }

export type Tokens = {
  tokens: Token[]
  sentences: number
  lines: number
  bullets: number
  exclamations: number
  questions: number
  emoji: number
}

/** Words, numbers and sentences of a masked text, in one pass. */
export function tokenise(text: string): Tokens {
  const out: Tokens = { tokens: [], sentences: 1, lines: 1, bullets: 0, exclamations: 0, questions: 0, emoji: 0 }
  let sentence = 0
  let filled = false
  let i = 0
  while (i < text.length) {
    const unit = text.charCodeAt(i)
    const kind = kindOf(unit)
    if (kind === LETTER || kind === UNSPACED || kind === DIGIT) {
      const start = i
      i++
      if (kind === DIGIT) i = endOfNumber(text, i)
      else while (i < text.length && kindOf(text.charCodeAt(i)) === kind) i++
      const raw = text.slice(start, i)
      out.tokens.push({
        kind: kind === LETTER ? WORD : kind === DIGIT ? NUMBER : RUN,
        form: kind === DIGIT ? raw : plainForm(raw),
        start,
        end: i,
        sentence,
      })
      filled = true
      continue
    }
    if (kind === STOP) {
      if (unit === 0x0a) out.lines++
      if (unit === 0x21 || unit === 0xff01) out.exclamations++
      if (unit === 0x3f || unit === 0xff1f || unit === 0x061f) out.questions++
      if (filled) {
        sentence++
        filled = false
      }
    } else if (kind === SURROGATE) {
      if (unit < 0xdc00) out.emoji++
    } else if (kind !== SPACE && isBullet(unit)) out.bullets++
    i++
  }
  out.sentences = filled ? sentence + 1 : Math.max(1, sentence)
  return out
}

/** 1.250,5 and 09.00 are one number; a full stop before a space ends the sentence. */
function endOfNumber(text: string, from: number): number {
  let i = from
  while (i < text.length) {
    const unit = text.charCodeAt(i)
    if (kindOf(unit) === DIGIT) i++
    else if ((unit === 0x2e || unit === 0x2c || unit === 0x3a) && kindOf(text.charCodeAt(i + 1)) === DIGIT) i += 2
    else break
  }
  return i
}

function isBullet(unit: number): boolean {
  return unit === 0x2022 || unit === 0x25aa || unit === 0x2713 || unit === 0x2714 || unit === 0x2705 || unit === 0x25b6
}

const VARIANTS: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ئ: 'ي',
  ة: 'ه',
  ہ: 'ه',
  ۀ: 'ه',
  ک: 'ك',
  ؤ: 'و',
  ё: 'е',
}
const ARABIC_OR_YO = /[\u0600-\u06ffё]/u
const SKIPPED = /[\u0640\u064b-\u065f\u0670]|\u0307|\u200c|\u200d/gu
const WIDE = /[\uff00-\uffef]/u

/** Lower case without the variants that writers of one language mix freely. */
export function plainForm(raw: string): string {
  let form = raw.toLowerCase()
  if (WIDE.test(form)) form = form.normalize('NFKC')
  if (ARABIC_OR_YO.test(form)) form = form.replace(SKIPPED, '').replace(/./gu, (c) => VARIANTS[c] ?? c)
  else if (form.includes('\u0307')) form = form.replace(SKIPPED, '')
  return form
}
