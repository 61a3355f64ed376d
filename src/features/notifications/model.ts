import type { Role } from '../missions/index.ts'

/** Title at most 120 characters, a whole sentence or its head; body at most 400: what happened, what to do next. */
export type NoticeText = { readonly title: string; readonly body: string }
/** What is said, in both languages; gaps are filled already. */
export type NoticeWords = { readonly id: NoticeText; readonly en: NoticeText }

/** Who is told: persons by id, or whoever holds one of the roles today with reach over a mission, a region or the ministry. */
export type Recipients =
  | { readonly persons: readonly string[] }
  | {
      readonly roles: readonly Role[]
      readonly at: { readonly missionId: string } | { readonly regionId: string } | 'ministry'
    }

export type Notice = {
  /** Several add up; a person is told once. */
  readonly to: Recipients | readonly Recipients[]
  /** room.verb, such as `review.waiting`. Never changes once in use. */
  readonly kind: string
  /** What it is about; `missionId` absent = the ministry, or the person alone. */
  readonly about: { readonly room: string; readonly id: string; readonly missionId?: string }
  /** Where it is dealt with: a path of the application, `/persetujuan/…`. */
  readonly path: string
  readonly words: NoticeWords
  /** The same matter is told to a person once, ever. What may come again carries its occasion: `account.refused:ID:DAY`. */
  readonly dedupeKey: string
  /** Urgent = mailed within a minute or two; else in the day's one mail, if still unread then. Default false. */
  readonly urgent?: boolean
  /** A person who knows of it already. */
  readonly except?: string
  /** Tell the actor too. Default false: nobody is told of what they did themselves. */
  readonly alsoActor?: boolean
}

export const mailWishes = ['daily', 'urgent', 'none'] as const
/** `daily` = urgent at once and the rest once a day; `urgent` = only that; `none` = no mail but invitations. */
export type MailWish = (typeof mailWishes)[number]

/** Hours for which a mail of each purpose is still of use. */
export const usefulHours = { urgent: 72, digest: 36, invitation: 24 } as const
/** Urgent matters of one person within this time share a mail. */
export const gatherMs = 60_000
/** The day's mail leaves at this hour of its reader's place, or later that day. */
export const digestHour = 7

/** How long after failure number `attempts` (1…) a mail is tried again, in milliseconds: a minute, doubling, at most 2 hours. */
export const retryDelayMs = (attempts: number): number => Math.min(60_000 * 2 ** (attempts - 1), 7_200_000)
