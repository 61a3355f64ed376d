export type { Approved } from './approved.ts'
export { type ApprovalDeps, approveBundle, returnBundle } from './decide.ts'
export { listQueue } from './list-queue.ts'
export { submitItem } from './submit-item.ts'
