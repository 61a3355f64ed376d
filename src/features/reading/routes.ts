import { readingEndpoints } from '../../contract/reading.ts'
import type { Routes } from '../../http/routes.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { findReadingProgress } from './passes.ts'
import { type PlainLists, readPlainLists } from './plain-language/lists.ts'
import { readDraft } from './read-draft.ts'
import type { Reader } from './reader/reader.ts'

/** `loadReader` answers the one reader of this process; it is loaded with the first draft that is read. */
export function readingRoutes(routes: Routes<Scope>, deps: { db: Db; loadReader: () => Promise<Reader> }): void {
  let lists: PlainLists | undefined
  routes.add(readingEndpoints.draft, async ({ body }) => {
    const reader = await deps.loadReader()
    lists ??= readPlainLists()
    return readDraft({ reader, lists }, body)
  })
  routes.add(readingEndpoints.progress, async ({ scope }) => {
    const { beganAt, finishedAt, ...counts } = await findReadingProgress(
      deps.db,
      scope,
      (await deps.loadReader()).modelVersion,
    )
    return { ...counts, beganAt: beganAt?.toISOString() ?? null, finishedAt: finishedAt?.toISOString() ?? null }
  })
}
