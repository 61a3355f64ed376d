import type pg from 'pg'
import { recordAudit } from '../../features/audit/index.ts'
import { settleRestored } from '../../features/deliveries/index.ts'
import { databaseOn, type Tx } from '../../platform/database/database.ts'
import type { Manifest } from './manifest.ts'

/** What a restored installation must not take for granted, in the restore's own transaction. Answers the deliveries that wait. */
export async function settleBackup(client: pg.Client, manifest: Manifest, now: Date): Promise<number> {
  // The session stands inside the restore's transaction: what is written here shares its fate.
  const tx = databaseOn(client) as Tx
  const waiting = await settleRestored(tx, now)
  await recordAudit(tx, now, {
    actor: { kind: 'system' },
    action: 'installation.restored',
    subject: { kind: 'installation', id: manifest.takenAt },
    payload: { takenAt: manifest.takenAt, version: manifest.version, waiting },
  })
  return waiting
}
