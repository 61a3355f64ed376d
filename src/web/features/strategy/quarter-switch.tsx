import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { ChevronLeft, ChevronRight } from '../../ui/icons.ts'
import { quarterAway } from './shares.ts'

/** `2026-Q4` as people say it: "triwulan IV 2026". */
export function useQuarterName(): (quarter: string) => string {
  const { t } = useTexts('strategy')
  return (quarter) => {
    const [year = '', number = '1'] = quarter.split('-Q')
    return t('quarter.name', { number, roman: ['I', 'II', 'III', 'IV'][Number(number) - 1] ?? number, year })
  }
}

/** One quarter back and forward. */
export function QuarterSwitch({ quarter, onChange }: { quarter: string; onChange: (quarter: string) => void }) {
  const { t } = useTexts('strategy')
  const name = useQuarterName()
  return (
    <div className="row">
      <Button icon={ChevronLeft} iconOnly onClick={() => onChange(quarterAway(quarter, -1))}>
        {t('quarter.back')}
      </Button>
      <b className="nowrap">{name(quarter)}</b>
      <Button icon={ChevronRight} iconOnly onClick={() => onChange(quarterAway(quarter, 1))}>
        {t('quarter.forward')}
      </Button>
    </div>
  )
}

/** The quarter of an instant in a zone. */
export function quarterNow(now: Date, zone: string): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(now)
  return `${day.slice(0, 4)}-Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1}`
}
