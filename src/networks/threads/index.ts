export { createThreadsNetwork } from './threads-network.ts'
