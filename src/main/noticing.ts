import { tellOfAccounts } from '../features/accounts/index.ts'
import { tellOfDeliveries } from '../features/deliveries/index.ts'
import { tellOfQuestions } from '../features/questions/index.ts'
import { startLoop } from '../jobs/start-loop.ts'
import type { Db } from '../platform/database/database.ts'
import type { Log } from '../platform/log.ts'

const everyMs = 20_000

/** Looks for what has come to need a person without anybody's act, and tells them. */
export function startNoticing(deps: { readonly db: Db; readonly now: () => Date; readonly log: Log }): {
  stop(): Promise<void>
} {
  const failure = 'people could not be told what needs them; tried again in a moment'
  return startLoop({ everyMs, log: deps.log, failure }, async () => {
    await tellOfDeliveries(deps.db, deps.now())
    await tellOfAccounts(deps.db, deps.now())
    await tellOfQuestions(deps.db, deps.now())
  })
}
