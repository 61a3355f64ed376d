/** Unicode keeps decimal digits in runs of ten, in order; a few runs touch, and then each begins ten after the last. */
function listDigits(): ReadonlyMap<number, string> {
  const digits = new Map<number, string>()
  let run = 0
  for (let code = 0x30; code <= 0x1_fbff; code++) {
    if (/\p{Nd}/u.test(String.fromCodePoint(code))) digits.set(code, String(run++ % 10))
    else run = 0
  }
  return digits
}

let known: ReadonlyMap<number, string> | undefined

/** Decimal digits of every script as ASCII, place for place (`٠٨١٢` becomes `0812`); the text keeps its length. */
export function foldDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (digit) => {
    known ??= listDigits()
    return (known.get(digit.codePointAt(0) ?? 0) ?? digit).padEnd(digit.length, ' ')
  })
}
