import type { ItemKind } from '../../contract/items.ts'
import type { StoredItem } from '../items/index.ts'
import type { Bundle } from './build-bundle.ts'

/** What approval hands on: exactly what was approved, where it goes and when it is meant to go out. */
export type Approved = {
  readonly item: { readonly id: string; readonly missionId: string; readonly kind: ItemKind }
  readonly bundleHash: string
  readonly variants: readonly {
    readonly variantId: string
    readonly accountId: string
    readonly network: string
    readonly content: {
      text: string
      languages: string[]
      link: { url: string; title: string; description: string } | null
      images: { mediaId: string; alt: string; sha256: string }[]
      video: { mediaId: string; alt: string; sha256: string; bytes: number } | null
    }
  }[]
  /** Wall time and IANA zone of the intent. */
  readonly dueLocal: string
  readonly dueZone: string
  /** Smaller goes first. */
  readonly priority: number
}

const priorities = { emergency: 0, ordinary: 100 }

/** The checked item has a planned time: submitting and approving refuse one without. */
export function approvedOf(
  item: Pick<StoredItem, 'id' | 'missionId' | 'kind' | 'plannedLocal' | 'plannedZone'>,
  bundle: Bundle,
): Approved {
  if (item.plannedLocal === null || item.plannedZone === null) throw new Error(`item ${item.id} has no planned time`)
  return {
    item: { id: item.id, missionId: item.missionId, kind: item.kind },
    bundleHash: bundle.hash,
    variants: bundle.content.variants.map(({ variantId, accountId, network, text, language, link }) => ({
      variantId,
      accountId,
      network,
      content: { text, languages: [language], link, ...mediaFor(bundle, network) },
    })),
    dueLocal: item.plannedLocal,
    dueZone: item.plannedZone,
    priority: item.kind === 'emergency' ? priorities.emergency : priorities.ordinary,
  }
}

/** The very bytes approved for this network. */
function mediaFor({ content }: Bundle, network: string) {
  const parts = content.media.map(({ mediaId, altText: alt, sha256, bytes, contentType, fits = [] }) => {
    const own = fits.find((fit) => fit.network === network)?.sha256 ?? sha256
    return { mediaId, alt, sha256: own, bytes: bytes ?? 0, isFilm: contentType.startsWith('video/') }
  })
  const film = parts.find(({ isFilm }) => isFilm)
  return {
    images: parts.filter(({ isFilm }) => !isFilm).map(({ mediaId, alt, sha256 }) => ({ mediaId, alt, sha256 })),
    video: film ? { mediaId: film.mediaId, alt: film.alt, sha256: film.sha256, bytes: film.bytes } : null,
  }
}
