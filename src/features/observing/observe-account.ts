import { NetworkReadError } from '../../networks/network.ts'
import { openBudget } from './budget.ts'
import { checkDuePosts } from './check-posts.ts'
import { type ClaimedAccount, endTurn, findNewest, type Part, saveProgress, showOutcome } from './observation-store.ts'
import { readAudience } from './read-audience.ts'
import { readHistory } from './read-history.ts'
import { readNewInbox } from './read-inbox.ts'
import { readNewPosts } from './read-posts.ts'
import { audienceRestMs, backfillPauseMs, failureRestMs, inboxRestMs, refusedRestMs, restMs } from './schedule.ts'
import type { ObserveDeps, Turn } from './turn.ts'

type Failure = { readonly part: Part; readonly error: unknown }

/**
 * Gives one claimed account its turn: what is due of it, as far as its network's limits reach, newest first. A part that
 * fails is tried again later and leaves the others their turn, unless the failure is about the whole account. Everything
 * stored before a failure stays; no transaction spans a call. @throws what the first failed part threw, after it is written down.
 */
export async function observeAccount(deps: ObserveDeps, account: ClaimedAccount): Promise<void> {
  const startedAt = deps.now()
  const network = deps.networks.get(account.network)
  const budget = openBudget(network?.limits.reads, { at: account.windowAt, calls: account.windowCalls }, startedAt)
  let failure: Failure | undefined
  try {
    const { reader } = network ?? {}
    if (!network || !reader) throw new Error(`${account.network} cannot be read back`)
    const connection = await deps.openConnection(account.id)
    if (!connection) throw new Error('the account has no connection')
    const signal = () => AbortSignal.timeout(network.limits.timeoutMs)
    failure = await readParts({ deps, account, network, reader, connection, budget, startedAt, signal })
  } catch (error) {
    failure = { part: 'posts', error }
  }
  await settle(deps, account, budget, failure, startedAt)
  if (failure) throw failure.error
}

type Step = {
  readonly part: Part
  readonly isDue: (turn: Turn) => boolean
  readonly run: (turn: Turn) => Promise<unknown>
}

const steps: readonly Step[] = [
  { part: 'posts', isDue: (turn) => turn.account.postsDueAt <= turn.startedAt, run: readNewPosts },
  { part: 'checks', isDue: () => true, run: checkDuePosts },
  {
    part: 'inbox',
    isDue: ({ account, network, startedAt }) => network.inbox !== undefined && account.inboxDueAt <= startedAt,
    run: readNewInbox,
  },
  {
    part: 'audience',
    isDue: ({ account, network, startedAt }) => network.audience !== undefined && account.audienceDueAt <= startedAt,
    run: readAudience,
  },
  { part: 'backfill', isDue: () => true, run: readHistoryWhereLeft },
]

async function readParts(turn: Turn): Promise<Failure | undefined> {
  let first: Failure | undefined
  for (const { part, isDue, run } of steps) {
    if (turn.budget.left() <= 0) break
    if (!isDue(turn)) continue
    try {
      await run(turn)
      await rest(turn, part)
    } catch (error) {
      first ??= { part, error }
      await restAfterFailure(turn, part)
      if (!(error instanceof NetworkReadError) || error.why !== 'protocol') break
    }
  }
  return first
}

/** History goes on from where it stands now: a first look in this very turn may have begun it. */
async function readHistoryWhereLeft(turn: Turn): Promise<void> {
  const now = await turn.deps.db
    .selectFrom('observation')
    .select(['postsReadAt', 'backfillCursor', 'backfillDoneAt', 'backfillFrom'])
    .where('accountId', '=', turn.account.id)
    .executeTakeFirst()
  if (!now || now.backfillDoneAt !== null || now.postsReadAt === null) return
  await readHistory({ ...turn, account: { ...turn.account, ...now } })
}

/** When a part that went well is due again. */
async function rest(turn: Turn, part: Part): Promise<void> {
  const { deps, account, startedAt } = turn
  const after = (ms: number) => new Date(startedAt.getTime() + ms)
  if (part === 'audience') return saveProgress(deps.db, account.id, { audienceDueAt: after(audienceRestMs) })
  if (part !== 'posts' && part !== 'inbox') return
  const newest = await findNewest(deps.db, account.id)
  if (part === 'posts') return saveProgress(deps.db, account.id, { postsDueAt: after(restMs(newest, startedAt)) })
  return saveProgress(deps.db, account.id, { inboxDueAt: after(inboxRestMs(newest, startedAt)) })
}

async function restAfterFailure({ deps, account, startedAt }: Turn, part: Part): Promise<void> {
  const at = new Date(startedAt.getTime() + failureRestMs(account.failures + 1))
  if (part === 'posts') await saveProgress(deps.db, account.id, { postsDueAt: at })
  if (part === 'inbox') await saveProgress(deps.db, account.id, { inboxDueAt: at })
  if (part === 'audience') await saveProgress(deps.db, account.id, { audienceDueAt: at })
}

/** Writes down how the turn went and when the next one is. */
async function settle(
  deps: ObserveDeps,
  account: ClaimedAccount,
  budget: ReturnType<typeof openBudget>,
  failure: Failure | undefined,
  startedAt: Date,
): Promise<void> {
  const words = failure && (failure.error instanceof Error ? failure.error.message : String(failure.error))
  const failures = failure ? account.failures + 1 : 0
  await saveProgress(
    deps.db,
    account.id,
    failure
      ? { failedPart: failure.part, failure: words?.slice(0, 500) ?? null, failedAt: startedAt, failures }
      : { failedPart: null, failure: null, failedAt: null, failures },
  )
  // What others write and who follows is beside the point of being read.
  const isWhole = failure === undefined || failure.part === 'inbox' || failure.part === 'audience'
  await showOutcome(deps.db, account.id, startedAt, isWhole ? null : (words ?? null))
  const window = { windowAt: budget.windowAt, windowCalls: budget.callsBefore + budget.spent(), spent: budget.spent() }
  const isSpent = window.windowCalls >= budget.limits.count
  const notBefore = new Date(
    Math.max(
      startedAt.getTime() + 1000,
      isSpent ? budget.windowEndsAt.getTime() : 0,
      againAfter(failure, failures, startedAt),
    ),
  )
  const history = await deps.db
    .selectFrom('observation')
    .select(['backfillDoneAt', 'postsReadAt'])
    .where('accountId', '=', account.id)
    .executeTakeFirst()
  const isBackfilling = history !== undefined && history.backfillDoneAt === null && history.postsReadAt !== null
  await endTurn(
    deps.db,
    account.id,
    { ...window, notBefore },
    isBackfilling ? new Date(startedAt.getTime() + backfillPauseMs) : null,
  )
}

/** A network that names a time is heard; what needs a person is asked rarely; a broken line is tried ever later. */
function againAfter(failure: Failure | undefined, failures: number, startedAt: Date): number {
  if (failure === undefined) return 0
  const { error } = failure
  if (error instanceof NetworkReadError) {
    if (error.why === 'auth' || error.why === 'account') return startedAt.getTime() + refusedRestMs
    if (error.why === 'protocol') return 0
    if (error.retryAt !== undefined) return Date.parse(error.retryAt)
  }
  return startedAt.getTime() + failureRestMs(failures)
}
