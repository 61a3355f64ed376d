import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'
import { type Files, openFiles } from './files.ts'

let folder: string
let bucket: { readonly port: number; close(): Promise<void> }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'selaras-files-'))
  bucket = await startBucket(join(folder, 's3'))
})
afterAll(async () => {
  await bucket.close()
  await rm(folder, { recursive: true, force: true })
})

const settings = () => ({
  SELARAS_S3_BUCKET: 'selaras',
  SELARAS_S3_ENDPOINT: `http://127.0.0.1:${bucket.port}`,
  SELARAS_S3_KEY: 'S3RVER',
  SELARAS_S3_SECRET: 'S3RVER',
})

describe.each<[string, () => Record<string, string>]>([
  ['the data folder', () => ({})],
  ['a bucket', settings],
])('files in %s', (_where, env) => {
  let files: Files
  beforeAll(() => {
    files = openFiles(readConfig({ SELARAS_DATA: folder, ...env() }))
  })

  it('are kept, read whole and by range, and gone when removed', async () => {
    await files.put('media/a.txt', Buffer.from('0123456789'))
    expect(await files.has('media/a.txt')).toBe(true)
    expect(Buffer.from(await files.get('media/a.txt')).toString()).toBe('0123456789')
    expect((await buffer(await files.open('media/a.txt'))).toString()).toBe('0123456789')
    expect((await buffer(await files.open('media/a.txt', { start: 2, end: 4 }))).toString()).toBe('234')
    await files.remove('media/a.txt')
    await files.remove('media/a.txt')
    expect(await files.has('media/a.txt')).toBe(false)
    await expect(files.open('media/a.txt')).rejects.toThrow()
  })

  it('of 6 MB go there and come back in pieces, and a path on this machine holds them while it is needed', async () => {
    const bytes = Buffer.alloc(6_000_000, 'film')
    const source = join(folder, 'film')
    await writeFile(source, bytes)
    await files.putFile('media/film.mp4', source)
    let seen = 0
    for await (const chunk of await files.open('media/film.mp4')) seen += (chunk as Buffer).length
    expect(seen).toBe(bytes.length)
    const { readFile } = await import('node:fs/promises')
    const path = await files.withPath('media/film.mp4', async (held) => {
      expect((await readFile(held)).equals(bytes)).toBe(true)
      return held
    })
    if (files.isShared) await expect(readFile(path)).rejects.toThrow()
    await expect(files.withPath('media/none.mp4', async () => 'never')).rejects.toThrow()
  })

  it('cannot be put outside', async () => {
    await expect(files.put('../outside.txt', Buffer.from('x'))).rejects.toThrow()
    await expect(files.open('../../etc/passwd')).rejects.toThrow()
  })
})

it('half a set of settings for a bucket is refused in words', () => {
  expect(() => readConfig({ SELARAS_S3_BUCKET: 'selaras' })).toThrow(/belong together/)
})

/** An S3 server on loopback (s3rver: a stand-in that speaks the protocol, not Amazon's own). */
async function startBucket(directory: string): Promise<{ port: number; close(): Promise<void> }> {
  const { default: S3rver } = await import('s3rver')
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: 'selaras', configs: [] }],
  })
  const { port } = (await server.run()) as AddressInfo
  return { port, close: () => server.close() }
}
