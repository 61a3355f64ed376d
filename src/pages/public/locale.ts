/** Languages in which the site itself speaks; explainers may have any other beside them. */
export const siteLocales = ['id', 'en', 'ar'] as const
export type SiteLocale = (typeof siteLocales)[number]

/** The language in which the site speaks around a text of this language. */
export const localeFor = (language: string): SiteLocale =>
  siteLocales.find((locale) => locale === language.split('-')[0]) ?? 'en'

const rtlScripts = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm'])
/** Direction of a language's usual script. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  rtlScripts.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr'

/** A language's own name for itself: "Bahasa Indonesia", "العربية". */
export function nameOfLanguage(language: string, inLanguage = language): string {
  const name = new Intl.DisplayNames([inLanguage], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(inLanguage) + name.slice(1)
}

export const nameOfCountry = (iso2: string, locale: SiteLocale): string =>
  new Intl.DisplayNames([locale], { type: 'region' }).of(iso2) ?? iso2

const formats: Readonly<Record<SiteLocale, string>> = { id: 'id-ID', en: 'en-GB', ar: 'ar-u-nu-latn' }
/** How numbers and days are written. */
export const formatOf = (locale: SiteLocale): string => formats[locale]

export const writeDay = (day: string, locale: SiteLocale): string =>
  new Intl.DateTimeFormat(formatOf(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))

/** A moment with its zone, as in "24 November 2026 pukul 06.00 WIB". */
export function writeMoment(at: Date, locale: SiteLocale, zone: string, zoneLabel: string): string {
  const words = new Intl.DateTimeFormat(formatOf(locale), { dateStyle: 'long', timeStyle: 'short', timeZone: zone })
  return `${words.format(at)} ${zoneLabel}`
}
