import type { MultipartFile, MultipartValue } from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { day } from '../../contract/common.ts'
import { mediaEndpoints } from '../../contract/media.ts'
import type { Routes } from '../../http/routes.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Files } from '../../platform/files.ts'
import type { SecretBox } from '../../platform/secrets.ts'
import type { Scope } from '../missions/index.ts'
import { readPublicPicture } from './public-picture.ts'
import { readMedia } from './read-media.ts'
import { uploadMedia } from './upload-media.ts'

const about = z.object({
  credit: z.string().max(300).default(''),
  licence: z.string().max(300).default(''),
  expiresOn: z
    .union([day, z.literal('').transform(() => null)])
    .nullable()
    .default(null),
})

export function mediaRoutes(routes: Routes<Scope>, deps: { db: Db; now: () => Date; files: Files }): void {
  routes.add(mediaEndpoints.upload, async ({ params, scope, request }) => {
    if (!request.isMultipart()) throw new AppError('unsupported', 'media.no_file')
    const file = await request.file()
    if (!file) throw new AppError('invalid', 'media.no_file')
    const bytes = await file.toBuffer()
    const fields = about.safeParse(fieldsOf(file))
    if (!fields.success) throw new AppError('invalid', 'media.fields')
    return uploadMedia(deps, scope, params.missionId, bytes, fields.data)
  })
  routes.add(mediaEndpoints.file, async ({ params, query, scope, reply }) => {
    const { bytes, contentType } = await readMedia(deps, scope, params.mediaId, query.size)
    // The bytes of an id never change; who may see them can, so only the browser itself keeps a copy.
    reply.type(contentType).header('cache-control', 'private, max-age=86400, immutable')
    return Buffer.from(bytes)
  })
}

const ticketParams = z.object({ ticket: z.string().min(1).max(500) })

/** Pictures for networks that fetch them: whoever has the sealed address sees that one picture, for a day. */
export function publicPicturePage(
  app: FastifyInstance,
  deps: { db: Db; now: () => Date; files: Files; secrets: SecretBox },
): void {
  app.get('/gambar/:ticket', { schema: { hide: true }, exposeHeadRoute: true }, async (request, reply) => {
    const { ticket } = ticketParams.parse(request.params)
    const { bytes, contentType } = await readPublicPicture(deps, ticket)
    reply.type(contentType).header('cache-control', 'private, max-age=3600').header('x-robots-tag', 'noindex')
    return reply.send(Buffer.from(bytes))
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
