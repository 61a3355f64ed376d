import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLanguageIdentifier } from '../language/identify-language.ts'
import { type CueFile, type CueLexicon, createCueLexicon } from './cue-lexicon.ts'
import { loadModel } from './model.ts'
import type { Reader } from './reader.ts'
import { createTrainedReader } from './trained-reader.ts'

/** Where the cues and the model stand. */
export const READING_DATA = join(import.meta.dirname, '../../../../data/reading')

/** The cue vocabularies, one file a language, in the order of their names. */
export function readCueLexicon(folder = join(READING_DATA, 'cues')): CueLexicon {
  const files: CueFile[] = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => ({ language: name.replace('.txt', ''), content: readFileSync(join(folder, name), 'utf8') }))
  return createCueLexicon(files)
}

/**
 * Loads the trained reader with its language identifier; a few tenths of a second, once per process. Throws where
 * the model file is missing or broken, or was trained with other cues than the ones at hand.
 */
export async function createReader(folder = READING_DATA): Promise<Reader> {
  const model = loadModel(join(folder, 'reader.model'))
  const lexicon = readCueLexicon(join(folder, 'cues'))
  if (model.head.cues !== lexicon.version) {
    throw new Error('data/reading/cues changed since the reader was trained: run npm run train:reading')
  }
  return createTrainedReader(model, lexicon, await createLanguageIdentifier())
}
