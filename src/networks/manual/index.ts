export { createManualNetwork } from './manual-network.ts'
