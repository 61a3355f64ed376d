import { currentLanguage } from '../../i18n/index.ts'

export function countryName(iso2: string): string {
  try {
    return new Intl.DisplayNames(currentLanguage(), { type: 'region' }).of(iso2) ?? iso2
  } catch {
    return iso2
  }
}
