type Waiting<In, Out> = {
  readonly one: In
  readonly done: (answer: Out) => void
  readonly fail: (error: unknown) => void
}

export type Gathering = {
  /** Most in one batch, 1–1000. */
  readonly most: number
  /** Batches under way at once; what arrives meanwhile goes together in the next one. */
  readonly lanes: number
  /** How long the first of a batch waits for others, in milliseconds; 0 = only for what arrives at the same moment. */
  readonly lingerMs: number
}

/**
 * Does together what arrives together: under load one commit serves many. `work` answers one for each, in their order;
 * where it throws, each of the batch fails.
 */
export function together<In, Out>(
  { most, lanes, lingerMs }: Gathering,
  work: (batch: readonly In[]) => Promise<readonly Out[]>,
): (one: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = []
  let running = 0
  let isGathering = false

  function gather(): void {
    if (isGathering || running >= lanes || waiting.length === 0) return
    isGathering = true
    if (lingerMs > 0 && waiting.length < most) setTimeout(start, lingerMs)
    else setImmediate(start)
  }

  function start(): void {
    isGathering = false
    void run(waiting.splice(0, most))
    gather()
  }

  async function run(batch: readonly Waiting<In, Out>[]): Promise<void> {
    running += 1
    try {
      const answers = await work(batch.map(({ one }) => one))
      for (const [index, { done }] of batch.entries()) done(answers[index] as Out)
    } catch (error) {
      for (const { fail } of batch) fail(error)
    } finally {
      running -= 1
      gather()
    }
  }

  return (one) =>
    new Promise((done, fail) => {
      waiting.push({ one, done, fail })
      gather()
    })
}
