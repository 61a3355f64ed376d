import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Something of a room changed; `subject` is whose, `*` = many or everybody's. */
export type Change = { readonly room: string; readonly subject: string }

export type ChangeFeed = {
  /** Tells a change to every open stream that may know of it; undefined = some may have been missed. */
  tell(change: Change | undefined): void
  /** Ends every open stream. */
  close(): void
}

type Event = { readonly id: number; readonly change: Change | undefined }
type Stream = { send(event: Event): void; end(): void }

const remembered = 500
const beatMs = 20_000
/** Streams end after this long and come back: a revoked session hears nothing for longer. */
const streamMs = 60_000

/**
 * `GET path` as server-sent events: `data: {"room","subject"}`, or `{"room":"*","subject":"*"}` where something may have been
 * missed. Who comes back with `Last-Event-ID` hears what was told meanwhile.
 */
export function serveChanges<Scope>(
  app: FastifyInstance,
  path: string,
  hooks: {
    authenticate(request: FastifyRequest): Promise<Scope>
    mayHear(scope: Scope, subject: string): boolean
  },
): ChangeFeed {
  // Another process counts differently: its ids are not ours.
  const run = randomUUID().slice(0, 8)
  const events: Event[] = []
  const streams = new Set<Stream>()
  let count = 0

  app.get(path, { schema: { hide: true }, compress: false }, async (request, reply) => {
    const scope = await hooks.authenticate(request)
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Proxies that gather answers before they pass them on would hold events back.
      'x-accel-buffering': 'no',
    })
    const stream: Stream = {
      send({ id, change }) {
        if (change !== undefined && change.subject !== '*' && !hooks.mayHear(scope, change.subject)) return
        raw.write(`id: ${run}-${id}\ndata: ${JSON.stringify(change ?? { room: '*', subject: '*' })}\n\n`)
      },
      end: () => raw.end(),
    }
    raw.write(`retry: 1000\nid: ${run}-${count}\n\n`)
    for (const event of missedSince(request.headers['last-event-id'], run, events, count)) stream.send(event)
    streams.add(stream)
    const beat = setInterval(() => raw.write(': \n\n'), beatMs)
    const over = setTimeout(() => raw.end(), streamMs)
    raw.once('close', () => {
      streams.delete(stream)
      clearInterval(beat)
      clearTimeout(over)
    })
  })

  const close = () => {
    for (const stream of streams) stream.end()
  }
  app.addHook('preClose', async () => close())
  return {
    tell(change) {
      const event = { id: ++count, change }
      events.push(event)
      if (events.length > remembered) events.shift()
      for (const stream of streams) stream.send(event)
    },
    close,
  }
}

function missedSince(last: unknown, run: string, events: readonly Event[], count: number): readonly Event[] {
  if (typeof last !== 'string') return []
  const [whose, heard = ''] = last.split('-')
  const first = events[0]?.id ?? count + 1
  if (whose !== run || Number(heard) < first - 1) return [{ id: count, change: undefined }]
  return events.filter(({ id }) => id > Number(heard))
}
