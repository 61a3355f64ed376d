import { z } from 'zod'
import type { CallMastodon } from './call.ts'

/** What one server takes; every server sets its own. */
export type ServerLimits = {
  readonly characters: number
  readonly charactersPerUrl: number
  readonly media: number
  readonly mimeTypes: readonly string[]
  readonly imageBytes: number
  /** Width times height. */
  readonly imagePixels: number
  readonly altCharacters: number
  readonly videoBytes: number
}

const instanceSchema = z.looseObject({
  configuration: z.looseObject({
    statuses: z.looseObject({
      max_characters: z.int().positive().catch(500),
      characters_reserved_per_url: z.int().positive().catch(23),
      max_media_attachments: z.int().min(0).catch(4),
    }),
    media_attachments: z.looseObject({
      supported_mime_types: z.array(z.string()).catch([]),
      image_size_limit: z.int().positive().catch(16_777_216),
      image_matrix_limit: z.int().positive().catch(33_177_600),
      video_size_limit: z.int().positive().catch(103_809_024),
      description_limit: z.int().positive().nullish().catch(undefined),
    }),
  }),
})

const keptMs = 24 * 3_600_000
const defaultAlt = 1500

/** Asks a server for its limits once a day. @throws CallFailed */
export function createServerLimits(callMastodon: CallMastodon, now: () => Date) {
  const kept = new Map<string, { readonly limits: ServerLimits; readonly until: number }>()
  return async (service: string, signal: AbortSignal): Promise<ServerLimits> => {
    const known = kept.get(service)
    if (known !== undefined && now().getTime() < known.until) return known.limits
    const { data } = await callMastodon(
      { service },
      { method: 'GET', path: '/api/v2/instance' },
      instanceSchema,
      signal,
    )
    const { statuses, media_attachments: media } = data.configuration
    const limits = {
      characters: statuses.max_characters,
      charactersPerUrl: statuses.characters_reserved_per_url,
      media: statuses.max_media_attachments,
      mimeTypes: media.supported_mime_types,
      imageBytes: media.image_size_limit,
      imagePixels: media.image_matrix_limit,
      altCharacters: media.description_limit ?? defaultAlt,
      videoBytes: media.video_size_limit,
    }
    kept.set(service, { limits, until: now().getTime() + keptMs })
    return limits
  }
}
