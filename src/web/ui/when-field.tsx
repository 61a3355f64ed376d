import type { ReactNode } from 'react'
import { useTexts } from '../i18n/index.ts'
import { Field } from './field.tsx'
import type { Zone } from './format.ts'
import { Time } from './time.tsx'
import { fromWall, type WallTime } from './zones.ts'
import './field.css'

/**
 * Day and hour in one place's wall time, with what that is at home. What is kept is the wall time and the zone, never
 * the instant: when a state changes its clocks, 11.00 stays 11.00.
 */
export function WhenField({
  label,
  place,
  value,
  onChange,
  error,
  hint,
  min,
}: {
  label: ReactNode
  place: Zone
  value: WallTime | undefined
  onChange: (value: WallTime | undefined) => void
  error?: ReactNode
  hint?: ReactNode
  /** First day that may be chosen, `YYYY-MM-DD`. */
  min?: string
}) {
  const { t } = useTexts('ui')
  const [day = '', hour = ''] = value?.split('T') ?? []
  const change = (nextDay: string, nextHour: string) =>
    onChange(nextDay && nextHour ? `${nextDay}T${nextHour}` : undefined)
  const meant = value === undefined ? undefined : fromWall(value, place.zone)
  const remark = meant?.kind === 'gap' ? t('when.gap') : meant?.kind === 'overlap' ? t('when.overlap') : undefined
  return (
    <Field label={label} hint={hint} error={error ?? remark} aside={t('when.zone', { place: place.label })}>
      {(wiring) => (
        <>
          <div className="when">
            <input
              {...wiring}
              type="date"
              className="input"
              value={day}
              min={min}
              onChange={(event) => change(event.currentTarget.value, hour || '11:00')}
            />
            <input
              type="time"
              className="input"
              aria-label={t('when.hour')}
              value={hour}
              onChange={(event) => change(day, event.currentTarget.value)}
            />
          </div>
          {meant !== undefined && (
            <p className="when-reading">
              <Time at={meant.at} place={place} withDay />
            </p>
          )}
        </>
      )}
    </Field>
  )
}
