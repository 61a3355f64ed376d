import type { Dot } from './nudge.ts'

export type Label = {
  readonly id: string
  readonly text: string
  readonly x: number
  readonly y: number
  readonly end: boolean
}
type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

const height = 14
const perCharacter = 6.3

/** Finds each label the place near its dot that covers the fewest dots, lines and labels; tries eight, near before far. */
export function placeLabels(
  wanted: readonly (Dot & { text: string })[],
  dots: readonly Dot[],
  width: number,
  mapHeight: number,
): readonly Label[] {
  const taken: Box[] = []
  return wanted.map((dot) => {
    const size = dot.text.length * perCharacter
    const options = candidates(dot, size).filter(
      ({ box }) => box.left >= 2 && box.right <= width - 2 && box.top >= 2 && box.bottom <= mapHeight - 2,
    )
    const best = options.reduce<{ cost: number; label: Label; box: Box } | undefined>((found, option) => {
      const cost =
        option.far + 3 * count(dots, option.box) + 12 * taken.filter((box) => overlaps(box, option.box)).length
      return found === undefined || cost < found.cost ? { ...option, cost } : found
    }, undefined)
    const label = best?.label ?? { id: dot.id, text: dot.text, x: dot.x + 10, y: dot.y, end: false }
    if (best) taken.push(best.box)
    return label
  })
}

function candidates(dot: Dot & { text: string }, size: number) {
  const places = [
    [12, 0, 0],
    [-12, 0, 0],
    [10, -16, 0.5],
    [-10, -16, 0.5],
    [10, 17, 0.5],
    [-10, 17, 0.5],
    [18, -30, 1.5],
    [-18, -30, 1.5],
    [18, 30, 1.5],
    [-18, 30, 1.5],
    [34, 0, 1.2],
    [-34, 0, 1.2],
  ] as const
  return places.map(([dx, dy, far]) => {
    const end = dx < 0
    const [x, y] = [dot.x + dx, dot.y + dy]
    const box = { left: end ? x - size : x, right: end ? x : x + size, top: y - height / 2, bottom: y + height / 2 }
    return { far, label: { id: dot.id, text: dot.text, x, y, end }, box }
  })
}

const count = (dots: readonly Dot[], box: Box): number =>
  dots.filter((dot) => dot.x > box.left - 4 && dot.x < box.right + 4 && dot.y > box.top - 4 && dot.y < box.bottom + 4)
    .length

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
