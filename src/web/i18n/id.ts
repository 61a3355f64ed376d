import { texts as shell } from '../shell/texts.id.ts'
import { texts as ui } from '../ui/texts.id.ts'

/** Texts every screen needs; they travel with the first bundle. */
export const baseTexts = { shell, ui } as const

/** Texts of a feature, fetched together with its first screen. Add a line here and in `en.ts`. */
export const featureTexts = {
  deliveries: () => import('../features/deliveries/texts.id.ts'),
  alerts: () => import('../features/alerts/texts.id.ts'),
  media: () => import('../features/media/texts.id.ts'),
  items: () => import('../features/items/texts.id.ts'),
  campaigns: () => import('../features/campaigns/texts.id.ts'),
  approvals: () => import('../features/approvals/texts.id.ts'),
  alignment: () => import('../features/alignment/texts.id.ts'),
  board: () => import('../features/board/texts.id.ts'),
  day: () => import('../features/day/texts.id.ts'),
  calendar: () => import('../features/calendar/texts.id.ts'),
  questions: () => import('../features/questions/texts.id.ts'),
  rating: () => import('../features/rating/texts.id.ts'),
  reports: () => import('../features/reports/texts.id.ts'),
  strategy: () => import('../features/strategy/texts.id.ts'),
  explainers: () => import('../features/explainers/texts.id.ts'),
  imports: () => import('../features/imports/texts.id.ts'),
  outcomes: () => import('../features/outcomes/texts.id.ts'),
  accounts: () => import('../features/accounts/texts.id.ts'),
  directory: () => import('../features/directory/texts.id.ts'),
  people: () => import('../features/people/texts.id.ts'),
  notifications: () => import('../features/notifications/texts.id.ts'),
  komponen: () => import('../features/komponen/texts.id.ts'),
  'sign-in': () => import('../features/sign-in/texts.id.ts'),
} as const
