import type { Media, MediaAbout, MediaConsent, MediaState } from '../../contract/media.ts'
import { addDays } from '../../platform/calendar/zones.ts'

export type { LibraryEntry, Media, MediaAbout, MediaState } from '../../contract/media.ts'
export { maxFilmBytes, maxPictureBytes } from '../../contract/media.ts'

/** Keeps one picture from filling the memory of a small machine while it is decoded. */
export const maxPixels = 40_000_000
/** Wider or higher pictures are scaled down to this, in pixels; no network shows more. */
export const maxEdge = 2560

export type ImageType = Exclude<Media['contentType'], 'video/mp4'>
const formats: Readonly<Record<string, ImageType>> = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' }

/** MIME type of a decoder's format name; undefined for formats we do not take. */
export const typeOfFormat = (format: string | undefined): ImageType | undefined =>
  format === undefined ? undefined : formats[format]

export const mediaUrl = (id: string): string => `/api/v1/media/${id}`

export const noAbout: MediaAbout = {
  title: '',
  altText: '',
  credit: '',
  licence: '',
  expiresOn: null,
  consent: 'unknown',
  consentNote: '',
}

type Rights = { readonly credit: string; readonly licence: string; readonly expiresOn: string | null } & {
  readonly consent: MediaConsent
}

/** Days before its end on which an asset is shown as ending. */
export const endingDays = 30

/** `today`: the day at the asset's mission, `YYYY-MM-DD`. */
export function stateOf(rights: Rights, today: string): MediaState {
  const { expiresOn, consent } = rights
  if (consent === 'withdrawn') return 'withdrawn'
  if (expiresOn !== null && expiresOn < today) return 'expired'
  if (expiresOn !== null && expiresOn <= addDays(today, endingDays)) return 'ending'
  return isOpen(rights) ? 'open' : 'usable'
}

/** Nobody wrote down what would have to be shown when asked by what right it was used. */
const isOpen = ({ credit, licence, consent }: Rights): boolean =>
  credit.trim() === '' || licence.trim() === '' || consent === 'unknown'

/** Why it may neither be attached nor go out on that day (CON-09); undefined = it may. */
export function forbiddenUse(
  { expiresOn, consent }: Pick<Rights, 'expiresOn' | 'consent'>,
  today: string,
): 'expired' | 'withdrawn' | undefined {
  if (consent === 'withdrawn') return 'withdrawn'
  return expiresOn !== null && expiresOn < today ? 'expired' : undefined
}
