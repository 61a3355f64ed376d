import sharp from 'sharp'
import { type FittedText, fitText, type TextBox } from './fit-text.ts'
import type { CardFormat } from './formats.ts'

/** What a card says. Open slots are the mission's to fill; locked ones come from the explainer and stay. */
export type CardContent = {
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly look: 'cover' | 'page'
  /** Locked. */
  readonly heading: string
  readonly text: string
  readonly small: string
  readonly place: string
  /** Open: a line of the mission's own, such as its name or a partner's; empty = none. */
  readonly own: string
  readonly number: number
  readonly of: number
  readonly isSample: boolean
}

type Look = {
  readonly ground: string
  readonly heading: string
  readonly text: string
  readonly quiet: string
  readonly mark: string
  readonly onMark: string
}
/** Every pair of text and ground is ≥ 4.5 to 1; a test computes them. */
export const cardLooks: Readonly<Record<CardContent['look'], Look>> = {
  cover: {
    ground: '#0f4c5c',
    heading: '#ffffff',
    text: '#e3eff1',
    quiet: '#cfe1e5',
    mark: '#ffffff',
    onMark: '#0f4c5c',
  },
  page: {
    ground: '#fbfaf6',
    heading: '#0f4c5c',
    text: '#10212b',
    quiet: '#3e515c',
    mark: '#0f4c5c',
    onMark: '#ffffff',
  },
}

type Placed = { readonly fitted: FittedText; readonly top: number; readonly color: string; readonly name: string }
type Region = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/** A card as SVG of outlines only: it looks the same wherever it is drawn. @throws UnfitText, never cuts. */
export function cardSvg(format: CardFormat, card: CardContent): string {
  const { placed, region, unit } = layOut(format, card)
  const look = cardLooks[card.look]
  const isRtl = card.direction === 'rtl'
  const texts = placed.map(({ fitted, top, color }) => outlines(fitted, region, top, color, isRtl)).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${format.width}" height="${format.height}" viewBox="0 0 ${format.width} ${format.height}">
<rect width="100%" height="100%" fill="${look.ground}"/>${mark(format, card, unit)}${texts}</svg>`
}

/** The same as PNG bytes. */
export async function drawCard(format: CardFormat, card: CardContent): Promise<Buffer> {
  return sharp(Buffer.from(cardSvg(format, card)))
    .png({ compressionLevel: 8, palette: true, colours: 48, effort: 2 })
    .toBuffer()
}

/** Where every text stands, in pixels; exported for the test that looks for cut text. */
export function layOut(
  format: CardFormat,
  card: CardContent,
): { placed: readonly Placed[]; region: Region; unit: number } {
  const { width, height } = format
  const unit = Math.min(width, height) / 1080
  const isWide = width > height
  // An upright video has room; it is seen from an arm's length.
  const grow = height / width > 1.6 ? 1.3 : 1
  const margin = Math.round(84 * unit)
  // Networks lay buttons and names over the top and foot of an upright video.
  const safe = height / width > 1.6 ? Math.round(height * 0.13) : margin
  const headRoom = Math.round(96 * unit)
  const region = { left: margin, top: safe, width: width - 2 * margin, height: height - 2 * safe }
  const look = cardLooks[card.look]
  const place = (text: string, box: Omit<TextBox, 'width'>) =>
    fitText(text, card.language, card.direction, { width: region.width, ...box })
  const placed: Placed[] = []
  const foot: Placed[] = []
  let bottom = region.top + region.height
  const addFoot = (name: string, text: string, color: string, largest: number) => {
    if (text === '') return
    const fitted = place(text, { height: 130 * unit, largest: largest * unit, smallest: 19 * unit, weight: 'plain' })
    bottom -= fitted.height
    foot.push({ name, fitted, top: bottom, color })
    bottom -= 20 * unit
  }
  addFoot('place', card.place, look.quiet, 30)
  addFoot('small', card.small === card.place ? '' : card.small, look.quiet, 32)
  addFoot('own', card.own, look.heading, 36)
  let top = region.top + headRoom
  const room = bottom - 24 * unit - top
  const isCover = card.look === 'cover'
  const heading = place(card.heading, {
    height: room * (isCover ? (isWide ? 0.68 : 0.64) : 0.36),
    largest: (isCover ? 104 : 68) * unit * grow,
    smallest: 30 * unit,
    weight: 'strong',
  })
  const gap = (isCover ? 52 : 56) * unit * grow
  const text =
    card.text === ''
      ? undefined
      : place(card.text, {
          height: room - heading.height - gap,
          largest: (isCover ? 46 : 64) * unit * grow,
          smallest: 24 * unit,
          weight: 'plain',
        })
  // What is left over stands half above, so that a short text does not hang under the top.
  const used = heading.height + (text ? gap + text.height : 0)
  top += Math.max(0, (room - used) * (isCover ? 0.5 : 0.38))
  placed.push({ name: 'heading', fitted: heading, top, color: look.heading })
  if (text) placed.push({ name: 'text', fitted: text, top: top + heading.height + gap, color: look.text })
  return { placed: [...placed, ...foot], region, unit }
}

function outlines(fitted: FittedText, region: Region, top: number, color: string, isRtl: boolean): string {
  const { size, lineHeight, lines } = fitted
  const first = (lines[0]?.ink.top ?? 0) * size
  const drawn = lines.map((line, index) => {
    const x = isRtl ? region.left + region.width - line.advance * size : region.left
    const y = top - first + index * lineHeight * size
    return line.glyphs
      .map((glyph) => {
        const scale = glyph.scale * size
        const at = `translate(${round(x + glyph.x * size)} ${round(y + glyph.y * size)}) scale(${exact(scale)} ${exact(-scale)})`
        return `<path transform="${at}" d="${glyph.path}"/>`
      })
      .join('')
  })
  return `<g fill="${color}">${drawn.join('')}</g>`
}

/** The tuning mark, the card's number, and "Contoh" where the workspace is one: locked on every card. */
function mark(format: CardFormat, card: CardContent, unit: number): string {
  const look = cardLooks[card.look]
  const region = { left: 84 * unit, top: format.height / format.width > 1.6 ? format.height * 0.13 : 84 * unit }
  const isRtl = card.direction === 'rtl'
  const side = 60 * unit
  const x = isRtl ? format.width - region.left - side : region.left
  const bars = [0.4, 0.8, 1, 0.55].map((share, index) => {
    const height = side * 0.56 * share
    const left = x + side * (0.2 + index * 0.165)
    return `<rect x="${round(left)}" y="${round(region.top + side * 0.78 - height)}" width="${round(side * 0.09)}" height="${round(height)}" rx="${round(side * 0.04)}" fill="${look.onMark}"/>`
  })
  const label = `${card.isSample ? 'CONTOH · ' : ''}${card.number}/${card.of}`
  const fitted = fitText(label, 'id', 'ltr', {
    width: 400 * unit,
    height: 60 * unit,
    largest: 32 * unit,
    smallest: 16 * unit,
    weight: 'strong',
  })
  const width = (fitted.lines[0]?.advance ?? 0) * fitted.size
  const at = isRtl ? region.left : format.width - region.left - width
  const number = outlines(
    fitted,
    { left: at, top: 0, width, height: 0 },
    region.top + side / 2 - fitted.height / 2,
    look.quiet,
    false,
  )
  return `<rect x="${round(x)}" y="${round(region.top)}" width="${round(side)}" height="${round(side)}" rx="${round(side * 0.26)}" fill="${look.mark}"/>${bars.join('')}${number}`
}

const round = (value: number): string => value.toFixed(2)
const exact = (value: number): string => value.toFixed(6)
