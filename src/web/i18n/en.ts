import type { BaseTexts, FeatureNamespace, FeatureTexts } from './namespaces.ts'
import type { TextsFile, Translated } from './translated.ts'

export const loadBaseTexts = async (): Promise<Translated<BaseTexts>> => {
  const [shell, ui] = await Promise.all([import('../shell/texts.en.ts'), import('../ui/texts.en.ts')])
  return { shell: shell.texts, ui: ui.texts }
}

/** A feature that is missing here, or a key that is missing in its file, does not compile. */
export const featureTexts: { [N in FeatureNamespace]: () => Promise<TextsFile<Translated<FeatureTexts[N]>>> } = {
  deliveries: () => import('../features/deliveries/texts.en.ts'),
  alerts: () => import('../features/alerts/texts.en.ts'),
  media: () => import('../features/media/texts.en.ts'),
  items: () => import('../features/items/texts.en.ts'),
  campaigns: () => import('../features/campaigns/texts.en.ts'),
  approvals: () => import('../features/approvals/texts.en.ts'),
  alignment: () => import('../features/alignment/texts.en.ts'),
  board: () => import('../features/board/texts.en.ts'),
  day: () => import('../features/day/texts.en.ts'),
  calendar: () => import('../features/calendar/texts.en.ts'),
  questions: () => import('../features/questions/texts.en.ts'),
  rating: () => import('../features/rating/texts.en.ts'),
  reports: () => import('../features/reports/texts.en.ts'),
  strategy: () => import('../features/strategy/texts.en.ts'),
  explainers: () => import('../features/explainers/texts.en.ts'),
  imports: () => import('../features/imports/texts.en.ts'),
  outcomes: () => import('../features/outcomes/texts.en.ts'),
  accounts: () => import('../features/accounts/texts.en.ts'),
  directory: () => import('../features/directory/texts.en.ts'),
  people: () => import('../features/people/texts.en.ts'),
  notifications: () => import('../features/notifications/texts.en.ts'),
  komponen: () => import('../features/komponen/texts.en.ts'),
  'sign-in': () => import('../features/sign-in/texts.en.ts'),
}
