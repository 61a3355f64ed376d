export { createCueReader } from './reader/cue-reader.ts'
export type { Because, Reader, ReadInput, Reading, Topic } from './reader/reader.ts'
export { MAX_TEXT_LENGTH, TOPICS } from './reader/reader.ts'
