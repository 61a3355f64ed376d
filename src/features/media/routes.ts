import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile, MultipartValue } from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { maxFilmBytes, mediaAbout, mediaEndpoints } from '../../contract/media.ts'
import type { PlatformProfile } from '../../contract/platform-profile.ts'
import type { Routes } from '../../http/routes.ts'
import { AppError } from '../../platform/errors.ts'
import type { SecretBox } from '../../platform/secrets.ts'
import type { Scope } from '../missions/index.ts'
import { listLibrary, retireMedia, updateMedia, viewMedia } from './library.ts'
import { demandUploader } from './policy.ts'
import { readPublicMedia } from './public-picture.ts'
import { readMedia } from './read-media.ts'
import { sendFile } from './send-file.ts'
import { type MediaDeps, takeMedia } from './take-media.ts'
import type { Uploads } from './uploads.ts'

export { openUploads, uploadRoutes } from './uploads.ts'

// A form says "no end" by an empty field.
const about = mediaAbout.partial().extend({
  expiresOn: z
    .union([mediaAbout.shape.expiresOn, z.literal('').transform(() => null)])
    .optional()
    .default(null),
})

export type MediaRouteDeps = MediaDeps & {
  readonly uploads: Uploads
  /** What networks ask of pictures, by code. */
  readonly profiles: readonly PlatformProfile[]
}

export function mediaRoutes(routes: Routes<Scope>, deps: MediaRouteDeps): void {
  routes.add(mediaEndpoints.upload, async ({ params, scope, request }) => {
    demandUploader(scope, params.missionId)
    if (!request.isMultipart()) throw new AppError('unsupported', 'media.no_file')
    const file = await request.file({ limits: { fileSize: maxFilmBytes } })
    if (!file) throw new AppError('invalid', 'media.no_file')
    return onDisk(file, async (path) => {
      const fields = about.safeParse(fieldsOf(file))
      if (!fields.success) throw new AppError('invalid', 'media.fields')
      return takeMedia(deps, scope, params.missionId, path, known(fields.data))
    })
  })
  routes.add(mediaEndpoints.take, async ({ params, body, scope }) => {
    const personId = demandUploader(scope, params.missionId)
    const brought = await deps.uploads.take({ missionId: params.missionId, personId }, body.uploadId)
    try {
      return await takeMedia(deps, scope, params.missionId, brought.path, known(body.about))
    } finally {
      // Taken or refused: the same bytes would be refused again.
      await brought.remove()
    }
  })
  routes.add(mediaEndpoints.list, ({ params, query, scope }) => listLibrary(deps, scope, params.missionId, query))
  routes.add(mediaEndpoints.get, ({ params, scope }) => viewMedia(deps, scope, params.mediaId))
  routes.add(mediaEndpoints.update, ({ params, body, scope }) => updateMedia(deps, scope, params.mediaId, known(body)))
  routes.add(mediaEndpoints.retire, ({ params, body, scope }) =>
    retireMedia(deps, scope, params.mediaId, body.isRetired),
  )
  routes.add(mediaEndpoints.file, async ({ params, query, scope, request, reply }) => {
    const limits = deps.profiles.find(({ code }) => code === query.network)?.images
    const file = await readMedia(deps, scope, params.mediaId, { size: query.size, limits })
    // The bytes of an id never change; who may see them can, so only the browser itself keeps a copy.
    reply.header('cache-control', `private, max-age=86400${limits === undefined ? ', immutable' : ''}`)
    return sendFile(request, reply, file)
  })
}

/** Leaves out what was not said: it stays as it is. */
function known<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

/** An upload goes to a file in pieces, and is gone when `work` is done. */
async function onDisk<T>(file: MultipartFile, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'selaras-upload-'))
  try {
    const path = join(folder, 'file')
    await pipeline(file.file, createWriteStream(path, { mode: 0o600 }))
    if (file.file.truncated) throw new AppError('too_large', 'media.film_too_large')
    return await work(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const ticketParams = z.object({ ticket: z.string().min(1).max(700) })

/** Pictures and films for networks that fetch them: whoever has the sealed address sees that one, for a day. */
export function publicMediaPage(app: FastifyInstance, deps: MediaDeps & { readonly secrets: SecretBox }): void {
  app.get('/gambar/:ticket', { schema: { hide: true }, exposeHeadRoute: true }, async (request, reply) => {
    const { ticket } = ticketParams.parse(request.params)
    const file = await readPublicMedia(deps, ticket)
    reply.header('cache-control', 'private, max-age=3600').header('x-robots-tag', 'noindex')
    return sendFile(request, reply, file)
  })
}

function fieldsOf(file: MultipartFile): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(file.fields)
      .filter((entry): entry is [string, MultipartValue] => {
        const field = entry[1]
        return field !== undefined && !Array.isArray(field) && field.type === 'field'
      })
      .map(([name, field]) => [name, field.value]),
  )
}
