import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { ExplainerContent } from '../../contract/explainers.ts'
import { composePieces } from '../../features/explainers/compose-kit.ts'
import { directionOf } from '../public/locale.ts'
import { type CardContent, cardLooks, drawCard, layOut } from './draw-card.ts'
import { UnfitText } from './fit-text.ts'
import { cardFormats, formatOf } from './formats.ts'
import { shapeLine } from './shape-line.ts'

type Draft = { texts: { language: string; content: ExplainerContent }[] }
const [draft] = JSON.parse(readFileSync('data/sample/explainers.json', 'utf8')) as [Draft]
const languages = ['id', 'ar', 'zh', 'th', 'hi']

function cardsIn(language: string): CardContent[] {
  const text = draft.texts.find((one) => one.language === language)
  if (!text) throw new Error(`the sample has no ${language}`)
  const { cards } = composePieces(language, text.content, 'https://contoh.test/publik/')
  const direction = directionOf(language)
  return cards.map((card, index) => ({
    ...card,
    language,
    direction,
    look: index === 0 ? 'cover' : 'page',
    place: 'contoh.test',
    own: 'KBRI Canberra',
    number: index + 1,
    of: cards.length,
    isSample: true,
  }))
}

describe('one card set in five scripts and every size', () => {
  for (const language of languages)
    it(`${language}: every letter has a shape, and all ink lies inside its card`, () => {
      for (const format of cardFormats)
        for (const card of cardsIn(language)) {
          const { placed, region } = layOut(format, card)
          expect(placed.map((one) => one.name)).toEqual(expect.arrayContaining(['heading', 'text', 'place', 'own']))
          for (const { fitted, top, name } of placed) {
            const where = `${language} ${format.code} ${card.number} ${name}`
            expect(
              fitted.lines.flatMap((line) => line.missing),
              where,
            ).toEqual([])
            expect(top, where).toBeGreaterThanOrEqual(0)
            expect(top + fitted.height, where).toBeLessThanOrEqual(format.height)
            for (const line of fitted.lines)
              expect(line.ink.right * fitted.size, where).toBeLessThanOrEqual(region.width + 1)
          }
          // Texts stand under one another, never on one another.
          const order = placed.toSorted((a, b) => a.top - b.top)
          for (const [index, one] of order.entries()) {
            const next = order[index + 1]
            if (next) expect(one.top + one.fitted.height).toBeLessThanOrEqual(next.top)
          }
        }
    })

  it('no ink touches the edge of the picture, measured in the drawn pixels', async () => {
    for (const language of languages) {
      const [cover] = cardsIn(language)
      const format = formatOf('square')
      if (!cover || !format) throw new Error('no card')
      const { data, info } = await sharp(await drawCard(format, cover))
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
      const ground = [...data.subarray(0, 3)]
      const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)]
      const edge = Array.from({ length: info.width }, (_, i) => [
        at(i, 20),
        at(i, info.height - 20),
        at(20, i),
        at(info.width - 20, i),
      ]).flat()
      expect(edge.every((pixel) => pixel.every((value, channel) => Math.abs(value - (ground[channel] ?? 0)) < 6))).toBe(
        true,
      )
      expect([info.width, info.height]).toEqual([1080, 1080])
    }
  })

  it('every text has a contrast of at least 4.5 with its ground', () => {
    const light = (hex: string) => {
      const part = (at: number) => {
        const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
      }
      return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }
    for (const look of Object.values(cardLooks))
      for (const ink of [look.heading, look.text, look.quiet]) {
        const [a = 0, b = 0] = [light(ink), light(look.ground)].sort((x, y) => y - x)
        expect((a + 0.05) / (b + 0.05)).toBeGreaterThanOrEqual(4.5)
      }
  })
})

describe('shaping', () => {
  it('joins Arabic letters, orders Hindi vowels and stacks Thai marks: shapes differ from the letters alone', () => {
    for (const word of ['العمل', 'हिन्दी', 'ที่']) {
      const whole = shapeLine(word, 'ltr', 'plain')
        .glyphs.map((glyph) => glyph.path)
        .join()
      const apart = [...word]
        .map((letter) =>
          shapeLine(letter, 'ltr', 'plain')
            .glyphs.map((glyph) => glyph.path)
            .join(),
        )
        .join()
      expect(whole).not.toBe(apart)
    }
  })

  it('puts a number inside Arabic where an Arabic reader expects it', () => {
    // Glyphs stand in the order of the eye: the number to the left of the word, its digits from left to right.
    const [two, zero, again, six] = shapeLine('عام 2026', 'rtl', 'plain').glyphs
    expect(two?.path).toBe(again?.path)
    expect([zero?.path, six?.path]).not.toContain(two?.path)
    expect([two?.x, zero?.x, again?.x, six?.x]).toEqual(
      [two?.x, zero?.x, again?.x, six?.x].toSorted((a, b) => (a ?? 0) - (b ?? 0)),
    )
    expect(two?.x).toBeLessThan(0.2)
  })

  it('refuses a letter that no font has, and a text that no size fits, instead of leaving out or cutting', () => {
    const format = formatOf('landscape')
    const [card] = cardsIn('id')
    if (!format || !card) throw new Error('no card')
    expect(() => layOut(format, { ...card, heading: 'Selamat \u{10480}' })).toThrow(UnfitText)
    expect(() => layOut(format, { ...card, text: 'kepanjangan '.repeat(120) })).toThrow(UnfitText)
  })
})
