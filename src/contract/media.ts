import { z } from 'zod'
import { day, id, instant, missionId, page, pageQuery } from './common.ts'
import { endpoint } from './endpoint.ts'

export const imageTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
/** Largest picture and film that is taken in, in bytes. */
export const maxPictureBytes = 25_000_000
export const maxFilmBytes = 300_000_000

/**
 * Of persons who can be recognised. `not_needed`: none. `given`: they agreed, on paper. `public`: they hold an office
 * and act in public. `unknown`: nobody looked yet. `withdrawn`: it may not be shown any more.
 */
export const mediaConsent = z.enum(['not_needed', 'given', 'public', 'unknown', 'withdrawn'])
export type MediaConsent = z.output<typeof mediaConsent>

/** A picture or film as stored: written anew, without what the camera wrote into it. */
export const media = z.object({
  id,
  missionId,
  kind: z.enum(['image', 'video']),
  contentType: z.enum([...imageTypes, 'video/mp4']),
  bytes: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  /** Films only. */
  durationMs: z.number().int().nullable(),
  /** Of the stored bytes, hex. */
  sha256: z.string(),
  title: z.string(),
  /** Text alternative that comes along where it is used; an item may say it in other words. */
  altText: z.string(),
  credit: z.string(),
  licence: z.string(),
  /** Last day on which it may be used, at its mission. */
  expiresOn: day.nullable(),
  consent: mediaConsent,
  createdAt: instant,
  /** Where the bytes are. */
  url: z.string(),
})
export type Media = z.output<typeof media>

/** What people say about an asset. */
export const mediaAbout = z.object({
  title: z.string().trim().max(200),
  altText: z.string().trim().max(2000),
  credit: z.string().trim().max(300),
  licence: z.string().trim().max(300),
  expiresOn: day.nullable(),
  consent: mediaConsent,
  /** Where the consent is kept (a file number), never a name. */
  consentNote: z.string().trim().max(300),
})
export type MediaAbout = z.output<typeof mediaAbout>

/**
 * Whether it may be used today. `open`: usable, but licence, credit or consent is not written down. `ending`: for at
 * most 30 more days. `expired`, `withdrawn`: it can neither be attached nor go out.
 */
export const mediaState = z.enum(['usable', 'open', 'ending', 'expired', 'withdrawn'])
export type MediaState = z.output<typeof mediaState>

export const libraryEntry = media.extend({
  state: mediaState,
  consentNote: z.string(),
  /** True = headquarters', so every mission may use it. */
  isShared: z.boolean(),
  isRetired: z.boolean(),
  /** Items that hold it. */
  uses: z.number().int(),
  uploadedBy: z.string(),
  mayEdit: z.boolean(),
})
export type LibraryEntry = z.output<typeof libraryEntry>

const params = z.object({ mediaId: id })

export const mediaEndpoints = {
  upload: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/media',
    summary:
      'Uploads one picture (form field `file`, ≤ 25 MB, JPEG, PNG or WebP) or film (≤ 300 MB, MP4 or MOV with H.264 or H.265), told by content; optional fields `title`, `altText`, `credit`, `licence`, `expiresOn`, `consent`, `consentNote` before it',
    access: 'person',
    params: z.object({ missionId }),
    multipart: true,
    status: 201,
    response: media,
  }),
  take: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/media/from-upload',
    summary: 'Takes in what a resumable upload (tus, `/api/v1/missions/:missionId/uploads`) brought whole',
    access: 'person',
    params: z.object({ missionId }),
    body: z.object({ uploadId: id, about: mediaAbout.partial().default({}) }),
    status: 201,
    response: media,
  }),
  list: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/media',
    summary: "A mission's library, newest first; `shared=true` with what headquarters keeps for all",
    access: 'person',
    params: z.object({ missionId }),
    query: pageQuery.extend({
      /** Words in title, text alternative, credit or licence. */
      search: z.string().trim().max(200).default(''),
      kind: z.enum(['image', 'video']).optional(),
      state: mediaState.optional(),
      shared: z.stringbool().default(false),
      retired: z.stringbool().default(false),
    }),
    response: page(libraryEntry),
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/v1/media/:mediaId/about',
    summary: 'What is known about a picture or film, and who uses it',
    access: 'person',
    params,
    response: libraryEntry,
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/api/v1/media/:mediaId',
    summary: 'Changes what is said about it. The bytes of an id never change',
    access: 'person',
    params,
    body: mediaAbout.partial(),
    response: libraryEntry,
  }),
  retire: endpoint({
    method: 'PUT',
    path: '/api/v1/media/:mediaId/retired',
    summary: 'Takes it out of the library, or brings it back; what uses it already keeps it',
    access: 'person',
    params,
    body: z.object({ isRetired: z.boolean() }),
    response: libraryEntry,
  }),
  file: endpoint({
    method: 'GET',
    path: '/api/v1/media/:mediaId',
    summary: 'The bytes of a picture or film, whole or by one `Range`',
    access: 'person',
    params,
    /** `small`: WebP, at most 480 px wide, for slow lines. `network`: as that network takes it. */
    query: z.object({ size: z.enum(['full', 'small']).default('full'), network: z.string().max(32).optional() }),
    response: z.unknown(),
  }),
}
