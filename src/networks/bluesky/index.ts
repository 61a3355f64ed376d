export { type BlueskyDeps, createBlueskyNetwork } from './bluesky-network.ts'
