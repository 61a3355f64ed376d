import { createCueReader, createReader, type Reader } from '../features/reading/index.ts'
import type { Log } from '../platform/log.ts'

let loading: Promise<Reader> | undefined

/** The one reader of this process, shared by web and worker. */
export function sharedReader(installation: { readonly log: Log }): Promise<Reader> {
  loading ??= loadReader(installation)
  return loading
}

/** The trained reader; where its model cannot be used the cue rules read instead, and the log says so. */
export async function loadReader({ log }: { readonly log: Log }): Promise<Reader> {
  try {
    return await createReader()
  } catch (error) {
    log.warn({ err: error }, 'the trained reader cannot be used; reading by cue rules')
    return createCueReader()
  }
}
