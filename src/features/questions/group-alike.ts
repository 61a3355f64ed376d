export type Stemmed = { readonly id: string; readonly stems: readonly string[] }
export type Alike = {
  /** Members, the one nearest to all others first. */
  readonly ids: readonly string[]
  /** Stems that at least half of the members share. */
  readonly stems: readonly string[]
}

/** Least share of common stems (Jaccard, 0–1) for two questions to be alike [P]; below it topics run together. */
const leastShared = 0.3

/**
 * Groups questions that share their words, largest group first; a question stands in one group. Stems that more than
 * `commonShare` of 20 or more questions carry say nothing and are left out.
 */
export function groupAlike(questions: readonly Stemmed[], leastSize: number, commonShare = 0.4): Alike[] {
  const frequency = new Map<string, number>()
  for (const { stems } of questions)
    for (const stem of new Set(stems)) frequency.set(stem, (frequency.get(stem) ?? 0) + 1)
  const isCommon = (stem: string) =>
    questions.length >= 20 && (frequency.get(stem) ?? 0) > questions.length * commonShare
  const sets = new Map(questions.map(({ id, stems }) => [id, new Set(stems.filter((stem) => !isCommon(stem)))]))
  const carriers = new Map<string, string[]>()
  for (const [id, stems] of sets)
    for (const stem of stems) {
      const list = carriers.get(stem)
      if (list) list.push(id)
      else carriers.set(stem, [id])
    }
  const near = new Map<string, Set<string>>()
  for (const [id, stems] of sets) {
    const shared = new Map<string, number>()
    for (const stem of stems)
      for (const other of carriers.get(stem) ?? []) if (other !== id) shared.set(other, (shared.get(other) ?? 0) + 1)
    const alike = new Set<string>()
    for (const [other, count] of shared) {
      const union = stems.size + (sets.get(other)?.size ?? 0) - count
      if (count >= 2 && count / union >= leastShared) alike.add(other)
    }
    near.set(id, alike)
  }
  const groups: Alike[] = []
  const free = new Set(sets.keys())
  for (;;) {
    let best: string | undefined
    let most = leastSize - 2
    for (const id of free) {
      let count = 0
      for (const other of near.get(id) ?? []) if (free.has(other)) count += 1
      if (count > most) [best, most] = [id, count]
    }
    if (best === undefined) return groups
    const ids = [best, ...[...(near.get(best) ?? [])].filter((id) => free.has(id))]
    for (const id of ids) free.delete(id)
    const counts = new Map<string, number>()
    for (const id of ids) for (const stem of sets.get(id) ?? []) counts.set(stem, (counts.get(stem) ?? 0) + 1)
    const stems = [...counts].filter(([, count]) => count * 2 >= ids.length).map(([stem]) => stem)
    groups.push({ ids, stems: stems.toSorted() })
  }
}

/** Share of stems two sets have in common, 0–1. */
export function shareOf(one: readonly string[], other: readonly string[]): number {
  const set = new Set(one)
  const common = other.filter((stem) => set.has(stem)).length
  const union = set.size + other.length - common
  return union === 0 ? 0 : common / union
}
