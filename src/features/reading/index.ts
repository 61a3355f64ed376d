export { createLanguageIdentifier, type LanguageIdentifier } from './language/identify-language.ts'
export {
  type Candidate,
  containmentOf,
  createNearDuplicateIndex,
  MESSAGE_WINDOW_MS,
  type NearDuplicateIndex,
  type Sketch,
  similarity,
  similarityOf,
  sketch,
} from './near-duplicate/near-duplicate.ts'
export { findReadingProgress } from './passes.ts'
export { type PlainListSources, type PlainLists, parsePlainLists, readPlainLists } from './plain-language/lists.ts'
export { assessPlainLanguage, type PlainFlag, type PlainLanguage } from './plain-language/plain-language.ts'
export { type ReadLine, type RefusedLine, readLine, readLines } from './read-lines.ts'
export { readMessages } from './read-messages.ts'
export { createCueReader } from './reader/cue-reader.ts'
export { createReader } from './reader/load-reader.ts'
export type { Because, Reader, ReadInput, Reading, Topic } from './reader/reader.ts'
export { MAX_TEXT_LENGTH, TOPICS } from './reader/reader.ts'
export { rereadAll } from './reread.ts'
