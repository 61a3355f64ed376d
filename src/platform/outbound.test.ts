import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { createOutboundFetch } from './outbound.ts'

test.each([
  'http://127.0.0.1:1/',
  'http://localhost:1/',
  'http://10.1.2.3/',
  'http://169.254.169.254/latest',
  'http://[::1]/',
  'http://[::ffff:192.168.1.1]/',
  'file:///etc/passwd',
])('%s is refused before anything is sent', async (url) => {
  await expect(createOutboundFetch({ allowedPrivateHosts: [] })(url)).rejects.toThrow(TypeError)
})

test('a private host that a setting names is reached, a redirect is not followed', async () => {
  const server = createServer((request, answer) => {
    if (request.url === '/away') answer.writeHead(302, { location: '/' })
    answer.end('ok')
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const outbound = createOutboundFetch({ allowedPrivateHosts: [host] })
  expect(await (await outbound(`http://${host}/`)).text()).toBe('ok')
  await expect(outbound(`http://${host}/away`)).rejects.toThrow()
  server.close()
})
