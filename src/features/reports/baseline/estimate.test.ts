import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../main/sample/random.ts'
import { type Counted, estimateShares, isAudited, renormalised } from './estimate.ts'

/** `count` messages of a stratum, the first `rated` of them rated: machine says `said`, people say `found`. */
function messages(
  stratum: string,
  count: number,
  rated: number,
  said: (n: number) => number,
  found: (n: number) => number,
): Counted[] {
  return Array.from({ length: count }, (_, n) => ({
    stratum,
    label: { ceremony: said(n) },
    rating: n < rated ? { ceremony: found(n) } : null,
    isSampled: n < rated,
  }))
}

describe('the share of a label among all messages', () => {
  it('worked by hand: 200 messages, 40 rated, the machine misses one ceremony in four', () => {
    // The machine calls 50 of 100 unlike ceremonies so; of the 40 rated it says 20, people 30: δ = 0.25.
    const all = messages(
      'id machine',
      200,
      40,
      (n) => Number(n % 2 === 0),
      (n) => Number(n % 4 !== 1),
    )
    const share = estimateShares(all, ['ceremony']).get('ceremony')
    // (30 + 80 + 160 · 0.25) / 200
    expect(share?.share).toBeCloseTo(0.75, 10)
    expect(share?.labelled).toBeCloseTo(0.5, 10)
    // s² = 40/39 · 0.25 · 0.75; half = 1.645 · √(160 · 200 / 200² · s²/40)
    expect((share?.high ?? 0) - (share?.share ?? 0)).toBeCloseTo(1.645 * Math.sqrt((0.8 * (40 / 39) * 0.1875) / 40), 10)
  })

  it('a sample without a single difference still leaves doubt, and a stratum rated whole none', () => {
    const half = (all: Counted[]) => {
      const share = estimateShares(all, ['ceremony']).get('ceremony')
      return (share?.high ?? 0) - (share?.low ?? 0)
    }
    expect(
      half(
        messages(
          'id machine',
          200,
          40,
          (n) => n % 2,
          (n) => n % 2,
        ),
      ),
    ).toBeGreaterThan(0.03)
    expect(
      half(
        messages(
          'id machine',
          40,
          40,
          (n) => n % 2,
          () => 1,
        ),
      ),
    ).toBe(0)
  })

  it('ratings outside the random sample speak for themselves alone', () => {
    const all = messages(
      'id machine',
      100,
      50,
      () => 0,
      () => 1,
    ).map((one) => ({ ...one, isSampled: false }))
    expect(estimateShares(all, ['ceremony']).get('ceremony')?.share).toBeCloseTo(0.5, 10)
    expect(isAudited(all)).toBe(false)
  })

  it('under thirty rated nothing is corrected, and the stratum is not audited', () => {
    const all = messages(
      'id machine',
      100,
      29,
      () => 0,
      () => 1,
    )
    expect(estimateShares(all, ['ceremony']).get('ceremony')?.share).toBeCloseTo(0.29, 10)
    expect(isAudited(all)).toBe(false)
    expect(
      isAudited(
        messages(
          'id machine',
          100,
          30,
          () => 0,
          () => 1,
        ),
      ),
    ).toBe(true)
    expect(
      isAudited(
        messages(
          'id machine',
          9,
          9,
          () => 0,
          () => 1,
        ),
      ),
    ).toBe(true)
  })

  it('covers the truth in nine of ten samples', () => {
    const { next: random } = seededRandom(7)
    let covered = 0
    const draws = 400
    for (let draw = 0; draw < draws; draw++) {
      const truth = Array.from({ length: 600 }, () => Number(random() < 0.6))
      const said = truth.map((one) => (random() < 0.2 ? 1 - one : one))
      const order = truth.map((_, n) => ({ n, key: random() })).sort((a, b) => a.key - b.key)
      const drawn = new Set(order.slice(0, 80).map(({ n }) => n))
      const all = truth.map((one, n) => ({
        stratum: 'id machine',
        label: { ceremony: said[n] ?? 0 },
        rating: drawn.has(n) ? { ceremony: one } : null,
        isSampled: drawn.has(n),
      }))
      const share = estimateShares(all, ['ceremony']).get('ceremony')
      const real = truth.reduce((sum, one) => sum + one, 0) / truth.length
      if (share && share.low <= real && real <= share.high) covered++
    }
    expect(covered / draws).toBeGreaterThan(0.85)
    expect(covered / draws).toBeLessThan(0.95)
  })

  it('shares that exclude one another sum to one again after the cut', () => {
    const shares = new Map(
      Object.entries({ a: 0.5, b: 0.6, c: 0.2 }).map(([code, share]) => [
        code,
        { share, low: share, high: share, labelled: 0 },
      ]),
    )
    const cut = renormalised(shares, ['a', 'b'])
    expect((cut.get('a')?.share ?? 0) + (cut.get('b')?.share ?? 0)).toBeCloseTo(1, 10)
    expect(cut.get('c')?.share).toBe(0.2)
  })
})
