import { sql } from 'kysely'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { digestHour, type NoticeWords, retryDelayMs, usefulHours } from './model.ts'

/** A mail taken out of the outbox, and who reads it. */
export type ClaimedMail = {
  readonly id: string
  readonly purpose: 'urgent' | 'digest' | 'invitation'
  readonly attempts: number
  readonly sealed: Buffer | null
  readonly askedBy: string | null
  readonly name: string
  readonly email: string
  readonly locale: 'id' | 'en'
  /** Still here and still able to sign in. */
  readonly isPresent: boolean
}

export type MailEnd = 'sent' | 'refused' | 'doubtful' | 'withheld' | 'expired' | 'dropped'

/** A sending longer ago than this was cut by the end of its process. */
const abandonedMs = 600_000

/**
 * Takes the mail that has waited longest, at most one; whoever claims writes it down before the first byte leaves, so
 * that a process that dies leaves a doubt and never a second copy.
 */
export async function claimMail(db: Db, now: Date): Promise<ClaimedMail | undefined> {
  const { rows } = await sql<ClaimedMail>`
    update mail set state = 'sending', attempts = attempts + 1, claimed_at = ${now} from person p
    where p.id = mail.person_id and mail.id = (
      select id from mail where state = 'waiting' and next_at <= ${now} and expires_at > ${now}
      order by next_at limit 1 for update skip locked)
    returning mail.id, mail.purpose, mail.attempts, mail.sealed, mail.asked_by, p.name, p.email, p.locale,
      (p.disabled_at is null and (p.leaves_on is null or p.leaves_on >= (${now}::timestamptz at time zone
        coalesce((select timezone from mission where is_headquarters limit 1), 'UTC'))::date)) as "isPresent"`.execute(
    db,
  )
  return rows[0]
}

/** What a mail of notices would say now: neither read nor over meanwhile. Oldest first. */
export async function mattersOf(
  db: Db,
  mailId: string,
): Promise<readonly { readonly words: NoticeWords; readonly path: string }[]> {
  const rows = await db
    .selectFrom('notice')
    .select(['words', 'path'])
    .where('mailId', '=', mailId)
    .where('readAt', 'is', null)
    .where('settledAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map(({ words, path }) => ({ words: words as unknown as NoticeWords, path }))
}

/** Ends a mail. An invitation's link is forgotten with it. */
export async function endMail(db: Db | Tx, id: string, state: MailEnd, now: Date, failure: string | null = null) {
  await db
    .updateTable('mail')
    .set({ state, settledAt: now, failure, sealed: null })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'sending'])
    .execute()
}

/** Puts a mail back that surely did not go out. `counts` false = the fault was not this mail's. */
export async function delayMail(db: Db, mail: ClaimedMail, now: Date, failure: string): Promise<void> {
  await db
    .updateTable('mail')
    .set({ state: 'waiting', nextAt: new Date(now.getTime() + retryDelayMs(mail.attempts)), failure })
    .where('id', '=', mail.id)
    .where('state', '=', 'sending')
    .execute()
}

/**
 * Ends what time has overtaken: sendings whose process died are in doubt, waiting ones past their use have expired.
 * What an urgent mail did not surely bring stands in the next day's mail, if it is unread still.
 */
export async function settleOverdue(db: Db, now: Date): Promise<void> {
  await db
    .updateTable('mail')
    .set({ state: 'doubtful', settledAt: now, sealed: null, failure: 'the sending process ended' })
    .where('state', '=', 'sending')
    .where('claimedAt', '<', new Date(now.getTime() - abandonedMs))
    .execute()
  await db
    .updateTable('mail')
    .set({ state: 'expired', settledAt: now, sealed: null })
    .where('state', '=', 'waiting')
    .where('expiresAt', '<=', now)
    .execute()
  await db
    .updateTable('notice')
    .from('mail')
    .set({ mailId: null })
    .whereRef('mail.id', '=', 'notice.mailId')
    .where('mail.state', 'in', ['doubtful', 'expired'])
    .where('mail.purpose', '=', 'urgent')
    .where('notice.readAt', 'is', null)
    .where('notice.settledAt', 'is', null)
    .execute()
}

/** In a sample nothing leaves; answers how many mails were kept back. */
export async function withholdAll(db: Db, now: Date): Promise<number> {
  const rows = await db
    .updateTable('mail')
    .set({ state: 'withheld', settledAt: now, sealed: null })
    .where('state', '=', 'waiting')
    .returning('id')
    .execute()
  return rows.length
}

type Reader = { readonly personId: string; readonly zone: string; readonly hour: number }

/**
 * Makes the day's mail for whoever has something unread that no mail carried, once it is seven o'clock where they work.
 * A second process makes no second one: a person's day has one digest. Answers how many were made.
 */
export async function gatherDigests(db: Db, now: Date): Promise<number> {
  const { rows: readers } = await sql<Reader>`
    with reader as (
      select distinct n.person_id from notice n left join mail_wish w on w.person_id = n.person_id
      where n.mail_id is null and n.read_at is null and n.settled_at is null
        and n.created_at > ${new Date(now.getTime() - 14 * 86_400_000)}
        and coalesce(w.wish, 'daily') = 'daily'),
    placed as (
      select person_id, coalesce(
        (select m.timezone from role_grant g join role_grant_scope s on s.grant_id = g.id and s.kind = 'mission'
          join mission m on m.id = s.value where g.person_id = reader.person_id order by g.id limit 1),
        (select timezone from mission where is_headquarters limit 1), 'UTC') as zone from reader)
    select person_id, zone, extract(hour from ${now}::timestamptz at time zone zone)::int as hour from placed`.execute(
    db,
  )
  let made = 0
  for (const { personId, zone, hour } of readers)
    if (hour >= digestHour && (await makeDigest(db, personId, localDayOf(now, zone), now))) made++
  return made
}

async function makeDigest(db: Db, personId: string, day: string, now: Date): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const mail = await tx
      .insertInto('mail')
      .values({
        id: newId(),
        personId,
        purpose: 'digest',
        digestDay: day,
        nextAt: now,
        expiresAt: new Date(now.getTime() + usefulHours.digest * 3_600_000),
        createdAt: now,
      })
      .onConflict((conflict) => conflict.columns(['personId', 'digestDay']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!mail) return false
    await tx
      .updateTable('notice')
      .set({ mailId: mail.id })
      .where('personId', '=', personId)
      .where('mailId', 'is', null)
      .where('readAt', 'is', null)
      .where('settledAt', 'is', null)
      .execute()
    return true
  })
}
