import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export type CuttingLine = {
  readonly fetch: typeof fetch
  /** The next writes of records are cut: before the server sees them, or after it did its work and before its answer is passed on. */
  cutNextWrite(when: 'before' | 'after'): void
  close(): Promise<void>
}

/** A line to a real server that can be cut at the worst moment. */
export async function startCuttingLine(serverUrl: string): Promise<CuttingLine> {
  let next: 'before' | 'after' | undefined
  const proxy = createServer((incoming, outgoing) => {
    const cut = incoming.url?.includes('putRecord') === true ? next : undefined
    if (cut !== undefined) next = undefined
    if (cut === 'before') return void incoming.socket.destroy()
    const target = new URL(incoming.url ?? '/', serverUrl)
    const onward = request(target, { method: incoming.method, headers: incoming.headers }, (answer) => {
      if (cut === 'after') return void answer.resume().once('end', () => incoming.socket.destroy())
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.once('error', () => incoming.socket.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo
  return {
    fetch: (input, init) => fetch(String(input).replace(serverUrl, `http://127.0.0.1:${port}`), init),
    cutNextWrite: (when) => {
      next = when
    },
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve())
        proxy.closeAllConnections()
      }),
  }
}
