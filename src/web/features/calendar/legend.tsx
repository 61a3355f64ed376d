import { useTexts } from '../../i18n/index.ts'
import { ObjectiveTag, useObjectives } from '../../lookups/objectives.tsx'
import type { Zone } from '../../ui/format.ts'
import { useHomeZone } from '../../ui/home-zone.tsx'

/** Colours of the objectives, what hatching means, and how to move by keyboard. */
export function Legend({ place, knowsHolidays }: { place: Zone; knowsHolidays: boolean }) {
  const { t } = useTexts('calendar')
  const home = useHomeZone()
  const objectives = useObjectives()
  return (
    <div className="calendar-legend">
      {objectives
        .filter((one) => one.parentCode === null)
        .map((one) => (
          <ObjectiveTag key={one.code} code={one.code} fallback="" />
        ))}
      <ObjectiveTag code={null} fallback={t('ceremony')} />
      {place.zone !== home.zone && (
        <span className="calendar-hatch-key">
          <i aria-hidden="true" />
          {t('hatched', { home: home.label })}
        </span>
      )}
      {!knowsHolidays && <span className="mute">{t('noHolidays')}</span>}
      <span className="calendar-keys mute">{t('keys')}</span>
    </div>
  )
}
