import type { Custody } from '../../../contract/account-custody.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, inScope, type Scope } from '../../missions/index.ts'
import { demand, mayKeep, personOf } from '../policy.ts'
import { type KnownAccount, mustFindAccount } from '../store.ts'
import { readCustody } from './custody-store.ts'
import type { CustodyDeps } from './deps.ts'

export type NewCustodian = {
  readonly name: string
  readonly office: string
  readonly personId: string | null
  readonly isLocalShortTerm: boolean
  readonly postingEndsOn: string | null
}

export async function viewCustody(deps: CustodyDeps, scope: Scope, accountId: string): Promise<Custody> {
  const account = await mustFindAccount(deps.db, scope, accountId)
  return readCustody(deps.db, account, deps.now(), deps.homeZone)
}

/** Names a custodian. One name answers for an account once. */
export function addCustodian(deps: CustodyDeps, scope: Scope, accountId: string, one: NewCustodian): Promise<Custody> {
  return change(deps, scope, accountId, 'account.custodian_named', async (tx, now) => {
    const named = await tx
      .selectFrom('accountCustodian')
      .select('id')
      .where('accountId', '=', accountId)
      .where('removedAt', 'is', null)
      .where((eb) =>
        eb.or([eb('name', '=', one.name), ...(one.personId === null ? [] : [eb('personId', '=', one.personId)])]),
      )
      .executeTakeFirst()
    if (named) throw new AppError('conflict', 'custody.named_already', { name: one.name })
    await demandPerson(tx, one.personId)
    await tx
      .insertInto('accountCustodian')
      .values({ id: newId(), accountId, ...one, addedBy: personOf(scope), addedAt: now })
      .execute()
  })
}

/** @throws AppError invalid where the person named is not in Selaras. */
export async function demandPerson(tx: Tx, personId: string | null): Promise<void> {
  if (personId === null) return
  const person = await tx.selectFrom('person').select('id').where('id', '=', personId).executeTakeFirst()
  if (!person)
    throw new AppError('invalid', 'custody.no_such_person', {}, [{ path: 'personId', key: 'custody.no_such_person' }])
}

export async function removeCustodian(deps: CustodyDeps, scope: Scope, custodianId: string): Promise<Custody> {
  const row = await deps.db
    .selectFrom('accountCustodian')
    .innerJoin('account', 'account.id', 'accountId')
    .select('accountId')
    .where('accountCustodian.id', '=', custodianId)
    .where('removedAt', 'is', null)
    .where(inScope(scope, 'account.mission_id'))
    .executeTakeFirst()
  if (!row) throw new AppError('not_found', 'custody.no_such_custodian')
  return change(deps, scope, row.accountId, 'account.custodian_removed', async (tx, now) => {
    await tx.updateTable('accountCustodian').set({ removedAt: now }).where('id', '=', custodianId).execute()
  })
}

/** Vouches today for recovery or second factor; `holds: false` takes the word back. */
export function attest(
  deps: CustodyDeps,
  scope: Scope,
  accountId: string,
  kind: 'recovery' | 'mfa',
  holds: boolean,
): Promise<Custody> {
  const action = holds ? `account.${kind}_attested` : `account.${kind}_withdrawn`
  return change(deps, scope, accountId, action, async (tx, now) => {
    if (holds) return writeAttestation(tx, accountId, kind, personOf(scope), now)
    await tx.deleteFrom('accountAttestation').where('accountId', '=', accountId).where('kind', '=', kind).execute()
  })
}

export async function writeAttestation(
  tx: Tx,
  accountId: string,
  kind: 'recovery' | 'mfa',
  attestedBy: string | null,
  attestedAt: Date,
): Promise<void> {
  await tx
    .insertInto('accountAttestation')
    .values({ accountId, kind, attestedBy, attestedAt })
    .onConflict((conflict) => conflict.columns(['accountId', 'kind']).doUpdateSet({ attestedBy, attestedAt }))
    .execute()
}

/** Where the ministry's own vault keeps the password. Selaras never asks for the password (ACC-06). */
export function setVaultReference(
  deps: CustodyDeps,
  scope: Scope,
  accountId: string,
  reference: string,
): Promise<Custody> {
  return change(deps, scope, accountId, 'account.vault_reference_set', async (tx) => {
    await tx
      .updateTable('account')
      .set({ vaultReference: reference || null })
      .where('id', '=', accountId)
      .execute()
  })
}

async function change(
  deps: CustodyDeps,
  scope: Scope,
  accountId: string,
  action: string,
  act: (tx: Tx, now: Date, account: KnownAccount) => Promise<void>,
): Promise<Custody> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const account = await mustFindAccount(tx, scope, accountId, 'locked')
    demand(mayKeep(scope, account.missionId))
    await act(tx, now, account)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action,
      subject: { kind: 'account', id: accountId },
      missionId: account.missionId,
    })
    return readCustody(tx, await mustFindAccount(tx, scope, accountId), now, deps.homeZone)
  })
}
