import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { ChevronLeft, ChevronRight } from '../../ui/icons.ts'

/** One quarter back and forward, in the ministry's words. */
export function QuarterStep({ quarter, onChange }: { quarter: string; onChange: (quarter: string) => void }) {
  const { t } = useTexts('rating')
  const [year = '', number = '1'] = quarter.split('-Q')
  const roman = ['I', 'II', 'III', 'IV'][Number(number) - 1] ?? number
  return (
    <div className="row">
      <Button icon={ChevronLeft} iconOnly onClick={() => onChange(quarterAway(quarter, -1))}>
        {t('sample.back')}
      </Button>
      <b className="nowrap">{t('sample.quarter', { roman, year })}</b>
      <Button icon={ChevronRight} iconOnly onClick={() => onChange(quarterAway(quarter, 1))}>
        {t('sample.forward')}
      </Button>
    </div>
  )
}

function quarterAway(quarter: string, by: number): string {
  const [year = 0, number = 1] = quarter.split('-Q').map(Number)
  const at = year * 4 + number - 1 + by
  return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`
}

/** The quarter of an instant in a zone. */
export function quarterAt(at: Date, zone: string): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at)
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}
