import { describe, expect, it } from 'vitest'
import { krippendorffAlpha, type Level } from './krippendorff.ts'

/** Example C of Krippendorff 2011: four observers, twelve units, gaps. */
const observers = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
  [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
]
const units = Array.from({ length: 12 }, (_, unit) =>
  observers.flatMap((observer) => (observer[unit] == null ? [] : [observer[unit]])),
)

describe('agreement of raters', () => {
  it.each<[Level, number]>([
    ['nominal', 0.743],
    ['ordinal', 0.815],
    ['interval', 0.849],
  ])('is Krippendorff’s published example, %s: %f', (level, alpha) => {
    expect(krippendorffAlpha(units, level)).toBeCloseTo(alpha, 3)
  })

  it('is Krippendorff’s example of two observers and two values (section A): 0.095', () => {
    const a = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    const b = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    expect(
      krippendorffAlpha(
        a.map((value, unit) => [value, b[unit] ?? 0]),
        'nominal',
      ),
    ).toBeCloseTo(0.095, 3)
  })

  it('is 1 where all agree, and unknown where there is nothing to compare or to disagree on', () => {
    expect(
      krippendorffAlpha(
        [
          [1, 1],
          [2, 2],
        ],
        'nominal',
      ),
    ).toBe(1)
    expect(krippendorffAlpha([[1], [2]], 'nominal')).toBeNull()
    expect(
      krippendorffAlpha(
        [
          [1, 1],
          [1, 1],
        ],
        'nominal',
      ),
    ).toBeNull()
  })
})
