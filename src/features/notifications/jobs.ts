import { startLoop } from '../../jobs/start-loop.ts'
import { type MailingDeps, sendDueMails } from './send-mails.ts'

const everyMs = 15_000

/** Sends mails for as long as it runs; any number of processes may. */
export function startMailing(deps: MailingDeps): { stop(): Promise<void> } {
  return startLoop(
    { everyMs, log: deps.log, failure: 'mails could not be sent; tried again soon' },
    async (isStopped) => {
      await sendDueMails(deps, isStopped)
    },
  )
}
