import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { BlueskyNetwork } from './bluesky-network.ts'

/**
 * The one part of Bluesky that its server software lacks: takes a film with the word that the account's own server gave for it,
 * and puts it there with that very word, which so is tried for real. It works on no film.
 */
export function startFilmService(real: BlueskyNetwork): { readonly url: Promise<string>; close(): Promise<void> } {
  const jobs = new Map<string, unknown>()
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://films')
    const answer = (status: number, json: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
    const did = searchParams.get('did') ?? ''
    if (pathname === '/xrpc/app.bsky.video.getJobStatus') {
      const jobId = searchParams.get('jobId') ?? ''
      return answer(200, { jobStatus: { jobId, did, state: 'JOB_STATE_COMPLETED', blob: jobs.get(jobId) } })
    }
    const stored = await fetch(`${real.pdsUrl}/xrpc/com.atproto.repo.uploadBlob`, {
      method: 'POST',
      headers: { authorization: request.headers.authorization ?? '', 'content-type': 'video/mp4' },
      body: new Uint8Array(await buffer(request)),
    })
    const body = (await stored.json()) as { blob?: unknown; error?: string }
    if (!stored.ok) return answer(stored.status, body)
    const jobId = `job-${jobs.size + 1}`
    jobs.set(jobId, body.blob)
    return answer(200, { jobId, did, state: 'JOB_STATE_CREATED' })
  })
  const url = new Promise<string>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  )
  return {
    url,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
