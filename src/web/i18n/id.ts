import { texts as shell } from '../shell/texts.id.ts'
import { texts as ui } from '../ui/texts.id.ts'

/** Texts every screen needs; they travel with the first bundle. */
export const baseTexts = { shell, ui } as const

/** Texts of a feature, fetched together with its first screen. Add a line here and in `en.ts`. */
export const featureTexts = {
  komponen: () => import('../features/komponen/texts.id.ts'),
  'sign-in': () => import('../features/sign-in/texts.id.ts'),
} as const
