import type { MediaFit } from '../../contract/items.ts'
import type { PlatformProfile } from '../../contract/platform-profile.ts'
import { planFit } from '../../networks/index.ts'
import type { Db } from '../../platform/database/database.ts'
import { findFits, type Media } from '../media/index.ts'

// Profiles were checked by their schema when they were stored.
export async function findProfiles(db: Db, codes: readonly string[]): Promise<Map<string, PlatformProfile>> {
  if (codes.length === 0) return new Map()
  const rows = await db.selectFrom('platform').select(['code', 'profile']).where('code', 'in', codes).execute()
  return new Map(rows.map((row) => [row.code, row.profile as unknown as PlatformProfile]))
}

/**
 * How each picture goes to each network, where that differs from the picture itself and was made already; in the order
 * of the networks' codes. Submitting makes what is missing.
 */
export async function fitsOf(
  db: Db,
  media: readonly Media[],
  networks: readonly string[],
): Promise<ReadonlyMap<string, MediaFit[]>> {
  const images = media.filter(({ kind }) => kind === 'image')
  if (images.length === 0 || networks.length === 0) return new Map()
  const profiles = await findProfiles(db, [...new Set(networks)].sort())
  const wanted = images.flatMap((one) =>
    [...profiles.values()]
      .sort((a, b) => (a.code < b.code ? -1 : 1))
      .flatMap(({ code, images: limits }) => {
        const recipe = planFit(limits, one)?.recipe
        return recipe === undefined ? [] : [{ mediaId: one.id, network: code, sourceSha256: one.sha256, recipe }]
      }),
  )
  const made = await findFits(db, wanted)
  const byMedia = new Map<string, MediaFit[]>()
  for (const { mediaId, network, sourceSha256, recipe } of wanted) {
    const fit = made.find((one) => one.sourceSha256 === sourceSha256 && one.recipe === recipe)
    if (!fit) continue
    const { sha256, contentType, bytes, width, height } = fit
    byMedia.set(mediaId, [...(byMedia.get(mediaId) ?? []), { network, sha256, contentType, bytes, width, height }])
  }
  return byMedia
}
