export type Dot = { readonly id: string; readonly x: number; readonly y: number }

/**
 * Moves dots apart until none stands nearer than `gap` to another, each staying as close to its true place as the
 * others allow. Deterministic: the same missions always stand in the same places.
 */
export function nudgeApart(dots: readonly Dot[], gap: number, rounds = 120): readonly Dot[] {
  const placed = dots.map((dot) => ({ ...dot, fromX: dot.x, fromY: dot.y }))
  for (let round = 0; round < rounds; round += 1) {
    let moved = false
    for (const [index, a] of placed.entries()) {
      for (const b of placed.slice(index + 1)) {
        const [dx, dy] = [b.x - a.x, b.y - a.y]
        const distance = Math.hypot(dx, dy)
        if (distance >= gap) continue
        moved = true
        // Two missions in one city: part them along an angle that their order decides.
        const angle = distance < 0.01 ? index * 2.4 : Math.atan2(dy, dx)
        const push = (gap - distance) / 2 + 0.05
        a.x -= Math.cos(angle) * push
        a.y -= Math.sin(angle) * push
        b.x += Math.cos(angle) * push
        b.y += Math.sin(angle) * push
      }
    }
    if (!moved) break
    // Home pulls, ever less, so that the last rounds only part what still overlaps.
    const pull = 0.12 * (1 - round / (rounds * 0.7))
    if (pull > 0) {
      for (const dot of placed) {
        dot.x += (dot.fromX - dot.x) * pull
        dot.y += (dot.fromY - dot.y) * pull
      }
    }
  }
  return placed.map(({ id, x, y }) => ({ id, x, y }))
}
