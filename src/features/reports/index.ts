export { viewBaseline } from './baseline/view-baseline.ts'
