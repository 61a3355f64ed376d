import { startLoop } from '../../jobs/start-loop.ts'
import type { Log } from '../../platform/log.ts'
import { systemScope } from '../missions/index.ts'
import { type ObserveDeps, observeAccount } from './observe-account.ts'
import { claimDueAccounts } from './store.ts'

export type ObservingSettings = {
  /** How long an account rests between two readings, in milliseconds. */
  readonly intervalMs: number
  /** How often due accounts are looked for, in milliseconds. */
  readonly tickMs: number
  /** Accounts read at one time, 1–20. */
  readonly concurrency: number
}

const scope = systemScope('observing')

/** Reads every due account once; answers how many were read and how many failed. Failures stay with their accounts. */
export async function observeDue(
  deps: ObserveDeps & { readonly log: Log },
  settings: Pick<ObservingSettings, 'intervalMs' | 'concurrency'>,
  isStopped: () => boolean = () => false,
): Promise<{ read: number; failed: number }> {
  const readable = [...deps.networks.values()].filter((network) => network.reader).map((network) => network.code)
  let read = 0
  let failed = 0
  const work = async () => {
    while (!isStopped()) {
      const now = deps.now()
      const next = new Date(now.getTime() + settings.intervalMs)
      const [account] = await claimDueAccounts(deps.db, scope, readable, now, next, 1)
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
  return { read, failed }
}

/** Reads due accounts back for as long as it runs; any number of processes may. */
export function startObserving(
  deps: ObserveDeps & { readonly log: Log },
  settings: ObservingSettings,
): { stop(): Promise<void> } {
  const failure = 'observing failed; tried again at the next round'
  return startLoop({ everyMs: settings.tickMs, log: deps.log, failure }, async (isStopped) => {
    await observeDue(deps, settings, isStopped)
  })
}
