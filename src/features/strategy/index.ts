export { activeNarratives, narrativesAt } from './active-narratives.ts'
export { agreeMix } from './agree-mix.ts'
export type { FactChange } from './change-fact.ts'
export { listFacts } from './fact-store.ts'
export {
  affectedByFact,
  type FactConcern,
  type FactUse,
  type FactUserRef,
  factConcerns,
  factIdsOf,
  registerFactUse,
} from './fact-use.ts'
export { missionMix, missionMixes } from './mission-mix.ts'
export { listMixes } from './mix-store.ts'
export type { MissionMix, MixShare, NarrativeRow, Objective, TargetMix } from './model.ts'
export { attachNarratives, type NarrativeUse, narrativesOf } from './narrative-use.ts'
export { listObjectives } from './objective-store.ts'
export { proposeMix } from './propose-mix.ts'
export { seedObjectives } from './seed-objectives.ts'
