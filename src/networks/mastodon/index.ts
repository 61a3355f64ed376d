export { createMastodonNetwork } from './mastodon-network.ts'
