export { createFacebookNetwork } from './facebook-network.ts'
