import type { FastifyInstance } from 'fastify'
import { canRead, type Scope } from '../features/missions/index.ts'
import type { Authentication } from '../features/people/index.ts'
import { serveChanges } from '../http/changes.ts'
import type { ConnectionSettings } from '../platform/database/database.ts'
import { listenTo } from '../platform/database/listen.ts'
import type { Log } from '../platform/log.ts'

/** Passes on what the database tells of changes (migration 0016) to the screens that are open and may know of them. */
export function changeFeed(
  app: FastifyInstance,
  { connection, log }: { connection: ConnectionSettings; log: Log },
  authentication: Authentication,
): void {
  const feed = serveChanges<Scope>(app, '/api/v1/changes', {
    authenticate: (request) => authentication.authenticate(request, 'person'),
    // What concerns one person alone is told to that person.
    mayHear: (scope, subject) =>
      subject.startsWith('person:')
        ? scope.kind === 'person' && subject === `person:${scope.personId}`
        : canRead(scope, subject),
  })
  const meanwhile = 'changes cannot be heard; open screens follow when they ask again'
  const hear = (payload: string | undefined) => {
    const [room = '', subject = ''] = payload?.split(' ') ?? []
    feed.tell(payload === undefined ? undefined : { room, subject })
  }
  const listener = listenTo({ connection, channel: 'selaras_change', log, meanwhile }, hear)
  app.addHook('onClose', () => listener.stop())
}
