import { useTexts } from '../../i18n/index.ts'
import type { Zone } from '../../ui/format.ts'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { fromWall } from '../../ui/zones.ts'
import type { Shifting } from './use-shift.ts'

/** Where a lifted entry stands now, shown and read aloud. */
export function LiftedWords({ shift, place }: { shift: Shifting; place: Zone }) {
  const { t } = useTexts('calendar')
  const { dual } = useFormat()
  const home = useHomeZone()
  const { lifted } = shift
  const reading = lifted && dual(fromWall(lifted.local, place.zone).at, place, home)
  return (
    <p className="calendar-lifted" role="status" data-shown={lifted !== undefined || undefined}>
      {lifted &&
        reading &&
        t('lifted', {
          title: lifted.entry.title || t('untitled'),
          when: `${reading.day}, ${reading.time} ${reading.label}${
            reading.home ? ` · ${reading.home.time} ${reading.home.label}` : ''
          }`,
        })}
    </p>
  )
}
