import type { Mission } from '../../../contract/missions.ts'

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Missions whose names, city or country hold every typed word, alphabetical. */
export function findMissions(
  missions: readonly Mission[],
  typed: string,
  country: (iso2: string) => string,
): readonly Mission[] {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  return missions
    .filter((mission) => {
      const { shortName, nameId, nameEn, city, countryIso2, accreditedTo } = mission
      const text = plain(
        [shortName, nameId, nameEn, city, country(countryIso2), ...accreditedTo.map(country)].join(' '),
      )
      return words.every((word) => text.includes(word))
    })
    .toSorted((a, b) => a.shortName.localeCompare(b.shortName, 'id'))
}

/** ISO weekday (1 = Monday) of an instant in a zone. */
export function weekdayAt(at: Date, zone: string): number {
  const short = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: zone }).format(at)
  return ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(short) + 1
}
