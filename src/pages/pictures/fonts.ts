import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Blob, Face, Font } from 'harfbuzzjs'

export type Weight = 'strong' | 'plain'

export type CardFont = {
  readonly font: Font
  /** Font units of one em. */
  readonly unitsPerEm: number
  has(codePoint: number): boolean
  /** Outline of a glyph as SVG path data in font units, y upwards. */
  pathOf(glyph: number): string
}

const plexOf = (name: string, file: string) => ({
  strong: `${name}/700Bold/${file}_700Bold.ttf`,
  plain: `${name}/500Medium/${file}_500Medium.ttf`,
})

// In this order a letter is looked for. The Chinese font is 10 MB, so one weight of it serves both.
const chain: readonly Readonly<Record<Weight, string>>[] = [
  plexOf('plus-jakarta-sans', 'PlusJakartaSans'),
  plexOf('noto-sans', 'NotoSans'),
  plexOf('noto-sans-arabic', 'NotoSansArabic'),
  plexOf('noto-sans-thai', 'NotoSansThai'),
  plexOf('noto-sans-devanagari', 'NotoSansDevanagari'),
  {
    strong: 'noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf',
    plain: 'noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf',
  },
]

const resolver = createRequire(import.meta.url)
const opened = new Map<string, CardFont>()

/** The font of a place in the chain, read when a text first needs it. */
function open(file: string): CardFont {
  const known = opened.get(file)
  if (known) return known
  const face = new Face(new Blob(readFileSync(resolver.resolve(`@expo-google-fonts/${file}`))))
  const font = new Font(face)
  const unicodes = new Set(face.collectUnicodes())
  const paths = new Map<number, string>()
  const made: CardFont = {
    font,
    unitsPerEm: face.upem,
    has: (codePoint) => unicodes.has(codePoint),
    pathOf: (glyph) => {
      const path = paths.get(glyph) ?? font.glyphToPath(glyph)
      paths.set(glyph, path)
      return path
    },
  }
  opened.set(file, made)
  return made
}

// Scripts that no earlier font of the chain has, so that a Latin text never opens 10 MB of Chinese.
const needs = [
  /./u,
  /./u,
  /\p{Script=Arabic}/u,
  /\p{Script=Thai}/u,
  /\p{Script=Devanagari}/u,
  /[\p{Script=Han}\u3000-\u30ff\uff00-\uffef]/u,
]

/** Fonts for a text, the first that has a letter draws it. */
export function fontsFor(text: string, weight: Weight): readonly CardFont[] {
  return chain.flatMap((files, index) => (needs[index]?.test(text) ? [open(files[weight])] : []))
}
