export { type ObjectiveOutcomes, sumByObjective } from './store.ts'
