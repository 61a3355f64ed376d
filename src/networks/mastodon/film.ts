import { z } from 'zod'
import { type Connection, filmTimeMs, type LookUp, type OutgoingVideo, type PublishOutcome } from '../network.ts'
import { openFilm } from '../wire/film.ts'
import { failureOf, later, nothingOut } from '../wire/outcomes.ts'
import { type CallMastodon, type Grant, grantOf } from './call.ts'

const mediaSchema = z.looseObject({ id: z.string().regex(/^\d+$/) })
const firstPauseMs = 5000

/**
 * A key is remembered for an hour, from its first use on. Every post of a ticket stays well within it; an older ticket is
 * looked up first.
 */
const ticketMs = 45 * 60_000

export type Given =
  | { readonly kind: 'ready'; readonly mediaId: string }
  | { readonly kind: 'working'; readonly ticket: string; readonly pollAt: string }

/** Uploads a film; the server works on it for a while (202, docs.joinmastodon.org/methods/media, read 2026-11-24). @throws CallFailed */
export async function giveFilm(
  deps: { readonly callMastodon: CallMastodon; readonly now: () => Date; readonly timeoutMs: number },
  grant: Grant,
  video: OutgoingVideo,
  signal: AbortSignal,
): Promise<Given> {
  return openFilm(video, async (file) => {
    const form = new FormData()
    form.set('file', file, 'film.mp4')
    form.set('description', video.alt)
    const timeoutMs = deps.timeoutMs + filmTimeMs(video.bytes)
    const call = { method: 'POST' as const, path: '/api/v2/media', body: form, timeoutMs }
    const { status, data } = await deps.callMastodon(grant, call, mediaSchema, signal)
    if (status !== 202) return { kind: 'ready', mediaId: data.id }
    const now = deps.now()
    return { kind: 'working', ticket: `${data.id}.${now.getTime()}`, pollAt: later(now, firstPauseMs) }
  })
}

/** Asks whether a film is ready, and posts it then. What the post itself leaves in doubt is for looking, not for the ticket. */
export async function pollFilm(
  deps: { readonly callMastodon: CallMastodon; readonly now: () => Date },
  connection: Connection,
  ticket: string,
  signal: AbortSignal,
  steps: { post(mediaId: string): Promise<PublishOutcome>; lookUp(): Promise<LookUp> },
): Promise<PublishOutcome> {
  const [, mediaId, madeAt] = /^(\d+)\.(\d+)$/.exec(ticket) ?? []
  if (mediaId === undefined) return { kind: 'unknown', detail: 'the ticket is not readable' }
  const now = deps.now()
  if (now.getTime() - Number(madeAt) > ticketMs) return lookFirst(now, await steps.lookUp())
  try {
    const call = { method: 'GET' as const, path: `/api/v1/media/${mediaId}` }
    const { status } = await deps.callMastodon(grantOf(connection), call, mediaSchema, signal)
    if (status === 206) return { kind: 'pending', ticket, pollAt: later(now, firstPauseMs) }
  } catch (error) {
    const failure = failureOf(error)
    // 422: the server could not make anything of it; 404: it has thrown it away.
    if (failure.kind === 'missing') return startAnew(now)
    return nothingOut(failure, now)
  }
  const outcome = await steps.post(mediaId)
  return outcome.kind === 'unknown' ? { ...outcome, isTicketSpent: true } : outcome
}

function lookFirst(now: Date, seen: LookUp): PublishOutcome {
  if (seen.kind === 'found') return { kind: 'sent', remoteId: seen.remoteId, url: seen.url }
  if (seen.kind === 'absent') return startAnew(now)
  return { kind: 'unknown', detail: seen.detail, isTicketSpent: true }
}

const startAnew = (now: Date): PublishOutcome => ({
  ...deferredAnew,
  retryAt: later(now, 60_000),
})
const deferredAnew = { kind: 'deferred', why: 'network', isTicketSpent: true } as const
