export { readObservances } from './days.ts'
