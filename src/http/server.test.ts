import { brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { silentLog } from '../platform/log.ts'
import { createServer } from './server.ts'

test('a long answer travels compressed where the browser takes it, a short one as it stands', async () => {
  const app = await createServer({
    log: silentLog,
    say: (_, key) => key,
    url: 'http://localhost',
    trustProxy: false,
    version: '0',
  })
  const rows = Array.from({ length: 200 }, (_, n) => ({ id: n, mission: 'KBRI Paris' }))
  app.get('/long', async (_, reply) => reply.type('application/json').send(JSON.stringify(rows)))
  app.get('/short', async (_, reply) => reply.type('application/json').send('{}'))
  const headers = { 'accept-encoding': 'gzip, br' }
  const long = await app.inject({ url: '/long', headers })
  expect(long.headers['content-encoding']).toBe('br')
  expect(long.rawPayload.length).toBeLessThan(JSON.stringify(rows).length / 5)
  expect(JSON.parse(brotliDecompressSync(long.rawPayload).toString())).toEqual(rows)
  expect((await app.inject({ url: '/short', headers })).headers['content-encoding']).toBeUndefined()
  expect((await app.inject({ url: '/long' })).json()).toEqual(rows)
  await app.close()
})
