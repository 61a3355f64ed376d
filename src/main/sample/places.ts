import type { Mission } from '../../features/missions/index.ts'
import type { Caption } from './corpus.ts'
import { localCityNames, shortCountryNames } from './place-names.ts'

/** Finds which missions' cities and host countries a text names, so that no mission speaks of another's. */
export type PlaceFinder = {
  /** True where the text names no place, or only the mission's own. */
  fits(mission: Mission, caption: Caption): boolean
}

// Written without blanks between words, or with endings joined to names: a name is looked for anywhere in the text.
const joined: ReadonlySet<string> = new Set(['zh', 'ja', 'ko', 'th', 'lo', 'km', 'my'])
// Joined in front of a name: and, in, to, by, like; the article.
const arabicPrefix = /^[وبلفك]?(?:ال|لل)?/u
const vowelAtEnd = /[aeiouyаеиоуыьяюаэіїाी]$/iu
const isLower = (word: string): boolean => word === word.toLowerCase() && word !== word.toUpperCase()

type Names = { readonly all: readonly Name[]; readonly byFirst: ReadonlyMap<string, readonly Name[]> }
type Name = { readonly words: readonly string[]; readonly whole: string; readonly place: string }

export function createPlaceFinder(missions: readonly Mission[]): PlaceFinder {
  const byLanguage = new Map<string, Names>()
  const found = new Map<string, readonly string[]>()
  const own = new Map(missions.map((mission) => [mission.id, ownPlaces(mission)]))
  const namesIn = (language: string): Names => {
    const known = byLanguage.get(language)
    if (known) return known
    const all = namesOf(missions, language)
    const names = { all, byFirst: Map.groupBy(all, (name) => (name.words[0] ?? '').slice(0, 3)) }
    byLanguage.set(language, names)
    return names
  }
  const placesIn = (caption: Caption): readonly string[] => {
    const known = found.get(caption.id)
    if (known) return known
    const language = caption.lang.split('-')[0] ?? caption.lang
    const places = joined.has(language)
      ? namesIn(language).all.flatMap((name) => (caption.text.includes(name.whole) ? [name.place] : []))
      : placesOfWords(wordsOf(caption.text, language), namesIn(language).byFirst)
    found.set(caption.id, places)
    return places
  }
  return {
    fits: (mission, caption) => placesIn(caption).every((place) => own.get(mission.id)?.has(place) ?? false),
  }
}

const ownPlaces = (mission: Mission): ReadonlySet<string> =>
  new Set([`city ${mission.city}`, ...[mission.countryIso2, ...mission.accreditedTo].map((iso) => `country ${iso}`)])

/** City and country names in the caption's language, in Indonesian and in English. */
function namesOf(missions: readonly Mission[], language: string): readonly Name[] {
  const names = new Map<string, Name>()
  const add = (whole: string | undefined, place: string) => {
    if (whole !== undefined && whole.length > 1)
      names.set(`${whole} ${place}`, { words: wordsOf(whole, language).map(stemOf), whole, place })
  }
  const regions = [...new Set([language, 'id', 'en'])].map((one) => new Intl.DisplayNames(one, { type: 'region' }))
  for (const mission of missions.filter(({ countryIso2 }) => countryIso2 !== 'ID')) {
    const city = `city ${mission.city}`
    add(mission.city, city)
    add(mission.shortName.replace(/^\S+ /, ''), city)
    for (const spelled of localCityNames[language]?.[mission.city] ?? []) add(spelled, city)
    for (const iso of [mission.countryIso2, ...mission.accreditedTo]) {
      for (const region of regions) add(region.of(iso), `country ${iso}`)
      for (const one of new Set([language, 'id', 'en']))
        for (const short of shortCountryNames[one]?.[iso] ?? []) add(short, `country ${iso}`)
    }
  }
  return [...names.values()].filter((name) => name.words.length > 0)
}

function placesOfWords(words: readonly string[], names: ReadonlyMap<string, readonly Name[]>): readonly string[] {
  return words.flatMap((word, at) =>
    (names.get(word.slice(0, 3).toLowerCase()) ?? [])
      .filter((name) => isName(word) && name.words.every((part, n) => isFormOf(words[at + n], part)))
      .map((name) => name.place),
  )
}

/** In small letters it is a word, not a name, where a script has small letters. */
const isName = (word: string): boolean => !(isLower(word) && /\p{Ll}/u.test(word))

/** The name itself or with an ending of up to three letters. */
function isFormOf(word: string | undefined, stem: string): boolean {
  if (word === undefined) return false
  const lower = word.toLowerCase()
  return lower.startsWith(stem) && lower.length - stem.length <= (stem.length > 4 ? 3 : 1)
}

const stemOf = (word: string): string => {
  const lower = word.toLowerCase()
  return lower.length > 5 ? lower.replace(vowelAtEnd, '') : lower
}

function wordsOf(text: string, language: string): readonly string[] {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? []
  if (language !== 'ar' && language !== 'fa' && language !== 'ur') return words
  return words.map((word) => (word.length > 4 ? word.replace(arabicPrefix, '') : word))
}
