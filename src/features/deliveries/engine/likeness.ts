/** Likeness of two texts in percent (0–100): Dice's coefficient over pairs of neighbouring characters, case and space folded. */
export function likenessPercent(a: string, b: string): number {
  const left = pairsOf(a)
  const right = pairsOf(b)
  const total = sum(left) + sum(right)
  if (total === 0) return fold(a) === fold(b) ? 100 : 0
  let shared = 0
  for (const [pair, count] of left) shared += Math.min(count, right.get(pair) ?? 0)
  return Math.round((200 * shared) / total)
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim()

function pairsOf(text: string): Map<string, number> {
  const letters = [...fold(text)]
  const pairs = new Map<string, number>()
  for (let i = 0; i + 1 < letters.length; i += 1) {
    const pair = `${letters[i]}${letters[i + 1]}`
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

const sum = (counts: Map<string, number>): number => [...counts.values()].reduce((all, one) => all + one, 0)
