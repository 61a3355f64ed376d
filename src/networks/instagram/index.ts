export { createInstagramNetwork } from './instagram-network.ts'
