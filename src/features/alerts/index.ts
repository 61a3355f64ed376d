export { announce } from './announce.ts'
export { showPublicAlerts } from './public-alerts.ts'
export { readTemplates } from './templates.ts'
export { type PageDeps, tryWriteAlertPages } from './write-pages.ts'
