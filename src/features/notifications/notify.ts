import { json, type Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Scope } from '../missions/index.ts'
import { gatherMs, type Notice, type Recipients, usefulHours } from './model.ts'
import { findRecipients } from './store.ts'

/**
 * Tells people something in the transaction of its cause: a line under their bell, and a mail (soon where it is urgent,
 * else in the day's one). Whom the same matter was told already is not told again. `scope` is who acts; it is not told of
 * its own act. Answers how many were told.
 */
export async function notify(tx: Tx, scope: Scope, now: Date, notice: Notice): Promise<number> {
  const actor = scope.kind === 'person' && !notice.alsoActor ? scope.personId : undefined
  const lists = await findAll(tx, notice.to, now)
  const persons = [...new Set(lists)].filter((id) => id !== actor && id !== notice.except)
  if (persons.length === 0) return 0
  const { about, words, kind, path, dedupeKey } = notice
  const told = await tx
    .insertInto('notice')
    .values(
      persons.map((personId) => ({
        id: newId(),
        personId,
        kind,
        room: about.room,
        subjectId: about.id,
        missionId: about.missionId ?? null,
        path,
        words: json(words),
        isUrgent: notice.urgent ?? false,
        dedupeKey,
        createdAt: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['personId', 'dedupeKey']).doNothing())
    .returning(['id', 'personId'])
    .execute()
  if (notice.urgent) await addUrgentMails(tx, told, now)
  return told.length
}

async function findAll(tx: Tx, to: Recipients | readonly Recipients[], now: Date): Promise<string[]> {
  const wanted = Array.isArray(to) ? (to as readonly Recipients[]) : [to as Recipients]
  const found: string[] = []
  for (const one of wanted) found.push(...(await findRecipients(tx, one, now)))
  return found
}

type Told = { readonly id: string; readonly personId: string }

/** Urgent matters that meet in one minute go in one mail. */
async function addUrgentMails(tx: Tx, told: readonly Told[], now: Date): Promise<void> {
  if (told.length === 0) return
  const persons = told.map((one) => one.personId)
  const silent = await tx
    .selectFrom('mailWish')
    .select('personId')
    .where('wish', '=', 'none')
    .where('personId', 'in', persons)
    .execute()
  const waiting = await tx
    .selectFrom('mail')
    .select(['id', 'personId'])
    .where('purpose', '=', 'urgent')
    .where('state', '=', 'waiting')
    .where('attempts', '=', 0)
    .where('personId', 'in', persons)
    .forUpdate()
    .skipLocked()
    .execute()
  const quiet = new Set(silent.map((row) => row.personId))
  const mailOf = new Map(waiting.map((row) => [row.personId, row.id]))
  const fresh = told.filter(({ personId }) => !quiet.has(personId) && !mailOf.has(personId))
  for (const { personId } of fresh) mailOf.set(personId, newId())
  if (fresh.length > 0)
    await tx
      .insertInto('mail')
      .values(
        fresh.map(({ personId }) => ({
          id: mailOf.get(personId) ?? newId(),
          personId,
          purpose: 'urgent',
          nextAt: new Date(now.getTime() + gatherMs),
          expiresAt: new Date(now.getTime() + usefulHours.urgent * 3_600_000),
          createdAt: now,
        })),
      )
      .execute()
  const ids = told.filter(({ personId }) => mailOf.has(personId)).map((one) => one.id)
  if (ids.length === 0) return
  await tx
    .updateTable('notice')
    .from('mail')
    .set((eb) => ({ mailId: eb.ref('mail.id') }))
    .whereRef('mail.personId', '=', 'notice.personId')
    .where('notice.id', 'in', ids)
    .where('mail.id', 'in', [...mailOf.values()])
    .execute()
}

/** Says that a matter is over, so that nobody is asked to act on it any more, by bell or mail. Answers how many notices ended. */
export async function settleNotices(
  tx: Tx,
  now: Date,
  matter:
    | { readonly dedupeKey: string }
    | { readonly room: string; readonly id: string; readonly kinds?: readonly string[] },
): Promise<number> {
  let query = tx.updateTable('notice').set({ settledAt: now }).where('settledAt', 'is', null)
  if ('dedupeKey' in matter) query = query.where('dedupeKey', '=', matter.dedupeKey)
  else {
    query = query.where('room', '=', matter.room).where('subjectId', '=', matter.id)
    if (matter.kinds) query = query.where('kind', 'in', [...matter.kinds])
  }
  const rows = await query.returning('id').execute()
  return rows.length
}
