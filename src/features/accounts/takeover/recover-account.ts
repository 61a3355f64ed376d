import type { Takeover } from '../../../contract/takeovers.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, type Scope } from '../../missions/index.ts'
import { settleNotices } from '../../notifications/index.ts'
import { writeMove } from '../move-account.ts'
import { demand, mayDecide, mayKeep, personOf } from '../policy.ts'
import { mustFindAccount } from '../store.ts'
import type { TakeoverDeps } from './deps.ts'
import { tellElsewhereStep } from './playbook.ts'
import { mustFindTakeover, openSteps, type StoredTakeover, viewTakeover } from './view-takeover.ts'

/** Ticks a step of the playbook with what was noted, or takes the tick back. */
export async function tickPlaybook(
  deps: TakeoverDeps,
  scope: Scope,
  id: string,
  { step, done, note }: { readonly step: string; readonly done: boolean; readonly note: string },
): Promise<Takeover> {
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const found = await openTakeover(
      tx,
      scope,
      id,
      (missionId) => mayKeep(scope, missionId) || mayDecide(scope, missionId),
    )
    if (!deps.playbooks(found.network).some((one) => one.step === step))
      throw new AppError('not_found', 'takeover.no_such_step')
    await writeTick(tx, scope, found, step, done ? note : undefined, now)
  })
  return viewTakeover(deps, scope, id)
}

/** Warns on the mission's other channels and ticks that step. */
export async function tellElsewhere(deps: TakeoverDeps, scope: Scope, id: string): Promise<Takeover> {
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const found = await openTakeover(tx, scope, id, () => true)
    const { accountId, missionId, network, handle } = found
    if (found.done.some((one) => one.step === tellElsewhereStep))
      throw new AppError('conflict', 'takeover.told_already')
    await deps.takeovers.warnElsewhere(tx, scope, { takeoverId: id, accountId, missionId, network, handle }, now)
    await writeTick(tx, scope, found, tellElsewhereStep, '', now)
  })
  return viewTakeover(deps, scope, id)
}

/**
 * The way back: somebody who decides about accounts says what proves that it is ours again. Refused while a required
 * step is open. The account is `restored`, the warning ends, what was held waits for a word.
 */
export async function recoverAccount(deps: TakeoverDeps, scope: Scope, id: string, proof: string): Promise<Takeover> {
  await end(deps, scope, id, { outcome: 'recovered', words: proof })
  return viewTakeover(deps, scope, id)
}

/** Gives up an account that cannot be recovered: it is closed, its history stays, and Cek Akun goes on warning of it. */
export async function giveAccountUp(deps: TakeoverDeps, scope: Scope, id: string, reason: string): Promise<Takeover> {
  await end(deps, scope, id, { outcome: 'given_up', words: reason })
  return viewTakeover(deps, scope, id)
}

async function end(
  deps: TakeoverDeps,
  scope: Scope,
  id: string,
  { outcome, words }: { readonly outcome: 'recovered' | 'given_up'; readonly words: string },
): Promise<void> {
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const found = await openTakeover(tx, scope, id, (missionId) => mayDecide(scope, missionId))
    const open = openSteps(deps.playbooks, found)
    if (outcome === 'recovered' && open > 0) throw new AppError('conflict', 'takeover.steps_open', { count: open })
    const account = await mustFindAccount(tx, scope, found.accountId, 'locked')
    const to = outcome === 'recovered' ? 'restored' : 'closed'
    await writeMove(tx, now, scope, account, { to, reason: words, undoes: null })
    const by = personOf(scope)
    await tx
      .updateTable('takeover')
      .set({ outcome, proof: words, endedAt: now, endedBy: by })
      .where('id', '=', id)
      .execute()
    if (found.holdId) await deps.takeovers.releaseAccount(tx, found.holdId, by, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: `takeover.${outcome}`,
      subject: { kind: 'account', id: account.id },
      missionId: account.missionId,
      payload: { takeover: id },
    })
    await settleNotices(tx, now, { dedupeKey: `takeover:${id}` })
  })
  await deps.takeovers.writePages()
}

async function openTakeover(
  tx: Tx,
  scope: Scope,
  id: string,
  may: (missionId: string) => boolean,
): Promise<StoredTakeover> {
  const found = await mustFindTakeover(tx, scope, id, 'locked')
  demand(may(found.missionId))
  if (found.endedAt !== null) throw new AppError('conflict', 'takeover.is_over')
  return found
}

async function writeTick(
  tx: Tx,
  scope: Scope,
  { id, accountId, missionId }: StoredTakeover,
  step: string,
  note: string | undefined,
  now: Date,
): Promise<void> {
  await tx.deleteFrom('takeoverStep').where('takeoverId', '=', id).where('step', '=', step).execute()
  if (note !== undefined)
    await tx
      .insertInto('takeoverStep')
      .values({ takeoverId: id, step, note, doneBy: personOf(scope), doneAt: now })
      .execute()
  await recordAudit(tx, now, {
    actor: actorOf(scope),
    action: note === undefined ? 'takeover.step_undone' : 'takeover.step_done',
    subject: { kind: 'account', id: accountId },
    missionId,
    payload: { takeover: id, step },
  })
}
