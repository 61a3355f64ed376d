import type { OutgoingVideo, Publication } from '../network.ts'
import { CallFailed } from './call-failure.ts'

type FilmLimits = {
  readonly bytes: number
  readonly minSeconds?: number
  readonly maxSeconds?: number
  /** In UTF-16 units. */
  readonly alt?: number
  /** The network fetches it, it takes no bytes. */
  readonly isFetched?: boolean
}

/** Why a network would refuse the film of this publication; `undefined` = it fits, or there is none. */
export function findFilmFault({ video, images, thread = [] }: Publication, limits: FilmLimits): string | undefined {
  if (video === undefined) return undefined
  const { minSeconds = 0, maxSeconds = Number.POSITIVE_INFINITY, alt = Number.POSITIVE_INFINITY } = limits
  const seconds = video.durationMs / 1000
  if (images.length > 0) return 'a film and pictures in one post'
  if (thread.length > 0) return 'a film in a thread is not published here yet'
  if (video.bytes > limits.bytes) return `the film has ${video.bytes} bytes of ${limits.bytes}`
  if (seconds < minSeconds) return `the film lasts ${seconds} seconds of at least ${minSeconds}`
  if (seconds > maxSeconds) return `the film lasts ${seconds} seconds of ${maxSeconds}`
  if (video.alt.length > alt) return `the alternative of the film is longer than ${alt}`
  if (limits.isFetched === true && video.publicUrl === undefined)
    return 'the film has no public address from which the network could fetch it'
  return undefined
}

/** Opens the film for `work`. @throws CallFailed `not_sent` where it cannot be opened, else what `work` threw. */
export async function openFilm<T>(video: OutgoingVideo, work: (file: Blob) => Promise<T>): Promise<T> {
  let isOpen = false
  try {
    return await video.withFile((file) => {
      isOpen = true
      return work(file)
    })
  } catch (error) {
    if (isOpen) throw error
    throw new CallFailed({ kind: 'not_sent', detail: 'the film could not be opened' }, error)
  }
}
