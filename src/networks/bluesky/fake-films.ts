import { FakeRefusal, type FakeStore } from './fake-store.ts'

/** What this server is called; not its address. */
export const fakeServerDid = 'did:web:pds.fake.example'

type Job = {
  readonly id: string
  readonly did: string
  readonly bytes: Buffer
  looksLeft: number
  failed: string | undefined
}

/**
 * The service that makes films ready (docs.bsky.app/docs/tutorials/video, read 2026-11-24; app.bsky.video lexicons, @atproto/api
 * 0.21.0): takes a film with a word of the account's own server, works on it, and puts it there.
 */
export class FakeFilms {
  readonly #store: FakeStore
  readonly #grants = new Map<string, string>()
  readonly #jobs: Job[] = []
  work = 0
  failNext: string | undefined

  constructor(store: FakeStore) {
    this.#store = store
  }

  grant(did: string, aud: string, lxm: string): { token: string } {
    if (aud !== fakeServerDid) throw new FakeRefusal(400, 'InvalidRequest', 'the word is for another server')
    if (lxm !== 'com.atproto.repo.uploadBlob')
      throw new FakeRefusal(400, 'InvalidRequest', 'the word is for another call')
    const token = `service-word-${this.#grants.size + 1}-0123456789`
    this.#grants.set(token, did)
    return { token }
  }

  /** Answers bare, as the service does; the same film of the same account is one job. */
  take(token: string, did: string, bytes: Buffer, type: string) {
    if (this.#grants.get(token) !== did) throw new FakeRefusal(401, 'unauthorized')
    if (type !== 'video/mp4') throw new FakeRefusal(400, 'unsupported_mime_type')
    const known = this.#jobs.find((job) => job.did === did && job.bytes.equals(bytes) && job.failed === undefined)
    if (known !== undefined)
      throw new FakeRefusal(409, 'already_exists', 'Video already processed', { jobId: known.id })
    const job = { id: `job-${this.#jobs.length + 1}`, did, bytes, looksLeft: this.work, failed: this.failNext }
    this.failNext = undefined
    this.#jobs.push(job)
    return { jobId: job.id, did, state: 'JOB_STATE_CREATED', progress: 0 }
  }

  statusOf(id: string) {
    const job = this.#jobs.find((one) => one.id === id)
    if (job === undefined) throw new FakeRefusal(404, 'job_not_found')
    const about = { jobId: id, did: job.did }
    job.looksLeft -= 1
    if (job.looksLeft >= 0) return { ...about, state: 'JOB_STATE_ENCODING', progress: 40 }
    if (job.failed !== undefined) return { ...about, state: 'JOB_STATE_FAILED', error: job.failed, message: 'failed' }
    return { ...about, state: 'JOB_STATE_COMPLETED', blob: this.#store.uploadBlob(job.did, job.bytes, 'video/mp4') }
  }
}
