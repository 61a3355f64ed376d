type Waiting<In, Out> = {
  readonly one: In
  readonly done: (answer: Out) => void
  readonly fail: (error: unknown) => void
}

/**
 * Does what arrives while a batch is under way together in the next one: under load one commit serves many, and a lone
 * one waits for nobody. `work` answers one for each, in their order; where it throws, each of the batch fails.
 */
export function together<In, Out>(
  work: (batch: readonly In[]) => Promise<readonly Out[]>,
  most = 64,
): (one: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = []
  let isBusy = false

  async function drain(): Promise<void> {
    isBusy = true
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most)
      try {
        const answers = await work(batch.map(({ one }) => one))
        for (const [index, { done }] of batch.entries()) done(answers[index] as Out)
      } catch (error) {
        for (const { fail } of batch) fail(error)
      }
    }
    isBusy = false
  }

  return (one) =>
    new Promise((done, fail) => {
      waiting.push({ one, done, fail })
      if (!isBusy) void drain()
    })
}
