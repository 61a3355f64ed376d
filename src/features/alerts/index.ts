export { showPublicAlerts } from './public-alerts.ts'
export { readTemplates } from './templates.ts'
export { warnOfAccount } from './warn-of-account.ts'
export { type PageDeps, tryWriteAlertPages } from './write-pages.ts'
