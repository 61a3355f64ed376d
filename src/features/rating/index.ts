export type { SampleView } from '../../contract/rating.ts'
export { correctLabel } from './correct-label.ts'
export { findDisputes } from './disputes/dispute-store.ts'
export { exportCorrections } from './export-corrections.ts'
export { findQualities, type Quality } from './find-qualities.ts'
export { addToSample } from './sample/draw-sample.ts'
export { viewSample } from './sample/view-sample.ts'
export {
  type GivenLabel,
  type Label,
  type LanguageGroup,
  languageGroupOf,
  type Objectives,
  type Opinions,
  purposeValueOf,
  type Standing,
  standingOf,
} from './standing.ts'
export { findStandings, type RatedMessage } from './store.ts'
export { findMessages, viewMessage } from './view-message.ts'
