import { type Db, json } from '../../platform/database/database.ts'

/** An installation is a sample until an administrator chooses "Mulai sungguhan". */
export type InstallationKind = 'sample' | 'real'

/** Real unless it was said to be a sample, so that a lost setting opens nothing. */
export async function readInstallationKind(db: Db): Promise<InstallationKind> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', 'installation').executeTakeFirst()
  return installationKindOf(row?.value)
}

export function installationKindOf(value: unknown): InstallationKind {
  return (value as { kind?: string } | null | undefined)?.kind === 'sample' ? 'sample' : 'real'
}

export async function saveInstallationKind(db: Db, kind: InstallationKind, now: Date): Promise<void> {
  const value = json({ kind })
  await db
    .insertInto('setting')
    .values({ key: 'installation', value, updatedAt: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updatedAt: now }))
    .execute()
}
