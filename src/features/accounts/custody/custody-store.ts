import { sql } from 'kysely'
import type { Custodian, Custody } from '../../../contract/account-custody.ts'
import { type Day, localDayOf } from '../../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { gapsOf } from './model.ts'

/** Last day of a custodian's posting: the leaving date of the person in Selaras before what was entered. */
export const custodianEnd = sql<Day | null>`coalesce(person.leaves_on, account_custodian.posting_ends_on)`

/** Custodians in office by account, in the order in which they were named. The caller has checked the scope. */
export async function findCustodians(
  db: Db | Tx,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Custodian[]>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('accountCustodian')
    .leftJoin('person', 'person.id', 'accountCustodian.personId')
    .select(['accountCustodian.id', 'accountId', 'accountCustodian.name', 'office', 'personId', 'isLocalShortTerm'])
    .select(custodianEnd.as('endsOn'))
    .where('accountId', 'in', [...accountIds])
    .where('removedAt', 'is', null)
    .orderBy('addedAt')
    .orderBy('accountCustodian.id')
    .execute()
  return groupBy(
    rows,
    ({ accountId }) => accountId,
    ({ accountId: _, ...one }) => one,
  )
}

export type Attestation = { readonly kind: 'recovery' | 'mfa'; readonly by: string | null; readonly at: Date }

export async function findAttestations(
  db: Db | Tx,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Attestation[]>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('accountAttestation')
    .leftJoin('person', 'person.id', 'attestedBy')
    .select(['accountId', 'kind', 'person.name as by', 'attestedAt as at'])
    .where('accountId', 'in', [...accountIds])
    .orderBy('kind')
    .execute()
  return groupBy(
    rows,
    ({ accountId }) => accountId,
    ({ kind, by, at }) => ({ kind: kind as Attestation['kind'], by, at }),
  )
}

/** Custody of one account with what is missing. */
export async function readCustody(
  db: Db | Tx,
  account: { readonly id: string; readonly vaultReference: string | null },
  now: Date,
  homeZone: string,
): Promise<Custody> {
  const custodians = (await findCustodians(db, [account.id])).get(account.id) ?? []
  const attestations = (await findAttestations(db, [account.id])).get(account.id) ?? []
  return {
    custodians: [...custodians],
    attestations: attestations.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
    vaultReference: account.vaultReference,
    gaps: gapsOf(
      { custodians, attestations: attestations.map((one) => dayOfAttestation(one, homeZone)) },
      localDayOf(now, homeZone),
    ),
  }
}

export const dayOfAttestation = ({ kind, at }: Attestation, homeZone: string) => ({
  kind,
  day: localDayOf(at, homeZone),
})

function groupBy<Row, T>(rows: readonly Row[], keyOf: (row: Row) => string, toOne: (row: Row) => T) {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), toOne(row)])
  return groups
}
