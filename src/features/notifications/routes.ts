import { noticeEndpoints } from '../../contract/notices.ts'
import type { Routes } from '../../http/routes.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { countUnread, listNotices, markRead, markUnread, readMailWish, saveMailWish } from './store.ts'

const pageSize = 30

type Deps = {
  readonly db: Db
  readonly now: () => Date
  /** Whether mail leaves: a server is set and this is no sample. */
  readonly isMailOpen: () => Promise<boolean>
}

/** Everybody's own notices. Nobody sees another person's. */
export function noticeRoutes(routes: Routes<Scope>, deps: Deps): void {
  const { db } = deps
  routes.add(noticeEndpoints.list, async ({ query, scope }) => {
    const found = await listNotices(db, scope, { ...query, limit: pageSize + 1 })
    return {
      notices: found.slice(0, pageSize).map(({ room: _, subjectId: __, ...one }) => ({
        ...one,
        createdAt: one.createdAt.toISOString(),
        readAt: one.readAt?.toISOString() ?? null,
        settledAt: one.settledAt?.toISOString() ?? null,
      })),
      hasMore: found.length > pageSize,
    }
  })
  routes.add(noticeEndpoints.count, ({ scope }) => countUnread(db, scope))
  routes.add(noticeEndpoints.read, async ({ body, scope }) => ({
    ids: await markRead(db, scope, body.ids ?? 'all', deps.now()),
  }))
  routes.add(noticeEndpoints.unread, async ({ body, scope }) => {
    await markUnread(db, scope, body.ids)
    return null
  })
  routes.add(noticeEndpoints.mailWish, async ({ scope }) => ({
    wish: await readMailWish(db, scope),
    isOpen: await deps.isMailOpen(),
  }))
  routes.add(noticeEndpoints.changeMailWish, async ({ body, scope }) => {
    await saveMailWish(db, scope, body.wish, deps.now())
    return null
  })
}
