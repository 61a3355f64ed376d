import { type Db, json, type Tx } from '../../platform/database/database.ts'
import { genesis, linkHash } from './canonical.ts'
import { type AuditEntry, recordAudit } from './record.ts'
import {
  becomeChainer,
  currentChain,
  emptyEvents,
  findSettled,
  type Head,
  type Link,
  lastLink,
  saveLinks,
  waitToBeChainer,
} from './store.ts'

const batch = 500

/**
 * Links waiting events to the chain, each with the hash of the one before, in commit order; answers how many. One
 * writer at a time. An event whose transaction may still be overtaken waits for the next round.
 */
export async function chainAudit(db: Db, now: Date): Promise<number> {
  let total = 0
  for (;;) {
    const linked = await db.transaction().execute((tx) => linkSome(tx, now))
    total += linked
    if (linked < batch) return total
  }
}

async function linkSome(tx: Tx, now: Date): Promise<number> {
  if (!(await becomeChainer(tx))) return 0
  const events = await findSettled(tx, batch)
  if (events.length === 0) return 0
  const chain = await currentChain(tx)
  const last = await lastLink(tx, chain)
  let previousHash = last?.hash ?? genesis(chain)
  let seq = last?.seq ?? 0
  const links: Link[] = events.map((event) => {
    const hash = linkHash(previousHash, event)
    const link = { seq: ++seq, eventId: event.id, previousHash, hash }
    previousHash = hash
    return link
  })
  await saveLinks(tx, chain, links, now)
  return links.length
}

/** The end of the present chain; undefined while it is empty. */
export async function headOf(db: Db | Tx): Promise<Head | undefined> {
  const chain = await currentChain(db)
  const last = await lastLink(db, chain)
  return last && { chain, seq: last.seq, hash: last.hash }
}

/**
 * Ends the present chain and begins another, whose first event says so and names the old one's end. For "Mulai
 * sungguhan", which also empties the old chain's rows (`emptyOld`): its exported heads stay as its witness.
 */
export async function beginAuditChain(
  tx: Tx,
  now: Date,
  actor: AuditEntry['actor'],
  why: string,
  options: { readonly emptyOld?: boolean } = {},
): Promise<number> {
  // Nothing may be linked to the old chain after its end has been named.
  await waitToBeChainer(tx)
  const before = await headOf(tx)
  const chain = (await currentChain(tx)) + 1
  if (options.emptyOld) await emptyEvents(tx)
  await tx
    .insertInto('setting')
    .values({ key: 'auditChain', value: json(chain), updatedAt: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: json(chain), updatedAt: now }))
    .execute()
  await recordAudit(tx, now, {
    actor,
    action: 'audit.chain_begun',
    subject: { kind: 'audit_chain', id: String(chain) },
    payload: { why, previousSeq: before?.seq ?? 0, previousHash: before?.hash ?? null },
  })
  return chain
}
