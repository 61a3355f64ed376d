import { createCueReader, createReader, type Reader } from '../features/reading/index.ts'
import type { Installation } from './compose.ts'

/** The trained reader; where its model cannot be used the cue rules read instead, and the log says so. */
export async function loadReader({ log }: Pick<Installation, 'log'>): Promise<Reader> {
  try {
    return await createReader()
  } catch (error) {
    log.warn({ err: error }, 'the trained reader cannot be used; reading by cue rules')
    return createCueReader()
  }
}
