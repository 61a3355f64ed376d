/** What a UTF-16 unit is to the tokeniser. */
export const SPACE = 0
/** Letters of scripts that put spaces between words, with their combining marks. */
export const LETTER = 1
export const DIGIT = 2
/** Scripts written without spaces: Han, kana, Thai, Lao, Khmer, Burmese. */
export const UNSPACED = 3
/** Marks that end a sentence, line breaks included. */
export const STOP = 4
export const OTHER = 5
/** Half of a pair: emoji, and rare letters that are not read. */
export const SURROGATE = 6

const kinds = makeKinds()

/** The kind of one UTF-16 unit; one table look-up. */
export function kindOf(unit: number): number {
  return kinds[unit] ?? OTHER
}

function makeKinds(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(OTHER)
  const unspaced =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]/u
  const letter = /[\p{L}\p{M}]/u
  for (let unit = 0; unit < 0x10000; unit++) {
    if (unit >= 0xd800 && unit <= 0xdfff) {
      table[unit] = SURROGATE
      continue
    }
    const char = String.fromCharCode(unit)
    // Variation selectors dress emoji; they are no part of a word.
    if (unit >= 0xfe00 && unit <= 0xfe0f) continue
    if (unspaced.test(char)) table[unit] = UNSPACED
    else if (letter.test(char)) table[unit] = LETTER
    else if (/\p{Nd}/u.test(char)) table[unit] = DIGIT
    else if (/[.!?…。！？؟۔।\n\r]/u.test(char)) table[unit] = STOP
    else if (/\s/u.test(char)) table[unit] = SPACE
  }
  return table
}
