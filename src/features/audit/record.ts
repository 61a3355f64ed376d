import { json, type Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'

/** One decision. `payload` holds ids, codes and hashes only, never personal text, so that erasure never breaks the chain. */
export type AuditEntry = {
  readonly actor: { readonly kind: 'person'; readonly id: string } | { readonly kind: 'system' | 'public' }
  /** Verb in the past, by room: `item.submitted`. */
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly missionId?: string
  readonly payload?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
}

/** Writes the event with the act itself; demands the act's transaction. The chainer links it later. */
export async function recordAudit(tx: Tx, now: Date, entry: AuditEntry): Promise<void> {
  await tx.insertInto('auditEvent').values(rowOf(now, entry)).execute()
}

/** The same for many acts of one transaction, at most 5,000, each at its own instant. */
export async function recordAudits(tx: Tx, entries: readonly (readonly [Date, AuditEntry])[]): Promise<void> {
  if (entries.length === 0) return
  await tx
    .insertInto('auditEvent')
    .values(entries.map(([at, entry]) => rowOf(at, entry)))
    .execute()
}

const rowOf = (at: Date, entry: AuditEntry) => ({
  id: newId(),
  at,
  actorKind: entry.actor.kind,
  actorId: entry.actor.kind === 'person' ? entry.actor.id : null,
  action: entry.action,
  subjectKind: entry.subject.kind,
  subjectId: entry.subject.id,
  missionId: entry.missionId ?? null,
  payload: json(entry.payload ?? {}),
})
