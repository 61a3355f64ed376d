import { invitationMail } from '../../pages/mails/invitation-mail.ts'
import type { MailPage } from '../../pages/mails/mail.ts'
import { noticesMail } from '../../pages/mails/notices-mail.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Log } from '../../platform/log.ts'
import type { Mailer } from '../../platform/mail.ts'
import type { SecretBox } from '../../platform/secrets.ts'
import { openInvitation, tellRefused } from './invite-by-mail.ts'
import {
  type ClaimedMail,
  claimMail,
  delayMail,
  endMail,
  gatherDigests,
  mattersOf,
  settleOverdue,
  withholdAll,
} from './outbox.ts'

export type MailingDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly log: Log
  /** Undefined where no mail leaves: mails wait, then expire. */
  readonly mailer: Mailer | undefined
  readonly secrets: SecretBox
  /** Public address without trailing slash. */
  readonly url: string
  /** Asked each round: a sample sends nothing, and may end while this process runs. */
  readonly isSample: () => Promise<boolean>
}

/** One round: settles what is overdue, gathers the day's mails, sends what is due. Answers how many went out. */
export async function sendDueMails(deps: MailingDeps, isStopped: () => boolean = () => false): Promise<number> {
  const { db, mailer } = deps
  await settleOverdue(db, deps.now())
  if (await deps.isSample()) {
    await withholdAll(db, deps.now())
    return 0
  }
  if (!mailer) return 0
  await gatherDigests(db, deps.now())
  let sent = 0
  while (!isStopped()) {
    const mail = await claimMail(db, deps.now())
    if (!mail) return sent
    const next = await sendOne(deps, mailer, mail)
    if (next === 'sent') sent++
    // Sign-in or sender refused: the others would fare the same, and servers lock out whoever keeps trying.
    if (next === 'stop') return sent
  }
  return sent
}

async function sendOne(deps: MailingDeps, mailer: Mailer, mail: ClaimedMail): Promise<'sent' | 'next' | 'stop'> {
  const { db, log } = deps
  const page = mail.isPresent ? await write(deps, mail) : undefined
  if (!page) {
    await endMail(db, mail.id, 'dropped', deps.now())
    return 'next'
  }
  const host = new URL(deps.url).hostname
  const outcome = await mailer.send({
    ...page,
    messageId: `${mail.id}@${host}`,
    to: { name: mail.name, address: mail.email },
  })
  if (outcome.kind === 'later') {
    log.warn({ mail: mail.id, detail: outcome.detail }, 'a mail could not be sent and is tried again')
    await delayMail(db, mail, deps.now(), outcome.detail)
    return outcome.why === 'setup' ? 'stop' : 'next'
  }
  const failure = outcome.kind === 'sent' ? null : outcome.detail
  if (failure !== null) log.warn({ mail: mail.id, detail: failure }, `a mail is ${outcome.kind}`)
  await db.transaction().execute(async (tx) => {
    await endMail(tx, mail.id, outcome.kind, deps.now(), failure)
    if (outcome.kind === 'refused' && mail.purpose === 'invitation')
      await tellRefused(tx, deps.now(), mail, outcome.detail)
  })
  return outcome.kind === 'sent' ? 'sent' : 'next'
}

/** What a mail says now; undefined where nothing is left to say. */
async function write(deps: MailingDeps, mail: ClaimedMail): Promise<MailPage | undefined> {
  const { name, locale, purpose } = mail
  if (purpose === 'invitation') {
    if (!mail.sealed) return undefined
    return invitationMail(locale, name, openInvitation(deps.secrets, mail.id, mail.sealed))
  }
  const matters = await mattersOf(deps.db, mail.id)
  if (matters.length === 0) return undefined
  return noticesMail(
    locale,
    name,
    purpose,
    matters.map(({ words, path }) => ({ ...words[locale], url: `${deps.url}${path}` })),
  )
}
