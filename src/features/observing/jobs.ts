import { startLoop } from '../../jobs/start-loop.ts'
import type { Log } from '../../platform/log.ts'
import { systemScope } from '../missions/index.ts'
import { beginObservations, claimDueAccount } from './observation-store.ts'
import { observeAccount } from './observe-account.ts'
import { forgetOldInbox, forgetTaken, type NewInboxEntry, newInboxEntries } from './read-inbox.ts'
import type { ObserveDeps } from './turn.ts'

export type ObservingSettings = {
  /** How often due accounts are looked for, in milliseconds. */
  readonly tickMs: number
  /** Accounts read at one time, 1–20. */
  readonly concurrency: number
}

export type ObservingDeps = ObserveDeps & {
  readonly log: Log
  /** Takes over what others wrote, at most 100 at a time; may be given the same twice. Absent = it waits. */
  readonly onInbox?: (entries: readonly NewInboxEntry[]) => Promise<unknown>
}

const scope = systemScope('observing')
const inboxLot = 100

/** Gives every due account its turn once; answers how many went well and how many failed. Failures stay with their accounts. */
export async function observeDue(
  deps: ObservingDeps,
  settings: Pick<ObservingSettings, 'concurrency'>,
  isStopped: () => boolean = () => false,
): Promise<{ read: number; failed: number }> {
  const readable = [...deps.networks.values()].filter((network) => network.reader).map((network) => network.code)
  await beginObservations(deps.db, scope, deps.now())
  let read = 0
  let failed = 0
  const work = async () => {
    while (!isStopped()) {
      const account = await claimDueAccount(deps.db, scope, readable, deps.now())
      if (!account) return
      try {
        await observeAccount(deps, account)
        read++
      } catch (error) {
        failed++
        deps.log.warn({ err: error, account: account.id, network: account.network }, 'an account could not be read')
      }
    }
  }
  await Promise.all(Array.from({ length: settings.concurrency }, work))
  await handInbox(deps, isStopped)
  return { read, failed }
}

/** Hands over what others wrote. It is forgotten here only after it was taken, so a process that dies loses none. */
async function handInbox(deps: ObservingDeps, isStopped: () => boolean): Promise<void> {
  await forgetOldInbox(deps.db, deps.now())
  while (deps.onInbox && !isStopped()) {
    const entries = await newInboxEntries(deps.db, inboxLot)
    if (entries.length === 0) return
    await deps.onInbox(entries)
    await forgetTaken(deps.db, entries, deps.now())
  }
}

/** Reads due accounts back for as long as it runs; any number of processes may. */
export function startObserving(deps: ObservingDeps, settings: ObservingSettings): { stop(): Promise<void> } {
  const failure = 'observing failed; tried again at the next round'
  return startLoop({ everyMs: settings.tickMs, log: deps.log, failure }, async (isStopped) => {
    await observeDue(deps, settings, isStopped)
  })
}
