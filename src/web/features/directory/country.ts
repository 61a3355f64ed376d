import { useMemo } from 'react'
import { useFormat } from '../../ui/home-zone.tsx'

/** Name of a country in the language in use; a code the browser does not know stands for itself. */
export function useCountry(): (iso2: string) => string {
  const { language } = useFormat()
  return useMemo(() => {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' })
    return (iso2) => (/^[A-Z]{2}$/.test(iso2) ? (names.of(iso2) ?? iso2) : iso2)
  }, [language])
}
