import { useTexts } from '../../i18n/index.ts'
import { useFormat } from '../../ui/home-zone.tsx'
import type { Span, View } from './span.ts'

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** What a view shows, in words: `22–28 Nov 2026`, `November 2026`. */
export function useSpanWords(): (view: View, day: string, span: Span) => string {
  const { language } = useFormat()
  return (view, day, span) => {
    if (view === 'bulan') {
      const words = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
      return words.format(utc(day))
    }
    const words = new Intl.DateTimeFormat(language, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    })
    return words.formatRange(utc(span.from), utc(span.to))
  }
}

/** `Min`, `Senin` and the number of a day; the whole day for screen readers. */
export function useDayWords(): (day: string) => { short: string; number: string; whole: string } {
  const { language } = useFormat()
  return (day) => {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(utc(day))
    return {
      short: format({ weekday: 'short' }),
      number: String(Number(day.slice(8))),
      whole: format({ weekday: 'long', day: 'numeric', month: 'long' }),
    }
  }
}

/** The name of a day that counts, with whose it is. */
export function useNoteWords(): (note: {
  kind: 'host' | 'home' | 'un' | 'national'
  nameId: string
  nameEn: string
}) => string {
  const { t } = useTexts('calendar')
  const { language } = useFormat()
  return (note) => t(`note.${note.kind}`, { name: language === 'id' ? note.nameId : note.nameEn })
}
