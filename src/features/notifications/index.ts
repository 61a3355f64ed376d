export { findInvitationMails, type InvitationMail, inviteByMail } from './invite-by-mail.ts'
export type { Notice, NoticeText, NoticeWords, Recipients } from './model.ts'
export { notify, settleNotices } from './notify.ts'
