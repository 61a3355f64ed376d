import type { Db } from '../../platform/database/database.ts'
import { orderShownBy } from './cells/read-date.ts'
import { readId } from './cells/read-id.ts'
import { type Columns, locate } from './maps/recognise.ts'
import type { Reading } from './model.ts'
import { readChunk } from './row-store.ts'

/**
 * What only the whole file shows: in which order it writes day and month, and whose posts most of its rows are. A file
 * whose dates prove both orders is read by neither; then only dates that can mean one thing count.
 */
export async function surveyFile(
  db: Db,
  run: { readonly id: string; readonly header: readonly string[]; readonly chunkCount: number },
  reading: Reading,
): Promise<Reading> {
  const columns = locate(run.header, reading.map)
  const time = columns.fields.get(reading.map.shape === 'posts' ? 'publishedAt' : 'day')
  const owner = columns.fields.has('username') ? undefined : columns.fields.get('ownerId')
  const wantsOrder = reading.map.order === undefined && time !== undefined
  if (!wantsOrder && owner === undefined) return { ...reading, isSurveyed: true }
  const shown = { mdy: 0, dmy: 0 }
  const owners = new Map<string, number>()
  for (let number = 0; number < run.chunkCount; number++)
    for (const row of (await readChunk(db, run.id, number)) ?? []) {
      if (!('cells' in row)) continue
      const order = wantsOrder ? orderShownBy(row.cells[time] ?? '') : undefined
      if (order) shown[order]++
      const id = owner === undefined ? undefined : readId(row.cells[owner] ?? '')
      if (id?.kind === 'id') owners.set(id.id, (owners.get(id.id) ?? 0) + 1)
    }
  const [mostly] = [...owners].sort(([, a], [, b]) => b - a)
  return {
    ...reading,
    isSurveyed: true,
    ...(shown.mdy > 0 && shown.dmy === 0 ? { order: 'mdy' as const } : {}),
    ...(shown.dmy > 0 && shown.mdy === 0 ? { order: 'dmy' as const } : {}),
    ...(mostly ? { ownerId: mostly[0] } : {}),
  }
}

export const columnsOf = (run: { readonly header: readonly string[] }, reading: Reading): Columns =>
  locate(run.header, reading.map)
