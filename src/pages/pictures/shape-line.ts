import bidiFactory from 'bidi-js'
import { Direction, Buffer as GlyphBuffer, shape } from 'harfbuzzjs'
import { type CardFont, fontsFor, type Weight } from './fonts.ts'

/** One line as outlines; all measures in em, y downwards from the baseline, x from its left end. */
export type ShapedLine = {
  readonly advance: number
  readonly ink: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
  readonly glyphs: readonly { readonly path: string; readonly x: number; readonly y: number; readonly scale: number }[]
  /** Characters that no font has; a picture with one is not made. */
  readonly missing: readonly string[]
}

const bidi = bidiFactory()
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

type Run = { readonly text: string; readonly font: CardFont; readonly level: number }

/** Shapes a line by its fonts (HarfBuzz) after ordering it for the eye (UAX 9). Pure; the same text gives the same line. */
export function shapeLine(text: string, direction: 'ltr' | 'rtl', weight: Weight): ShapedLine {
  const fonts = fontsFor(text, weight)
  const missing: string[] = []
  let advance = 0
  const ink = { left: Number.POSITIVE_INFINITY, right: 0, top: 0, bottom: 0 }
  const glyphs: ShapedLine['glyphs'][number][] = []
  for (const run of inVisualOrder(runsOf(text, direction, fonts, missing))) {
    const scale = 1 / run.font.unitsPerEm
    const buffer = new GlyphBuffer()
    buffer.addText(run.text)
    buffer.guessSegmentProperties()
    buffer.setDirection(run.level % 2 === 1 ? Direction.RTL : Direction.LTR)
    shape(run.font.font, buffer)
    for (const glyph of buffer.getGlyphInfosAndPositions()) {
      const { codepoint: id, xAdvance = 0, xOffset = 0, yOffset = 0 } = glyph
      const x = advance + xOffset * scale
      const y = -yOffset * scale
      const box = run.font.font.glyphExtents(id)
      if (box && box.width !== 0) {
        ink.left = Math.min(ink.left, x + box.xBearing * scale)
        ink.right = Math.max(ink.right, x + (box.xBearing + box.width) * scale)
        ink.top = Math.min(ink.top, y - box.yBearing * scale)
        ink.bottom = Math.max(ink.bottom, y - (box.yBearing + box.height) * scale)
        glyphs.push({ path: run.font.pathOf(id), x, y, scale })
      }
      advance += xAdvance * scale
    }
  }
  return { advance, ink: { ...ink, left: Number.isFinite(ink.left) ? ink.left : 0 }, glyphs, missing }
}

/** Stretches of one font and one direction, in the order of reading. */
function runsOf(text: string, direction: 'ltr' | 'rtl', fonts: readonly CardFont[], missing: string[]): Run[] {
  const { levels } = bidi.getEmbeddingLevels(text, direction)
  const runs: Run[] = []
  let last: Run | undefined
  for (const { segment, index } of graphemes.segment(text)) {
    const level = levels[index] ?? 0
    const points = [...segment].map((letter) => letter.codePointAt(0) ?? 0).filter((point) => !isUnseen(point))
    const hasAll = (font: CardFont) => points.every((point) => font.has(point))
    // Blanks and marks stay with the letters before them, so that words are shaped whole.
    const isCommon = /^[\s\p{P}\p{N}]+$/u.test(segment)
    const font = (isCommon && last && hasAll(last.font) ? last.font : fonts.find(hasAll)) ?? undefined
    if (!font) missing.push(segment)
    const chosen = font ?? fonts[0]
    if (!chosen) continue
    if (last && last.font === chosen && last.level === level) {
      last = { ...last, text: last.text + segment }
      runs[runs.length - 1] = last
    } else {
      last = { text: segment, font: chosen, level }
      runs.push(last)
    }
  }
  return runs
}

// Joiners and marks of direction steer shaping and have no look of their own.
const isUnseen = (point: number): boolean =>
  (point >= 0x200b && point <= 0x200f) || (point >= 0x2066 && point <= 0x2069)

/** Rule L2: from the highest level down to the lowest odd one, every stretch at that level or above is turned round. */
function inVisualOrder(runs: readonly Run[]): Run[] {
  const order = [...runs]
  const highest = Math.max(0, ...order.map((run) => run.level))
  for (let level = highest; level >= 1; level--) {
    for (let start = 0; start < order.length; start++) {
      if ((order[start]?.level ?? 0) < level) continue
      let end = start
      while (end + 1 < order.length && (order[end + 1]?.level ?? 0) >= level) end++
      order.splice(start, end - start + 1, ...order.slice(start, end + 1).reverse())
      start = end
    }
  }
  return order
}
