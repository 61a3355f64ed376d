import { getLIDModel } from 'fasttext.wasm.js'
import { mask } from '../reader/mask.ts'
import { plainForm } from '../reader/tokens.ts'
import { indonesianOrMalay } from './indonesian-or-malay.ts'

/**
 * Names the language of a text as a BCP-47 code, `und` where it holds no letters. `declared` are the account's
 * own languages: they win wherever the text does not clearly speak against them.
 */
export type LanguageIdentifier = (text: string, declared?: readonly string[]) => string

/** Enough of a caption to know its language; more costs time and tells nothing new. */
const MAX_READ = 160
const DECLARED_ADVANTAGE = 6
/** Neighbours that the library takes for Indonesian's relatives in short captions. */
const ARCHIPELAGO = new Set(['id', 'ms', 'jv', 'su', 'min', 'bjn', 'ban', 'ace'])

/** Loads lid.176, which the package carries. About 0.1 s; no network. */
export async function createLanguageIdentifier(): Promise<LanguageIdentifier> {
  const library = await getLIDModel()
  const model = await library.load()
  return (text, declared = []) => {
    const clean = mask(text.slice(0, MAX_READ * 3))
      .text.replace(/\s+/g, ' ')
      .trim()
      .slice(0, MAX_READ)
    const own = declared.map((code) => code.toLowerCase().split('-')[0] ?? code)
    const byScript = languageOfScript(clean)
    if (byScript !== null) return byScript
    const guesses = model.predict(clean, 5, 0.001)
    let best = own[0] ?? 'und'
    let bestScore = 0
    for (let i = 0; i < guesses.size(); i++) {
      const [probability, label] = guesses.get(i)
      const code = label.replace('__label__', '')
      const score = probability * (own.includes(code) ? DECLARED_ADVANTAGE : 1)
      if (score > bestScore) {
        best = code
        bestScore = score
      }
    }
    // The list lives in the library's own memory, which no collector sweeps.
    guesses.delete()
    return settled(best, bestScore, clean, own)
  }
}

function settled(best: string, score: number, text: string, own: readonly string[]): string {
  if (score === 0 || (ARCHIPELAGO.has(best) && !own.includes(best)) || best === 'id' || best === 'ms' || score < 0.8) {
    const forms = plainForm(text).match(/[a-z-]+/g) ?? []
    const verdict = indonesianOrMalay(forms)
    if (ARCHIPELAGO.has(best) || verdict >= 2 || verdict <= -3) {
      if (verdict > 0) return 'id'
      if (verdict < 0) return 'ms'
      if (own.includes('ms') && !own.includes('id')) return 'ms'
      if (best === 'jv' || best === 'su') return best
      return 'id'
    }
  }
  return best
}

/** Scripts that settle the language by themselves; null for those that several languages share. */
function languageOfScript(text: string): string | null {
  let han = 0
  let kana = 0
  let hangul = 0
  let thai = 0
  let bengali = 0
  let other = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x41) continue
    if (unit < 0x0980) other += unit < 0x80 && !isLatin(unit) ? 0 : 1
    else if (unit <= 0x09ff) bengali++
    else if (unit >= 0x0e00 && unit <= 0x0e7f) thai++
    else if (unit >= 0x3040 && unit <= 0x30ff) kana++
    else if (unit >= 0x4e00 && unit <= 0x9fff) han++
    else if (unit >= 0xac00 && unit <= 0xd7a3) hangul++
  }
  const sum = han + kana + hangul + thai + bengali + other
  if (sum === 0) return 'und'
  // A character of these scripts says as much as two or three Latin letters.
  if (thai > 0.3 * sum) return 'th'
  if (bengali > 0.3 * sum) return 'bn'
  if (hangul > 0.2 * sum) return 'ko'
  if (han + kana > 0.2 * sum) return kana > 0.08 * (han + kana) ? 'ja' : 'zh'
  return null
}

function isLatin(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a)
}
