export { type LogPostDeps, logPost, type PastedLink } from './log-post.ts'
export { type ObserveDeps, type Observed, observeAccount } from './observe-account.ts'
export { type Delivered, forgetDelivered, recordDelivered } from './record-delivered.ts'
export type { ObservedAccount, PostSource } from './store.ts'
