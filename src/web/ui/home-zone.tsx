import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { currentLanguage, useTexts } from '../i18n/index.ts'
import * as format from './format.ts'
import { readDual } from './zones.ts'

const HomeZone = createContext<format.Zone>({ zone: 'Asia/Jakarta', label: 'WIB' })

/** Says which clock the ministry keeps; every time on screen shows it beside its own. */
export function HomeZoneProvider({ home, children }: { home: format.Zone; children: ReactNode }) {
  return <HomeZone.Provider value={home}>{children}</HomeZone.Provider>
}

export const useHomeZone = (): format.Zone => useContext(HomeZone)

/** The functions of `format.ts` bound to the language in use. */
export function useFormat() {
  useTexts('ui') // renders again when the language changes
  const language = currentLanguage()
  return useMemo(
    () => ({
      language,
      number: (value: number, digits?: number) => format.formatNumber(value, language, digits),
      percent: (value: number, digits?: number) => format.formatPercent(value, language, digits),
      signed: (value: number, digits?: number) => format.formatSigned(value, language, digits),
      range: (low: number, high: number, digits?: number) => format.formatRange(low, high, language, digits),
      bytes: (bytes: number) => format.formatBytes(bytes, language),
      time: (at: Date, zone: string, seconds?: boolean) => format.formatTime(at, zone, language, seconds),
      day: (at: Date, zone: string) => format.formatDay(at, zone, language),
      date: (at: Date, zone: string) => format.formatDate(at, zone, language),
      longDate: (at: Date, zone: string) => format.formatLongDate(at, zone, language),
      calendarDay: (day: string) => format.formatCalendarDay(day, language),
      duration: (ms: number) => format.formatDuration(ms, language),
      ago: (at: Date, now: Date) => format.formatAgo(at, now, language),
      dual: (at: Date, place: format.Zone, home: format.Zone) => readDual(at, place, home, language),
    }),
    [language],
  )
}
