import { startLoop } from '../../jobs/start-loop.ts'
import { type PageDeps, writeAlertPages } from './write-pages.ts'

/** Three times a minute, so that a warning is public well within the minute that CRI-03 and ACC-09 allow. */
const everyMs = 20_000

/** Writes the public pages again and again: what another process decided, what became stale, what a full disk refused. */
export function startAlertPages(deps: PageDeps): { stop(): Promise<void> } {
  const failure = 'public pages of alerts could not be written; tried again in 20 s'
  return startLoop({ everyMs, log: deps.log, failure }, async () => writeAlertPages(deps))
}
