import type { CalendarClash } from '../../../contract/calendar.ts'
import { useTexts } from '../../i18n/index.ts'
import { networkName } from '../../lookups/networks.ts'
import { useObjectiveName } from '../../lookups/objectives.tsx'
import type { Zone } from '../../ui/format.ts'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { GitMerge } from '../../ui/icons.ts'
import type { Entry } from './entry.ts'

/** A clash in words, without the titles it is about. */
export function useClashWords(place: Zone): (clash: CalendarClash) => string {
  const { t } = useTexts('calendar')
  const { dual } = useFormat()
  const home = useHomeZone()
  const name = useObjectiveName()
  return ({ kind, what }) => {
    if (kind === 'same_account') return t('clash.same_account', { network: networkName(what) })
    if (kind === 'same_objective') return t('clash.same_objective', { name: name(what) })
    if (kind === 'holiday') return t('clash.holiday', { name: what })
    if (kind === 'missed') return t('clash.missed')
    const reading = dual(new Date(what), place, home)
    return t('clash.embargo', { when: `${reading.day} ${reading.time} ${reading.label}` })
  }
}

/** Everything to look at, spelled out, each with the way to the entry that is easier to move. */
export function Clashes({
  clashes,
  entries,
  place,
  onOpen,
}: {
  clashes: readonly CalendarClash[]
  entries: readonly Entry[]
  place: Zone
  onOpen: (key: string) => void
}) {
  const { t } = useTexts('calendar')
  const words = useClashWords(place)
  if (clashes.length === 0) return null
  return (
    <section className="calendar-clashes" aria-labelledby="calendar-clashes">
      <h2 id="calendar-clashes">
        <GitMerge className="s" />
        {t('clashes', { count: clashes.length })}
      </h2>
      <ul>
        {clashes.map((clash) => {
          const about = clash.keys.flatMap((key) => entries.find((entry) => entry.key === key) ?? [])
          const easier = about.findLast((entry) => entry.canMove) ?? about.at(-1)
          return (
            <li key={`${clash.kind} ${clash.keys.join()}`}>
              <b>{about.map((entry) => entry.title || t('untitled')).join(' · ')}</b> {words(clash)}{' '}
              {easier && (
                <button type="button" className="calendar-link" onClick={() => onOpen(easier.key)}>
                  {easier.canMove ? t('shift', { title: easier.title || t('untitled') }) : t('open')}
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
