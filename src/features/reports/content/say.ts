import { type ReportTexts, reportTexts } from '../texts.ts'

type Locale = 'id' | 'en'

/** Numbers, days and quarters in a paper's language; its times are of the home zone. */
export type Say = {
  readonly t: ReportTexts
  readonly locale: Locale
  /** `64` or `64,2`. */
  number(value: number, digits?: number): string
  /** From 0–1. */
  percent(share: number, digits?: number): string
  day(day: string): string
  asOf(at: Date): string
  quarter(quarter: string): string
  name(named: { readonly nameId: string; readonly nameEn: string }): string
}

const tags = { id: 'id-ID', en: 'en-GB' } as const

export function sayIn(locale: Locale, home: { readonly zone: string; readonly label: string }): Say {
  const t = reportTexts[locale]
  const tag = tags[locale]
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
  return {
    t,
    locale,
    number,
    percent: (share, digits = 0) => `${number(share * 100, digits)}${locale === 'id' ? '\u00a0%' : '%'}`,
    day: (day) =>
      new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
        new Date(`${day}T00:00:00Z`),
      ),
    asOf: (at) =>
      t.asOf(
        `${new Intl.DateTimeFormat(tag, {
          ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
          timeZone: home.zone,
        }).format(at)} ${home.label}`,
      ),
    quarter: (quarter) => {
      const [year = '', number = '1'] = quarter.split('-Q')
      return t.quarter(['I', 'II', 'III', 'IV'][Number(number) - 1] ?? number, year)
    },
    name: ({ nameId, nameEn }) => (locale === 'id' ? nameId : nameEn),
  }
}
