import type { Db, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { inScope, type Scope } from '../missions/index.ts'

export async function findMissionOfMessage(db: Db, scope: Scope, messageId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('message')
    .select('missionId')
    .where('id', '=', messageId)
    .where(inScope(scope, 'missionId'))
    .executeTakeFirst()
  return row?.missionId
}

export type OfficerLabel = {
  readonly objective: string
  readonly secondary?: string | undefined
  readonly purpose: number
  readonly benefit?: boolean | undefined
  readonly cta?: boolean | undefined
}

/** Adds an officer's label; earlier ones stay as history, the newest counts. */
export async function insertOfficerLabel(
  tx: Tx,
  _scope: Scope,
  now: Date,
  messageId: string,
  personId: string | null,
  label: OfficerLabel,
): Promise<void> {
  await tx
    .insertInto('label')
    .values({
      id: newId(),
      messageId,
      source: 'officer',
      personId,
      objective: label.objective,
      secondary: label.secondary ?? null,
      purpose: label.purpose,
      benefit: label.benefit ?? null,
      cta: label.cta ?? null,
      createdAt: now,
    })
    .execute()
}
