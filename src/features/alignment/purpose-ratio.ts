/** Purpose ratio that earns all points: up to 40 % of a mission's messages may be protocol (domain 5.2.2). */
export const purposeTarget = 0.6

/**
 * C3 "Rasio tujuan", 0–100: 100 · min(1, PR* / p). `ratio` is PR* = Σ w π* / Σ w, 0–1, audit correction included;
 * `target` is p, above 0 (0.60 [P]). Source: domain 5.2.2 and 5.2.2a.
 */
export function purposeRatio(ratio: number, target = purposeTarget): number {
  return 100 * Math.min(1, Math.max(0, ratio) / target)
}
