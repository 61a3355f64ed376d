import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files.ts'
import { newId } from '../../platform/ids.ts'
import type { ItemText } from './item-texts.ts'
import { inChunks } from './posts.ts'

export type SamplePicture = { readonly mediaId: string; readonly sha256: string; readonly contentType: 'image/jpeg' }
export type SamplePictures = ReadonlyMap<string, SamplePicture>

const names: readonly ItemText['picture'][] = ['kopi', 'laut', 'kawung', 'periksa']
const contentType = 'image/jpeg'

export const pictureKey = (missionId: string, name: string): string => `${missionId} ${name}`

/** The drawn pictures of data/sample as media of every mission; one file serves them all. By `pictureKey`. */
export async function writePictures(
  deps: { db: Db; now: () => Date; files: Files; seedFolder: string },
  officers: readonly { readonly missionId: string; readonly personId: string }[],
): Promise<SamplePictures> {
  const now = deps.now()
  const byKey = new Map<string, SamplePicture>()
  const rows = []
  for (const name of names) {
    const bytes = await readFile(join(deps.seedFolder, 'sample', `${name}.jpg`)).catch(() => undefined)
    // Another ministry's seed folder may hold no pictures: its sample has none then.
    if (!bytes) continue
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const fileKey = `media/contoh-${name}.jpg`
    await deps.files.put(fileKey, bytes)
    for (const { missionId, personId } of officers) {
      const mediaId = newId()
      byKey.set(pictureKey(missionId, name), { mediaId, sha256, contentType })
      const size = { bytes: bytes.length, width: 1200, height: 900 }
      const rights = { credit: 'Gambar contoh', licence: 'EUPL-1.2', consent: 'not_needed' }
      const about = { ...rights, title: `Contoh: ${name}`, createdBy: personId, createdAt: now }
      rows.push({ id: mediaId, missionId, sha256, contentType, fileKey, ...size, ...about })
    }
  }
  await inChunks(rows, (chunk) => deps.db.insertInto('media').values(chunk).execute())
  return byKey
}
