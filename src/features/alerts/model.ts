import type { AlertContent, AlertText, Hotline } from '../../contract/alerts.ts'
import type { ItemKind } from '../../contract/items.ts'

export type {
  Alert,
  AlertContent,
  AlertRow,
  AlertText,
  AlertUpdate,
  Hotline,
  PublicAlert,
  Scenario,
} from '../../contract/alerts.ts'

/** Goes out whatever is held: what keeps people safe and served (CRI-04, CRI-05). */
export const safeKinds: readonly ItemKind[] = ['service', 'emergency']

/** How long a stood-down alert stays on the public list. */
export const shownAfterMs = 30 * 86_400_000
/** A next update may be promised within this time. */
const maxSilenceMs = 14 * 86_400_000

/** Its own promise is broken (CRI-07). */
export const isStale = (update: { nextUpdateAt: Date | null }, status: string, now: Date): boolean =>
  status === 'open' && update.nextUpdateAt !== null && update.nextUpdateAt < now

/** Key of what is wrong with an update before it is said; undefined where nothing is. */
export function findFault(content: AlertContent, homeLanguage: string, now: Date): string | undefined {
  if (!content.texts.some((text) => text.language === homeLanguage)) return 'alert.no_home_language'
  if (new Set(content.texts.map((text) => text.language)).size < content.texts.length) return 'alert.language_twice'
  const next = Date.parse(content.nextUpdateAt)
  if (next <= now.getTime() || next > now.getTime() + maxSilenceMs) return 'alert.next_update'
  return content.hotlines.every(isReachable) ? undefined : 'alert.hotline_unusable'
}

/** Something that can be pressed: a telephone number, or an address that is encrypted. */
export const isReachable = ({ kind, number }: Hotline): boolean =>
  kind === 'link' ? /^https:\/\/[^\s]+$/.test(number) : /^\+?[\d\s().-]{3,30}$/.test(number)

/** Home language first: it is the master. */
export const masterFirst = (texts: readonly AlertText[], homeLanguage: string): AlertText[] =>
  texts.toSorted((a, b) => Number(b.language === homeLanguage) - Number(a.language === homeLanguage))

/** Which text an account speaks: the first of its languages that there is, else the master. */
export function textFor(languages: readonly string[], texts: readonly AlertText[]): AlertText | undefined {
  const own = languages.map((language) => texts.find((text) => text.language.split('-')[0] === language.split('-')[0]))
  return own.find((text) => text !== undefined) ?? texts[0]
}

export type CaptionParts = {
  /** Such as `SIAGA 1`, or how an end is called. */
  readonly mark: string
  readonly title: string
  readonly areas: readonly string[]
  readonly instructions: readonly string[]
  readonly hotline: string
  /** Address of the page that holds the rest. */
  readonly url: string
}

/**
 * The longest wording that fits: mark, title and address always, then the hotline, the first instructions, the places.
 * `fits` measures as the network does.
 */
export function captionOf(parts: CaptionParts, fits: (text: string) => boolean): string {
  const head = `${parts.mark}: ${parts.title}`
  const areas = parts.areas.length > 0 ? parts.areas.join(', ') : undefined
  const tail = [parts.hotline, parts.url]
  for (let count = parts.instructions.length; count >= 0; count--) {
    const steps = parts.instructions.slice(0, count)
    for (const place of areas === undefined ? [undefined] : [areas, undefined]) {
      const text = [head, place, ...steps, ...tail].filter((line) => line !== undefined && line !== '').join('\n')
      if (fits(text)) return text
    }
  }
  const shortest = `${head}\n${parts.url}`
  return fits(shortest) ? shortest : `${parts.mark}\n${parts.url}`
}

/** Great-circle distance in kilometres. */
export function distanceKm(a: Place, b: Place): number {
  const rad = Math.PI / 180
  const half =
    Math.sin(((b.latitude - a.latitude) * rad) / 2) ** 2 +
    Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * Math.sin(((b.longitude - a.longitude) * rad) / 2) ** 2
  return 12_742 * Math.asin(Math.sqrt(half))
}
type Place = { readonly latitude: number; readonly longitude: number }

/** So many missions nearby are told, beside all in the same country. */
const nearest = 6

type Neighbour = Place & { readonly id: string; readonly countryIso2: string; readonly isHeadquarters: boolean }

/** Missions that must know: in the same country, and the nearest others. */
export function neighboursOf<M extends Neighbour>(mission: Neighbour, all: readonly M[]): M[] {
  const others = all.filter((one) => one.id !== mission.id && !one.isHeadquarters)
  const byDistance = others.toSorted((a, b) => distanceKm(mission, a) - distanceKm(mission, b))
  const same = byDistance.filter((one) => one.countryIso2 === mission.countryIso2)
  return [...same, ...byDistance.filter((one) => one.countryIso2 !== mission.countryIso2).slice(0, nearest)]
}
