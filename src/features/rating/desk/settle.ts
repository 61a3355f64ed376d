/** A live rating of a task, as far as it decides. */
export type SaidOfTask = {
  readonly id: string
  readonly capacity: 'blind' | 'adjudicator'
  readonly objective: string
  readonly purpose: number
  readonly benefit: boolean
  readonly cta: boolean
  readonly contradicts: boolean | null
}

export type TaskState = 'open' | 'differing' | 'settled'
export type Settled = {
  readonly state: TaskState
  /** Labels that follow: ratings by the source they are kept under. */
  readonly labels: readonly { readonly ratingId: string; readonly source: 'blind' | 'adjudicated' }[]
}

/** Two raters agree when every label they gave is the same; secondaries are information only. */
export const agree = (a: SaidOfTask, b: SaidOfTask): boolean =>
  a.objective === b.objective &&
  a.purpose === b.purpose &&
  a.benefit === b.benefit &&
  a.cta === b.cta &&
  (a.contradicts ?? false) === (b.contradicts ?? false)

/**
 * Where a task stands. A sampled message waits for two blind ratings; only then are they labels (half a pair would tell
 * the second). Where they differ a third decides; until then their mean counts. A disputed one waits for a single rater who
 * has not seen it, whose word is blind where nobody had rated it, else decides (`wasRated`). A companion changes nothing.
 */
export function settle(
  task: { readonly origin: string; readonly needed: number; readonly wasRated: boolean },
  said: readonly SaidOfTask[],
): Settled {
  const blind = said.filter((one) => one.capacity === 'blind')
  if (blind.length < task.needed) return { state: 'open', labels: [] }
  if (task.origin === 'companion') return { state: 'settled', labels: [] }
  if (task.origin === 'dispute') {
    const source = task.wasRated ? 'adjudicated' : 'blind'
    return { state: 'settled', labels: blind.slice(0, 1).map(({ id }) => ({ ratingId: id, source })) }
  }
  const labels = blind.map(({ id }) => ({ ratingId: id, source: 'blind' as const }))
  const third = said.find((one) => one.capacity === 'adjudicator')
  if (third) return { state: 'settled', labels: [...labels, { ratingId: third.id, source: 'adjudicated' }] }
  const [a, b] = blind
  return { state: a && b && !agree(a, b) ? 'differing' : 'settled', labels }
}
