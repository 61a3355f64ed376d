import { afterEach, expect, test } from 'vitest'
import { silentLog } from '../platform/log.ts'
import { type ChangeFeed, serveChanges } from './changes.ts'
import { createServer } from './server.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function start(): Promise<{ feed: ChangeFeed; address: string }> {
  const app = await createServer({
    log: silentLog,
    say: (_, key) => key,
    url: 'http://localhost',
    trustProxy: false,
    version: '0',
  })
  const feed = serveChanges<string>(app, '/changes', {
    authenticate: async (request) => String(request.headers['x-who']),
    mayHear: (who, subject) => who === subject,
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  stops.push(() => app.close())
  return { feed, address }
}

/** Opens a stream as somebody and answers what it says, until `count` events have come. */
async function hear(address: string, who: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${address}/changes`, { headers: { 'x-who': who, ...headers } })
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = (await reader?.read())?.value ?? ''
  return {
    type: answer.headers.get('content-type'),
    async until(count: number): Promise<{ subjects: string[]; last: string }> {
      for (;;) {
        const datas = [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data).subject as string)
        if (datas.length >= count)
          return { subjects: datas, last: [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? '' }
        text += (await reader?.read())?.value ?? ''
      }
    },
    stop: () => reader?.cancel(),
  }
}

test('each hears what is theirs and what is everybody’s, and nothing of others', async () => {
  const { feed, address } = await start()
  const kairo = await hear(address, 'kairo')
  expect(kairo.type).toContain('text/event-stream')
  feed.tell({ room: 'items', subject: 'suva' })
  feed.tell({ room: 'items', subject: 'kairo' })
  feed.tell({ room: 'campaigns', subject: '*' })
  expect((await kairo.until(2)).subjects).toEqual(['kairo', '*'])
})

test('who comes back hears what was told meanwhile; who was away too long is told to look at everything', async () => {
  const { feed, address } = await start()
  const first = await hear(address, 'kairo')
  feed.tell({ room: 'items', subject: 'kairo' })
  const { last } = await first.until(1)
  await first.stop()
  feed.tell({ room: 'deliveries', subject: 'kairo' })
  feed.tell({ room: 'deliveries', subject: 'suva' })
  const again = await hear(address, 'kairo', { 'last-event-id': last })
  expect((await again.until(1)).subjects).toEqual(['kairo'])
  const stranger = await hear(address, 'kairo', { 'last-event-id': 'other-7' })
  expect((await stranger.until(1)).subjects).toEqual(['*'])
})
