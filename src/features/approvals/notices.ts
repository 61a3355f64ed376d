import type { Tx } from '../../platform/database/database.ts'
import type { StoredItem } from '../items/index.ts'
import type { Scope } from '../missions/index.ts'
import { type NoticeWords, notify, type Recipients, settleNotices } from '../notifications/index.ts'
import type { ReviewStep } from './model.ts'
import { type Case, hasFreeApprover, mandatesFor } from './policy.ts'

/** What a notice needs to know of a case. */
type Noticed = {
  readonly view: { readonly item: Pick<StoredItem, 'id' | 'missionId' | 'title' | 'kind' | 'author' | 'submittedAt'> }
  readonly about: Case
}

const kinds = { waiting: 'review.waiting', escalated: 'review.escalated', returned: 'review.returned' } as const

/** A review with less than this left is mailed at once, not in the day's mail. */
const shortMs = 12 * 3_600_000

/** Who can decide a step now, and no others: those whose turn it is, before anybody who stands in for them. */
export function reviewersOf(step: ReviewStep, about: Case): Recipients {
  const { missionId } = about
  const at = { missionId }
  if (step === 'headquarters') return { roles: ['editor'], at }
  if (step === 'desk') return { roles: ['regional_desk'], at }
  const mandated = mandatesFor(about).filter((mandate) => !about.writers.has(mandate.personId))
  const of = (isRemote: boolean) =>
    mandated.filter((mandate) => (mandate.kind === 'remote') === isRemote).map((mandate) => mandate.personId)
  if (hasFreeApprover(about))
    return { persons: [...[...about.heads].filter((head) => !about.writers.has(head)), ...of(false)] }
  if (about.isHeadquarters) return { roles: ['strategist'], at }
  return of(true).length > 0 ? { persons: of(true) } : { roles: ['regional_desk'], at }
}

/** Tells those whose turn it is that an item waits for their decision. */
export async function tellWaiting(
  tx: Tx,
  scope: Scope,
  found: Noticed,
  step: ReviewStep,
  wait: { readonly id: string; readonly dueAt: Date },
  now: Date,
): Promise<void> {
  const { item } = found.view
  const isEmergency = item.kind === 'emergency'
  await notify(tx, scope, now, {
    to: reviewersOf(step, found.about),
    kind: kinds.waiting,
    about: { room: 'approvals', id: item.id, missionId: item.missionId },
    path: `/setujui/${item.id}`,
    words: {
      id: {
        title: `${isEmergency ? 'Darurat: k' : 'K'}iriman "${item.title}" menunggu persetujuan Anda`,
        body: `Dari ${item.author.name}. Yang disetujui persis yang Anda baca.`,
      },
      en: {
        title: `${isEmergency ? 'Emergency: p' : 'P'}ost "${item.title}" waits for your approval`,
        body: `From ${item.author.name}. What you approve is exactly what you read.`,
      },
    },
    dedupeKey: `${kinds.waiting}:${wait.id}`,
    urgent: isEmergency || wait.dueAt.getTime() - now.getTime() <= shortMs,
  })
}

/** Nobody need decide about it any more, or somebody else has to. */
export async function endWaiting(tx: Tx, itemId: string, now: Date): Promise<void> {
  await settleNotices(tx, now, { room: 'approvals', id: itemId })
}

/** Tells the author that it came back; the comment is read where it stands. */
export async function tellReturned(tx: Tx, scope: Scope, found: Noticed, now: Date): Promise<void> {
  const { item } = found.view
  const words: NoticeWords = {
    id: { title: `Kiriman "${item.title}" dikembalikan kepada Anda`, body: 'Baca catatannya, ubah, lalu ajukan lagi.' },
    en: { title: `Post "${item.title}" came back to you`, body: 'Read the comment, change it, and submit it again.' },
  }
  await notify(tx, scope, now, {
    to: { persons: [item.author.id] },
    kind: kinds.returned,
    about: { room: 'items', id: item.id, missionId: item.missionId },
    path: `/kiriman/${item.id}`,
    words,
    dedupeKey: `${kinds.returned}:${item.id}:${item.submittedAt}`,
    urgent: true,
  })
}

/** It was submitted again. */
export async function endReturned(tx: Tx, itemId: string, now: Date): Promise<void> {
  await settleNotices(tx, now, { room: 'items', id: itemId, kinds: [kinds.returned] })
}

type Overdue = { readonly id: string; readonly itemId: string; readonly missionId: string; readonly step: string }

/** Tells the next in line that a review ran out of time: the desk for a mission's, headquarters for a desk's. */
export async function tellEscalated(tx: Tx, scope: Scope, wait: Overdue, now: Date): Promise<void> {
  if (wait.step === 'headquarters') return
  const { title } = await tx.selectFrom('item').select('title').where('id', '=', wait.itemId).executeTakeFirstOrThrow()
  await notify(tx, scope, now, {
    to:
      wait.step === 'mission'
        ? { roles: ['regional_desk'], at: { missionId: wait.missionId } }
        : { roles: ['strategist'], at: 'ministry' },
    kind: kinds.escalated,
    about: { room: 'approvals', id: wait.itemId, missionId: wait.missionId },
    path: `/setujui/${wait.itemId}`,
    words: {
      id: {
        title: `Telaah "${title}" lewat waktu; Anda kini boleh memutuskan`,
        body: 'Penelaah pertamanya tetap boleh memutuskan juga. Yang lebih dulu berlaku.',
      },
      en: {
        title: `The review of "${title}" ran out of time; you may decide it now`,
        body: 'Its first reviewer still may, too. Whoever decides first decides.',
      },
    },
    dedupeKey: `${kinds.escalated}:${wait.id}`,
    urgent: true,
  })
}
