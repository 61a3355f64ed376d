export { createXNetwork } from './x-network.ts'
