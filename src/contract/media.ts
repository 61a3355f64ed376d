import { z } from 'zod'
import { day, id, instant, missionId } from './common.ts'
import { endpoint } from './endpoint.ts'

export const mediaTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
/** A picture as stored: re-encoded, without what the camera wrote into it. */
export const media = z.object({
  id,
  missionId,
  contentType: z.enum(mediaTypes),
  bytes: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  /** Of the stored bytes, hex. */
  sha256: z.string(),
  credit: z.string(),
  licence: z.string(),
  /** Last day on which it may be used. */
  expiresOn: day.nullable(),
  createdAt: instant,
  /** Where the bytes are. */
  url: z.string(),
})
export type Media = z.output<typeof media>

export const mediaEndpoints = {
  upload: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/media',
    summary:
      'Uploads one picture (form field `file`, ≤ 2 MB, JPEG, PNG or WebP by content); optional fields `credit`, `licence`, `expiresOn` before it',
    access: 'person',
    params: z.object({ missionId }),
    multipart: true,
    status: 201,
    response: media,
  }),
  file: endpoint({
    method: 'GET',
    path: '/api/v1/media/:mediaId',
    summary: 'The bytes of a picture',
    access: 'person',
    params: z.object({ mediaId: id }),
    /** `small`: WebP, at most 480 px wide, for slow lines. */
    query: z.object({ size: z.enum(['full', 'small']).default('full') }),
    response: z.unknown(),
  }),
}
