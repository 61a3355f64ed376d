export { createBlueskyNetwork } from './bluesky-network.ts'
