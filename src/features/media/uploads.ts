import { mkdir, readdir, readFile, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import type { Scope } from '../missions/index.ts'
import { maxFilmBytes } from './model.ts'
import { demandUploader } from './policy.ts'

/** Parts of uploads that were broken off are kept so long; the browser goes on where it stopped. */
const keptMs = 3 * 24 * 3_600_000
/** Left free on the disk, whatever is uploaded. */
const spareBytes = 500_000_000
const mostOpen = 10

type Owner = { readonly missionId: string; readonly personId: string }

/** What a resumable upload brought: `path` is whole, and goes with `remove`. */
export type Brought = { readonly path: string; remove(): Promise<void> }

export type Uploads = {
  /** @throws AppError `media.upload_gone`, `media.upload_not_whole`. Another's upload does not exist. */
  take(owner: Owner, uploadId: string): Promise<Brought>
  /** Takes part in the tus protocol for one request. */
  handle(
    owner: Owner,
    request: FastifyRequest,
    reply: { hijack(): unknown; raw: import('node:http').ServerResponse },
  ): Promise<void>
}

/**
 * Uploads in parts, for lines that break off (OPS-02; tus 1.0, tus.io/protocols/resumable-upload): what came over the line once
 * need not come again. The parts lie in `folder` of this machine, so behind several machines one person must be led to
 * the same.
 */
export function openUploads(folder: string): Uploads {
  const owners = new WeakMap<object, Owner>()
  let opened: ReturnType<typeof openProtocol> | undefined
  const open = () => (opened ??= openProtocol(folder, owners))
  const find = async (owner: Owner, uploadId: string) => {
    const { store } = await open()
    const upload = isId(uploadId) ? await store.getUpload(uploadId).catch(() => undefined) : undefined
    const { missionId, personId } = upload?.metadata ?? {}
    if (!upload || missionId !== owner.missionId || personId !== owner.personId)
      throw new AppError('not_found', 'media.upload_gone')
    return upload
  }
  return {
    async take(owner, uploadId) {
      const { size, offset } = await find(owner, uploadId)
      if (size === undefined || offset !== size) throw new AppError('conflict', 'media.upload_not_whole')
      return { path: join(folder, uploadId), remove: () => removeParts(folder, uploadId) }
    },
    async handle(owner, request, reply) {
      const { uploadId } = request.params as { uploadId?: string }
      if (uploadId !== undefined) await find(owner, uploadId)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const { server } = await open()
      owners.set(request.raw, owner)
      reply.hijack()
      await server.handle(request.raw, reply.raw)
    },
  }
}

/** The protocol's libraries are loaded when the first upload comes: most processes never see one. */
async function openProtocol(folder: string, owners: WeakMap<object, Owner>) {
  const [{ FileStore }, { Server }] = await Promise.all([import('@tus/file-store'), import('@tus/server')])
  const store = new FileStore({ directory: folder, expirationPeriodInMilliseconds: keptMs })
  const server: InstanceType<typeof Server> = new Server({
    path: '/api/v1/missions',
    datastore: store,
    maxSize: maxFilmBytes,
    relativeLocation: true,
    namingFunction: () => newId(),
    generateUrl: (request, { id }) => `${new URL(request.url).pathname.replace(/\/$/, '')}/${id}`,
    getFileIdFromRequest: (_request, last) => (last !== undefined && isId(last) ? last : undefined),
    async onUploadCreate(request) {
      const owner = owners.get(nodeRequestOf(request))
      if (!owner) throw { status_code: 403, body: 'nobody' }
      await server.cleanUpExpiredUploads()
      if ((await listOwn(folder, owner)).length >= mostOpen) throw { status_code: 429, body: 'too many open uploads' }
      if (!(await hasRoom(folder))) throw { status_code: 507, body: 'no room' }
      // What the browser says about it is not kept: only whose it is.
      return { metadata: { ...owner } }
    },
  })
  return { store, server }
}

/** The request as the server under it knows it; owners are kept by it. */
function nodeRequestOf(request: unknown): object {
  const { node } = (request as { runtime?: { node?: { req: object } } }).runtime ?? {}
  return node?.req ?? {}
}

async function listOwn(folder: string, owner: Owner): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  const own = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .map(async (name) => {
        const text = await readFile(join(folder, name), 'utf8').catch(() => '')
        return text.includes(owner.personId) ? name : ''
      }),
  )
  return own.filter(Boolean)
}

async function hasRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize > spareBytes + 2 * maxFilmBytes
}

async function removeParts(folder: string, uploadId: string): Promise<void> {
  await Promise.all([uploadId, `${uploadId}.json`].map((name) => rm(join(folder, name), { force: true })))
}

const paths = ['/api/v1/missions/:missionId/uploads', '/api/v1/missions/:missionId/uploads/:uploadId'] as const

/** The addresses of the protocol. Who may upload is asked at each of its requests. */
export function uploadRoutes(
  app: FastifyInstance,
  deps: { readonly uploads: Uploads; scopeOf(request: FastifyRequest): Promise<Scope> },
): void {
  // The bytes go to the disk as they come.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
  const owners = new WeakMap<FastifyRequest, Owner>()
  // Before anything of the request is read: a stranger learns nothing from what the parser says.
  const onRequest = async (request: FastifyRequest) => {
    const { missionId } = request.params as { missionId: string }
    owners.set(request, { missionId, personId: demandUploader(await deps.scopeOf(request), missionId) })
  }
  const handler = async (request: FastifyRequest, reply: Parameters<Uploads['handle']>[2]) => {
    const owner = owners.get(request)
    if (!owner) throw new AppError('unauthenticated', 'unauthenticated')
    await deps.uploads.handle(owner, request, reply)
    return reply
  }
  const hidden = { schema: { hide: true }, onRequest }
  app.post(paths[0], hidden, handler)
  app.head(paths[1], hidden, handler)
  app.patch(paths[1], hidden, handler)
  app.delete(paths[1], hidden, handler)
}
