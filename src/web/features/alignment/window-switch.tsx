import { useNavigate } from '@tanstack/react-router'
import { useTexts } from '../../i18n/index.ts'
import { useNow } from '../../shell/index.ts'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { quarterAt, quarterBefore } from './window.ts'

/** 90 days, this quarter, the one before: kept in the address, so that a link shows what its sender saw. */
export function WindowSwitch({ value = '90d' }: { value?: string | undefined }) {
  const { t } = useTexts('alignment')
  const navigate = useNavigate()
  const now = quarterAt(useNow(), useHomeZone().zone)
  const choose = (key: string) =>
    void navigate({
      to: '.',
      search: ({ jendela: _, ...rest }) => (key === '90d' ? rest : { ...rest, jendela: key }),
      replace: true,
    })
  return (
    <SegmentedControl
      label={t('window.label')}
      value={value}
      onChange={choose}
      options={[
        { value: '90d', label: t('window.days') },
        ...[now, quarterBefore(now)].map((quarter) => ({ value: quarter, label: <Quarter quarter={quarter} /> })),
      ]}
    />
  )
}

/** `Triwulan IV 2026`, as the target mixes call it too. */
export function Quarter({ quarter }: { quarter: string }) {
  const { t } = useTexts('alignment')
  const [year = '', number = ''] = quarter.split('-Q')
  return t('window.quarter', { number, roman: ['I', 'II', 'III', 'IV'][Number(number) - 1] ?? number, year })
}

/** First and last day of a window, both counted. */
export function WindowSpan({ first, last }: { first: string; last: string }) {
  const { calendarDay } = useFormat()
  return (
    <span className="nowrap num">
      {calendarDay(first)} – {calendarDay(last)}
    </span>
  )
}
