import type { Weight } from './fonts.ts'
import { type ShapedLine, shapeLine } from './shape-line.ts'

export type TextBox = {
  /** Pixels. */
  readonly width: number
  readonly height: number
  readonly largest: number
  readonly smallest: number
  readonly weight: Weight
}

export type FittedText = {
  readonly size: number
  readonly lineHeight: number
  readonly lines: readonly ShapedLine[]
  /** Height of the ink, from the top of the first line to the foot of the last. */
  readonly height: number
}

/** Text that no size fits into its box, or that holds a character no font has. */
export class UnfitText extends Error {
  readonly reason: 'too_long' | 'missing_glyph'
  readonly detail: string
  constructor(reason: 'too_long' | 'missing_glyph', detail: string) {
    super(`${reason}: ${detail}`)
    this.name = 'UnfitText'
    this.reason = reason
    this.detail = detail
  }
}

// Scripts with marks above and below the line need more room between lines.
const tall = /[\p{Script=Arabic}\p{Script=Thai}\p{Script=Devanagari}]/u

/**
 * Breaks a text into lines at the largest size at which every line lies inside the box, measured by the shaper itself.
 * @throws UnfitText rather than cutting a word or leaving a letter out.
 */
export function fitText(text: string, language: string, direction: 'ltr' | 'rtl', box: TextBox): FittedText {
  const lineHeight = tall.test(text) ? 1.5 : 1.24
  for (let size = box.largest; size >= box.smallest; size = Math.floor(size * 0.94)) {
    const lines = breakLines(text, language, direction, box.weight, box.width / size)
    if (!lines) continue
    const missing = lines.flatMap((line) => line.missing)
    if (missing.length > 0) throw new UnfitText('missing_glyph', [...new Set(missing)].join(' '))
    const height = inkHeight(lines, lineHeight) * size
    if (height <= box.height) return { size, lineHeight, lines, height }
  }
  throw new UnfitText('too_long', text.slice(0, 60))
}

/** From the ink's top of the first line to the ink's foot of the last, in em. */
function inkHeight(lines: readonly ShapedLine[], lineHeight: number): number {
  const first = lines[0]
  const last = lines.at(-1)
  if (!first || !last) return 0
  return (lines.length - 1) * lineHeight - first.ink.top + last.ink.bottom
}

/** Lines of at most `maxEm`, broken only where the language allows; undefined where one word is wider than that. */
function breakLines(
  text: string,
  language: string,
  direction: 'ltr' | 'rtl',
  weight: Weight,
  maxEm: number,
): ShapedLine[] | undefined {
  const pieces = piecesOf(text, language)
  const lines: ShapedLine[] = []
  let current = ''
  let shaped: ShapedLine | undefined
  for (const piece of pieces) {
    const longer = current + piece
    const attempt = shapeLine(longer.trimEnd(), direction, weight)
    if (widthOf(attempt) <= maxEm) {
      current = longer
      shaped = attempt
      continue
    }
    if (!shaped) return undefined
    lines.push(shaped)
    current = piece.trimStart()
    shaped = shapeLine(current.trimEnd(), direction, weight)
    if (widthOf(shaped) > maxEm) return undefined
  }
  if (shaped && current.trim() !== '') lines.push(shaped)
  return lines
}

const widthOf = (line: ShapedLine): number => Math.max(line.advance, line.ink.right) - Math.min(0, line.ink.left)

/** Pieces between which a line may end: words with the blanks and marks that follow them; opening marks go with the next. */
function piecesOf(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  const pieces: string[] = []
  let opening = ''
  // Blanks end a piece; where a script writes none, words do.
  const isSpaced = !/[\p{Script=Han}\p{Script=Thai}]/u.test(text)
  for (const { segment } of segmenter.segment(text.replace(/\s+/g, ' ').trim())) {
    const last = pieces.length - 1
    const endsInBlank = pieces[last]?.endsWith(' ') ?? true
    if (/^[([{“‘«「『（《〈]+$/u.test(segment)) opening += segment
    else if (last >= 0 && opening === '' && (/^[\s\p{P}\p{M}ๆ]+$/u.test(segment) || (isSpaced && !endsInBlank)))
      pieces[last] = (pieces[last] ?? '') + segment
    else {
      pieces.push(opening + segment)
      opening = ''
    }
  }
  return opening === '' ? pieces : [...pieces, opening]
}
