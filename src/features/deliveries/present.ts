import type { Delivery, DeliveryRow } from '../../contract/deliveries.ts'
import type { Scope } from '../missions/index.ts'
import { isRefusedByAccount } from './by-hand.ts'
import { ownWords, silentDetail } from './engine/attempts.ts'
import { claimMs, isNever, personStates, readReason, restingStates, undoMs } from './model.ts'
import { mayAct } from './policy.ts'
import type { StoredAttempt, StoredDelivery } from './read-deliveries.ts'
import { hasSentence, type Locale, sentence } from './texts.ts'

export type Viewer = { readonly scope: Scope; readonly locale: Locale; readonly now: Date }

export function presentRow(row: StoredDelivery, viewer: Viewer): DeliveryRow {
  const reason = row.stateReason === null ? null : readReason(row.stateReason)
  return {
    id: row.id,
    missionId: row.missionId,
    itemId: row.itemId,
    title: row.title,
    kind: row.itemKind,
    objectiveCode: row.objectiveCode,
    account: { id: row.accountId, network: row.network, handle: row.handle, url: row.accountUrl },
    isByHand: row.isByHand,
    state: row.state,
    reason: reason && sentence(viewer.locale, 'reason', reason.key, reason.words ? { words: reason.words } : {}),
    nextStep: sentence(viewer.locale, 'next', nextStepOf(row)),
    needsPerson: personStates.includes(row.state),
    hold: row.hold,
    dueLocal: row.dueLocal,
    dueZone: row.dueZone,
    dueAt: row.dueAt.toISOString(),
    nextAt: isNever(row.nextAt) || row.state === 'cancelled' ? null : row.nextAt.toISOString(),
    attemptCount: row.attempts,
    sentAt: row.sentAt?.toISOString() ?? null,
    url: row.url,
    claim: claimOf(row, viewer),
    undoUntil: undoUntil(row, viewer.now)?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
  }
}

export function present(
  row: StoredDelivery,
  beside: {
    readonly attempts: readonly StoredAttempt[]
    readonly repeat: Delivery['repeat']
    readonly composeUrl: string | null
  },
  viewer: Viewer,
): Delivery {
  const { attempts, repeat, composeUrl } = beside
  return {
    ...presentRow(row, viewer),
    occurrence: row.occurrence,
    repeat,
    bundleHash: row.bundleHash,
    content: row.content,
    attempts: attempts.map((attempt) => presentAttempt(attempt, viewer.locale)),
    candidates: row.state === 'unknown' ? candidatesOf(attempts) : [],
    composeUrl: row.isByHand ? composeUrl : null,
    can: abilitiesOf(row, viewer),
  }
}

function nextStepOf(row: StoredDelivery): string {
  switch (row.state) {
    case 'scheduled':
      if (row.hold?.kind === 'recall') return 'held_recall'
      if (row.hold) return row.hold.kind === 'embargo' ? 'held_embargo' : 'scheduled_held'
      if (row.isByHand) return 'scheduled_by_hand'
      return row.attempts > 0 ? 'scheduled_again' : 'scheduled'
    case 'held':
      if (row.stateReason === 'held.recall') return 'held_recall'
      return row.stateReason === 'held.embargo' ? 'held_embargo' : 'held'
    case 'refused':
      return isRefusedByAccount(row) ? 'refused_account' : 'refused_content'
    case 'unknown':
      return isNever(row.nextAt) ? 'unknown_person' : 'unknown_looking'
    default:
      return row.state
  }
}

function claimOf(row: StoredDelivery, { scope, now }: Viewer): DeliveryRow['claim'] {
  if (!row.claimedBy || !row.claimedAt || row.state === 'sent') return null
  const until = new Date(row.claimedAt.getTime() + claimMs)
  if (until <= now) return null
  const isYours = scope.kind === 'person' && scope.personId === row.claimedBy
  return { by: { id: row.claimedBy, name: row.claimedByName ?? '' }, isYours, until: until.toISOString() }
}

function undoUntil(row: StoredDelivery, now: Date): Date | null {
  if (row.state !== 'sent' || !row.sentBy || !row.sentAt) return null
  const until = new Date(row.sentAt.getTime() + undoMs)
  return until > now ? until : null
}

function abilitiesOf(row: StoredDelivery, viewer: Viewer): Delivery['can'] {
  const may = viewer.scope.kind === 'person' && mayAct(viewer.scope, row.missionId)
  const claim = claimOf(row, viewer)
  const isMine = claim === null || claim.isYours
  const byAccount = isRefusedByAccount(row)
  return {
    cancel: may && restingStates.includes(row.state),
    reschedule: may && restingStates.includes(row.state),
    confirm: may && row.state === 'needs_confirmation',
    retry: may && row.state === 'refused',
    resolve: may && row.state === 'unknown',
    claim: may && isMine && (row.state === 'awaiting_person' || byAccount),
    report: may && isMine && (['awaiting_person', 'held', 'needs_confirmation'].includes(row.state) || byAccount),
    undo: may && undoUntil(row, viewer.now) !== null,
    repeat: may && row.isApproved && row.state !== 'cancelled',
  }
}

function presentAttempt(attempt: StoredAttempt, locale: Locale): Delivery['attempts'][number] {
  const outcome = attempt.outcome?.replace(/^deferred_.*/, 'deferred')
  const exact = `${attempt.kind}.${attempt.detail === silentDetail ? 'silent' : outcome}`
  const key = hasSentence('attempt', exact) ? exact : attempt.kind
  return {
    number: attempt.number,
    kind: attempt.kind,
    startedAt: attempt.startedAt.toISOString(),
    finishedAt: attempt.finishedAt?.toISOString() ?? null,
    outcome: attempt.outcome,
    note: sentence(locale, 'attempt', key, { number: attempt.number, name: attempt.personName ?? '' }),
    // What Selaras itself noted stands in the sentence; a quotation is the network's.
    detail: attempt.detail !== null && ownWords.has(attempt.detail) ? null : attempt.detail,
  }
}

/** What the last look found. */
function candidatesOf(attempts: readonly StoredAttempt[]): Delivery['candidates'] {
  const last = attempts.findLast((attempt) => attempt.kind === 'look_up' && attempt.finishedAt !== null)
  return (last?.candidates ?? []) as Delivery['candidates']
}
