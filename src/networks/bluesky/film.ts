import type { BlobRef } from '@atproto/api'
import { z } from 'zod'
import { type Connection, filmTimeMs, type OutgoingVideo, type PublishOutcome } from '../network.ts'
import { CallFailed, type CallFailure } from '../wire/call-failure.ts'
import { openFilm } from '../wire/film.ts'
import { createJsonCaller, type Judge } from '../wire/json-caller.ts'
import { deferred, later } from '../wire/outcomes.ts'
import type { Sessions } from './sessions.ts'

/** MP4 up to 300 MB (app.bsky.embed.video, @atproto/api 0.21.0, read 2026-11-24). */
export const filmLimits = { bytes: 300_000_000 } as const

type FilmDeps = {
  readonly sessions: Sessions
  readonly fetch: typeof fetch
  readonly now: () => Date
  readonly timeoutMs: number
  /** Origin of the service that makes films ready and hands them to the account's server. */
  readonly videoService: string
}

const jobSchema = z.looseObject({
  jobId: z.string().min(1),
  state: z.string(),
  blob: z.unknown().optional(),
  error: z.string().optional(),
  message: z.string().optional(),
})
// The description wraps it in `jobStatus`; uploadVideo answers it bare (docs.bsky.app/docs/tutorials/video, read 2026-11-24).
const answerSchema = z.union([
  z.looseObject({ jobStatus: jobSchema }).transform((answer) => answer.jobStatus),
  jobSchema,
])

const refusalSchema = z.looseObject({
  error: z.string().catch(''),
  message: z.string().catch(''),
  jobId: z.string().optional(),
})

/** `duplicate`: this very film was given before; its detail is the job that has it. */
const judge: Judge = ({ status, body }) => {
  const parsed = refusalSchema.safeParse(body).data
  if (parsed === undefined) return undefined
  const detail = `${status}: ${parsed.error || parsed.message}`.slice(0, 300)
  if (parsed.jobId !== undefined && status === 409) return { kind: 'duplicate', detail: parsed.jobId }
  if (status === 429) return undefined
  if (status >= 500) return { kind: 'server', detail }
  return { kind: kindOf(status, parsed.error), detail }
}

function kindOf(status: number, error: string): Exclude<CallFailure['kind'], 'rate'> {
  if (/unconfirmed_email/i.test(error)) return 'account'
  return status === 401 || status === 403 ? 'session' : 'invalid'
}

export type FilmState =
  | { readonly kind: 'ready'; readonly blob: BlobRef }
  | { readonly kind: 'settled'; readonly outcome: PublishOutcome }

const firstPauseMs = 5000
const ticketPattern = /^film\.([\w.:-]{1,200})$/

/** Films go to a service of their own, which works on them and answers a job; nothing is published by it. */
export function createFilmDesk(deps: FilmDeps) {
  const callJson = createJsonCaller(deps, judge)

  return {
    /** Gives the film away. @throws CallFailed, SessionFailure, or what the protocol's client threw. */
    async upload(connection: Connection, video: OutgoingVideo, signal: AbortSignal): Promise<PublishOutcome> {
      const token = await grantFor(connection, signal)
      const url = new URL('/xrpc/app.bsky.video.uploadVideo', deps.videoService)
      url.searchParams.set('did', connection.remoteAccountId)
      url.searchParams.set('name', 'film.mp4')
      const jobId = await openFilm(video, async (body) => {
        const headers = { authorization: `Bearer ${token}`, 'content-type': video.contentType }
        const call = { method: 'POST' as const, url, headers, body, secrets: [token], signal }
        try {
          return (await callJson({ ...call, timeoutMs: deps.timeoutMs + filmTimeMs(video.bytes) }, answerSchema)).data
            .jobId
        } catch (error) {
          if (error instanceof CallFailed && error.failure.kind === 'duplicate') return error.failure.detail
          throw error
        }
      })
      return { kind: 'pending', ticket: `film.${jobId}`, pollAt: later(deps.now(), firstPauseMs) }
    },

    /** How the job of a ticket stands. @throws CallFailed */
    async stateOf(ticket: string, signal: AbortSignal): Promise<FilmState> {
      const jobId = ticketPattern.exec(ticket)?.[1]
      if (jobId === undefined) return settled({ kind: 'unknown', detail: 'the ticket is not readable' })
      const url = new URL('/xrpc/app.bsky.video.getJobStatus', deps.videoService)
      url.searchParams.set('jobId', jobId)
      const job = (await callJson({ method: 'GET', url, secrets: [], signal }, answerSchema)).data
      if (job.state === 'JOB_STATE_COMPLETED' && job.blob !== undefined)
        return { kind: 'ready', blob: await readBlob(job.blob) }
      if (job.state !== 'JOB_STATE_FAILED')
        return settled({ kind: 'pending', ticket, pollAt: later(deps.now(), firstPauseMs) })
      const detail = `${job.error ?? ''} ${job.message ?? ''}`.trim() || 'the film could not be made ready'
      // What lies with the film itself will not pass at another try (failureCode, networks.md row 2).
      if (/validation|encoding|unsupported_blob_size/i.test(detail))
        return settled({ kind: 'refused', reason: 'content', detail: detail.slice(0, 300) })
      return settled({ ...deferred(deps.now(), 60_000, 'network'), ...{ isTicketSpent: true } })
    },
  }

  /** A word of the account's own server that the film may be put there, good for half an hour. */
  async function grantFor(connection: Connection, signal: AbortSignal): Promise<string> {
    const limit = { signal: AbortSignal.any([signal, AbortSignal.timeout(deps.timeoutMs)]) }
    // The server says itself what it is called: its name need not be its address.
    const { did: aud } = (
      await deps.sessions.runPublic(connection, (agent) => agent.com.atproto.server.describeServer({}, limit))
    ).data
    const exp = Math.floor(deps.now().getTime() / 1000) + 1800
    const answer = await deps.sessions.run(connection, (agent) =>
      agent.com.atproto.server.getServiceAuth({ aud, lxm: 'com.atproto.repo.uploadBlob', exp }, limit),
    )
    return answer.data.token
  }
}

const settled = (outcome: PublishOutcome): FilmState => ({ kind: 'settled', outcome })

/** @throws CallFailed where the service answers no blob of the protocol. */
async function readBlob(json: unknown): Promise<BlobRef> {
  const { BlobRef: Blob, jsonToLex } = await import('@atproto/api')
  const blob = jsonToLex(json as Parameters<typeof jsonToLex>[0])
  if (!(blob instanceof Blob)) throw new CallFailed({ kind: 'garbled', detail: 'the job answers no film' })
  return blob
}
