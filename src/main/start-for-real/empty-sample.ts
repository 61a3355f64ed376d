import { sql } from 'kysely'
import type { SampleContents, SampleEmptier } from '../../features/people/index.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files.ts'
import { tableFates } from './table-fates.ts'

/** How a sample is counted and emptied. It crosses every room, so it stands in main. */
export function createSampleEmptier(files: Files): SampleEmptier {
  return {
    count,
    empty: async (tx) => {
      const media = [
        ...(await tx.selectFrom('media').select('fileKey').execute()),
        ...(await tx.selectFrom('mediaFit').select('fileKey').execute()),
        ...(await tx
          .selectFrom('impersonationEvidence')
          .select('fileKey')
          .$narrowType<{ fileKey: string }>()
          .where('fileKey', 'is not', null)
          .execute()),
        ...(await tx
          .selectFrom('report')
          .select('fileKey')
          .$narrowType<{ fileKey: string }>()
          .where('fileKey', 'is not', null)
          .execute()),
      ]
      const register = await readRegister(tx)
      const emptied = Object.keys(tableFates).filter((name) => tableFates[name] === 'emptied')
      // One statement, and no cascade: a table that points at these and was forgotten stops the whole act.
      await sql`truncate ${sql.join([...emptied, 'account'].map((name) => sql.table(name)))} restart identity`.execute(
        tx,
      )
      if (register.length > 0) await tx.insertInto('account').values(register).execute()
      await partPeople(tx)
      return {
        afterCommit: async () => {
          for (const { fileKey } of media) await files.remove(fileKey)
        },
      }
    },
  }
}

/**
 * Accounts of the register, *diusulkan* again as on the first day. Its import says how sure it is of an account; an
 * invented or tried-out one says nothing.
 */
async function readRegister(tx: Tx) {
  const accounts = await tx
    .selectFrom('account')
    .select(['id', 'missionId', 'network', 'handle', 'handleKey', 'url', 'confidence', 'createdAt'])
    .where('confidence', 'is not', null)
    .execute()
  return accounts.map((account) => ({ ...account, status: 'proposed', statusChangedAt: account.createdAt }))
}

/** Persons of the sample go, and their sessions, grants, links and factors with them. */
async function partPeople(tx: Tx): Promise<void> {
  for (const { table, column } of await findNamesOfPersons(tx))
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = null
      where ${sql.ref(column)} in (select id from person where is_sample)`.execute(tx)
  await tx.deleteFrom('person').where('isSample', '=', true).execute()
  await sql`delete from role_grant_scope where kind = 'account'
    and not exists (select 1 from account where account.id::text = role_grant_scope.value)`.execute(tx)
}

/** Columns of tables that stay, such as who granted a role: what was done stands, its doer is no longer named. */
async function findNamesOfPersons(tx: Tx): Promise<readonly { table: string; column: string }[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.conrelid::regclass::text as "table", a.attname as "column" from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'person'::regclass and c.confdeltype = 'a'`.execute(tx)
  return rows.filter(({ table }) => tableFates[table] === 'kept' || tableFates[table] === 'parted')
}

async function count(db: Db): Promise<SampleContents> {
  const { rows } = await sql<Record<string, number>>`select
    (select count(*)::int from mission where not is_headquarters) as missions,
    (select count(*)::int from person where not is_sample) as people,
    (select count(*)::int from person where is_sample) as "samplePeople",
    (select count(*)::int from account where confidence is not null) as accounts,
    (select count(*)::int from account where confidence is null) as "sampleAccounts",
    (select count(distinct code)::int from objective) as objectives,
    (select count(*)::int from campaign) as campaigns,
    (select count(*)::int from item) as items,
    (select count(*)::int from delivery) as deliveries,
    (select count(*)::int from message) as messages,
    (select count(*)::int from target_mix) as mixes,
    (select count(*)::int from media) as media`.execute(db)
  const of = (name: string) => rows[0]?.[name] ?? 0
  return {
    stays: {
      missions: of('missions'),
      people: of('people'),
      accounts: of('accounts'),
      objectives: of('objectives'),
    },
    goes: {
      people: of('samplePeople'),
      accounts: of('sampleAccounts'),
      campaigns: of('campaigns'),
      items: of('items'),
      deliveries: of('deliveries'),
      messages: of('messages'),
      targetMixes: of('mixes'),
      media: of('media'),
    },
  }
}
