import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { SecretBox } from '../../platform/secrets.ts'
import { systemScope } from '../missions/index.ts'
import { usefulHours } from './model.ts'
import { notify } from './notify.ts'

const contextOf = (mailId: string): string => `mail ${mailId}`

/**
 * Puts an invitation into the outbox, in the transaction that made its one-time link. The link is kept sealed until the
 * mail is out, then forgotten. An earlier one of this person that still waits is dropped: its link died with the new one.
 */
export async function inviteByMail(
  tx: Tx,
  secrets: SecretBox,
  now: Date,
  /** `askedBy` is told when a mail server refuses the address. */
  invitation: { readonly personId: string; readonly url: string; readonly askedBy?: string | undefined },
): Promise<void> {
  await tx
    .updateTable('mail')
    .set({ state: 'dropped', settledAt: now, sealed: null })
    .where('personId', '=', invitation.personId)
    .where('purpose', '=', 'invitation')
    .where('state', '=', 'waiting')
    .execute()
  const id = newId()
  await tx
    .insertInto('mail')
    .values({
      id,
      personId: invitation.personId,
      purpose: 'invitation',
      sealed: secrets.seal({ url: invitation.url }, contextOf(id)),
      askedBy: invitation.askedBy ?? null,
      nextAt: now,
      expiresAt: new Date(now.getTime() + usefulHours.invitation * 3_600_000),
      createdAt: now,
    })
    .execute()
}

export const openInvitation = (secrets: SecretBox, mailId: string, sealed: Buffer): string =>
  secrets.open(sealed, contextOf(mailId)).url ?? ''

/** Tells whoever sent an invitation that a server refused it, with the server's own words. */
export async function tellRefused(
  tx: Tx,
  now: Date,
  mail: { readonly id: string; readonly name: string; readonly email: string; readonly askedBy: string | null },
  detail: string,
): Promise<void> {
  if (mail.askedBy === null) return
  const { name, email } = mail
  await notify(tx, systemScope('inviting by mail'), now, {
    to: { persons: [mail.askedBy] },
    kind: 'people.invitation_refused',
    about: { room: 'people', id: mail.id },
    path: '/pengguna',
    words: {
      id: {
        title: `Undangan untuk ${name} ditolak server surel`,
        body: `${email}: ${detail}. Belum ada yang masuk. Periksa alamatnya lalu kirim ulang, atau cetak lembarnya.`,
      },
      en: {
        title: `The invitation for ${name} was refused by the mail server`,
        body: `${email}: ${detail}. Nobody has come in. Check the address and send it again, or print the sheet.`,
      },
    },
    dedupeKey: `people.invitation_refused:${mail.id}`,
    urgent: true,
  })
}

/** How a person's last invitation by mail fared. */
export type InvitationMail = {
  readonly state: 'waiting' | 'sending' | 'sent' | 'refused' | 'doubtful' | 'withheld' | 'expired' | 'dropped'
  readonly at: Date
  /** The server's words, where it said no. */
  readonly failure: string | null
}

/** The last invitation of each of these persons; whoever got none by mail is left out. Callers have checked who may know. */
export async function findInvitationMails(
  db: Db,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, InvitationMail>> {
  if (personIds.length === 0) return new Map()
  const { rows } = await sql<InvitationMail & { personId: string }>`
    select distinct on (person_id) person_id, state, coalesce(settled_at, created_at) as at, failure from mail
    where purpose = 'invitation' and person_id = any(${[...personIds]}::uuid[])
    order by person_id, created_at desc, id desc`.execute(db)
  return new Map(rows.map(({ personId, ...mail }) => [personId, mail]))
}
