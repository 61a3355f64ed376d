import type { SiteLocale } from './locale.ts'
import type { SiteTexts } from './site-texts.ts'
import { arabicTexts } from './texts.ar.ts'
import { englishTexts } from './texts.en.ts'
import { indonesianTexts } from './texts.id.ts'

export type { SiteTexts } from './site-texts.ts'

export const siteTexts: Readonly<Record<SiteLocale, SiteTexts>> = {
  id: indonesianTexts,
  en: englishTexts,
  ar: arabicTexts,
}

export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap))
