import { useTexts } from '../../i18n/index.ts'
import { useNow } from '../../shell/now.ts'
import { useHomeZone } from '../../ui/home-zone.tsx'

/** `2026-Q4` as people say it. */
export function useQuarterName(): (quarter: string) => string {
  const { t } = useTexts('reports')
  return (quarter) => {
    const [year = '', number = '1'] = quarter.split('-Q')
    return t('quarterName', { roman: ['I', 'II', 'III', 'IV'][Number(number) - 1] ?? number, year })
  }
}

/** This quarter at home and the five before it. */
export function useQuarters(): readonly string[] {
  const now = useNow()
  const { zone } = useHomeZone()
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(now)
  const current = `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
  return Array.from({ length: 6 }, (_, back) => quarterAway(current, -back))
}

export function quarterAway(quarter: string, by: number): string {
  const [year = 0, number = 1] = quarter.split('-Q').map(Number)
  const at = year * 4 + number - 1 + by
  return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`
}
