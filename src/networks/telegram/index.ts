export { createTelegramNetwork } from './telegram-network.ts'
