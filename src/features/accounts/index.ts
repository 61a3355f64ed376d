export { checkAccount } from './check-account.ts'
export { keepRotatedSecret, openConnection } from './connect-account.ts'
export { importAccounts } from './import-accounts.ts'
export { listPlatforms, seedPlatforms } from './platforms.ts'
