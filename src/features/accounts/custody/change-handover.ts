import type { Handover, HandoverStep } from '../../../contract/account-custody.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, holds, type Scope } from '../../missions/index.ts'
import { demand, mayKeep, personOf } from '../policy.ts'
import { demandPerson, type NewCustodian, writeAttestation } from './change-custody.ts'
import type { CustodyDeps } from './deps.ts'
import { endHandoverNotices } from './handover-notices.ts'
import { mustFindHandover } from './handover-store.ts'
import { handoverSteps } from './model.ts'

/** Says who takes over. Whoever leaves cannot take over from themselves. */
export function nameSuccessor(deps: CustodyDeps, scope: Scope, id: string, one: NewCustodian): Promise<Handover> {
  return change(deps, scope, id, 'handover.successor_named', async (tx, _now, handover) => {
    await demandPerson(tx, one.personId)
    const { leaver } = handover
    const isSame = one.personId === null ? one.name === leaver.name : one.personId === leaver.personId
    if (isSame) throw new AppError('invalid', 'handover.same_person')
    await unsign(tx, id)
    await tx
      .updateTable('handover')
      .set({
        successorName: one.name,
        successorOffice: one.office,
        successorId: one.personId,
        successorIsLocalShortTerm: one.isLocalShortTerm,
        successorEndsOn: one.postingEndsOn,
      })
      .where('id', '=', id)
      .execute()
  })
}

/** Ticks a step of the list for one account, or unticks it. That the successor gets in is the successor's own to say. */
export function tickStep(
  deps: CustodyDeps,
  scope: Scope,
  id: string,
  input: { accountId: string; step: HandoverStep; done: boolean },
): Promise<Handover> {
  const { accountId, step, done } = input
  return change(deps, scope, id, done ? 'handover.step_done' : 'handover.step_undone', async (tx, now, handover) => {
    if (!handover.accounts.some((account) => account.accountId === accountId))
      throw new AppError('not_found', 'account.not_found')
    const successor = handover.successor?.personId ?? null
    if (step === 'successor_confirmed' && done && successor !== null && successor !== personOf(scope))
      throw new AppError('forbidden', 'handover.successor_says')
    await unsign(tx, id)
    if (done)
      await tx
        .insertInto('handoverStep')
        .values({ handoverId: id, accountId, step, doneBy: personOf(scope), doneAt: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    else
      await tx
        .deleteFrom('handoverStep')
        .where('handoverId', '=', id)
        .where('accountId', '=', accountId)
        .where('step', '=', step)
        .execute()
  })
}

/**
 * Signs for one side: the person named there, or, where that side is not in Selaras, the head of mission on their behalf.
 * Two different persons sign. With the second signature the successor becomes custodian and the leaver ceases to be.
 */
export function signHandover(
  deps: CustodyDeps,
  scope: Scope,
  id: string,
  input: { side: 'leaver' | 'successor'; minutesHash: string },
): Promise<Handover> {
  return change(deps, scope, id, `handover.signed_by_${input.side}`, async (tx, now, handover) => {
    const personId = personOf(scope)
    const { successor } = handover
    if (personId === null) throw new AppError('forbidden', 'handover.persons_sign')
    if (!successor) throw new AppError('conflict', 'handover.no_successor')
    const open = handover.accounts.reduce((sum, account) => sum + handoverSteps.length - account.steps.length, 0)
    if (open > 0) throw new AppError('conflict', 'handover.steps_open', { open })
    if (input.minutesHash !== handover.minutesHash) throw new AppError('conflict', 'handover.changed_meanwhile')
    const signer = input.side === 'leaver' ? handover.leaver.personId : successor.personId
    const onBehalf = signer === null && holds(scope, ['head_of_mission'], handover.missionId)
    if (signer !== personId && !onBehalf) throw new AppError('forbidden', 'handover.not_your_side')
    if (handover.signatures.some((one) => one.side === input.side))
      throw new AppError('conflict', 'handover.signed_already')
    if (handover.signatures.some((one) => one.personId === personId))
      throw new AppError('forbidden', 'handover.two_persons')
    await tx
      .insertInto('handoverSignature')
      .values({ handoverId: id, side: input.side, personId, minutesHash: input.minutesHash, signedAt: now })
      .execute()
    if (handover.signatures.length === 1) await complete(tx, handover, personId, now)
  })
}

async function complete(tx: Tx, handover: Handover, signedBy: string, now: Date): Promise<void> {
  const { id, leaver, successor, accounts } = handover
  if (!successor) return
  await tx.updateTable('handover').set({ closedAt: now, outcome: 'signed' }).where('id', '=', id).execute()
  await endHandoverNotices(tx, id, now)
  for (const { accountId } of accounts) {
    await tx
      .updateTable('accountCustodian')
      .set({ removedAt: now })
      .where('accountId', '=', accountId)
      .where('removedAt', 'is', null)
      .where('name', 'in', [leaver.name, successor.name])
      .execute()
    await tx
      .insertInto('accountCustodian')
      .values({
        id: newId(),
        accountId,
        name: successor.name,
        office: successor.office,
        personId: successor.personId,
        isLocalShortTerm: successor.isLocalShortTerm,
        postingEndsOn: successor.endsOn,
        addedBy: signedBy,
        addedAt: now,
      })
      .execute()
    // Both were done anew for this handover, and two persons signed for it.
    await writeAttestation(tx, accountId, 'recovery', signedBy, now)
    await writeAttestation(tx, accountId, 'mfa', signedBy, now)
  }
}

/** Ends a handover that is not to be, such as of a prolonged posting. */
export function cancelHandover(deps: CustodyDeps, scope: Scope, id: string, reason: string): Promise<Handover> {
  return change(deps, scope, id, 'handover.cancelled', async (tx, now) => {
    await tx
      .updateTable('handover')
      .set({ closedAt: now, outcome: 'cancelled', cancelReason: reason })
      .where('id', '=', id)
      .execute()
    await endHandoverNotices(tx, id, now)
  })
}

// What was signed must be what stands: any change takes the signatures back.
async function unsign(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('handoverSignature').where('handoverId', '=', id).execute()
}

async function change(
  deps: CustodyDeps,
  scope: Scope,
  id: string,
  action: string,
  act: (tx: Tx, now: Date, handover: Handover) => Promise<void>,
): Promise<Handover> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    await tx.selectFrom('handover').select('id').where('id', '=', id).forUpdate().execute()
    const handover = await mustFindHandover(tx, scope, id, now, deps.homeZone)
    demand(mayKeep(scope, handover.missionId))
    if (handover.closedAt !== null) throw new AppError('conflict', 'handover.closed')
    await act(tx, now, handover)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action,
      subject: { kind: 'handover', id },
      missionId: handover.missionId,
    })
    return mustFindHandover(tx, scope, id, now, deps.homeZone)
  })
}
