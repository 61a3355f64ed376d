import { currentLanguage } from '../i18n/index.ts'

/** The name of a language in the interface's own language: `Arab`, `Jepang`. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(currentLanguage(), { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** The name of a language in itself: `العربية`, for whoever reads it. */
export function ownLanguageName(tag: string): string {
  try {
    const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
  } catch {
    return tag
  }
}

const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'dv', 'ckb', 'yi', 'sd', 'ug'])
/** Direction in which a language is written. */
export const directionOf = (tag: string): 'rtl' | 'ltr' => (rightToLeft.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr')
