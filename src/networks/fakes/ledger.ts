/** One post a fake network said yes to. A repeat that the network recognised is none; two for one publication are a doubled post. */
export type LedgerEntry = {
  readonly remoteId: string
  /** Id of the account that posted. */
  readonly account: string
  readonly text: string
  /** Text alternatives of its pictures, in order; '' where none was given. */
  readonly alts: readonly string[]
  readonly acceptedAt: Date
  /** What came over the wire, for tests of one network's own fields. */
  readonly wire: Readonly<Record<string, unknown>>
}

/** A fake's memory of its own numbers and names, counted from one: the same in every run. */
export function createCounter(prefix = ''): () => string {
  let count = 0
  return () => {
    count += 1
    return `${prefix}${count}`
  }
}
