import type { Db } from '../../../platform/database/database.ts'
import { type Beginning, type Begun, beginPublishings } from './attempts.ts'

type Waiting = {
  readonly beginning: Beginning
  readonly done: (begun: Begun | undefined) => void
  readonly fail: (error: unknown) => void
}

/**
 * Writes attempts down, those that arrive while a transaction is under way together in the next one: under load one
 * commit serves many calls, and a lone one waits for nobody. Each is committed before it is answered.
 */
export function createBeginner(db: Db, now: () => Date): (beginning: Beginning) => Promise<Begun | undefined> {
  let waiting: Waiting[] = []
  let isBusy = false

  async function drain(): Promise<void> {
    isBusy = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        const begun = await beginPublishings(
          db,
          batch.map((one) => one.beginning),
          now(),
        )
        for (const one of batch) one.done(begun.get(one.beginning.claimed.id))
      } catch (error) {
        for (const one of batch) one.fail(error)
      }
    }
    isBusy = false
  }

  return (beginning) =>
    new Promise((done, fail) => {
      waiting.push({ beginning, done, fail })
      if (!isBusy) void drain()
    })
}
