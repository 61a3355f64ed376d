import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeAccount } from '../../../test/support/alignment-world.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { saveInstallationKind } from '../../features/people/index.ts'
import { type FakeBluesky, startFakeBluesky } from '../../networks/bluesky/fake.ts'

let server: TestServer
let fake: FakeBluesky
let folder: string
const handle = 'tokyo-perintah.test'

beforeAll(async () => {
  server = await startTestServer({ kind: 'sample' })
  fake = await startFakeBluesky()
  fake.addAccount(handle)
  folder = await mkdtemp(join(tmpdir(), 'selaras-cli-'))
  await writeAccount(server.db, 'kbri-tokyo', 'bluesky', { handle })
})
afterAll(async () => {
  await fake.close()
  await server.stop()
  await rm(folder, { recursive: true })
})

async function selaras(words: readonly string[], stdin = '') {
  const { config, connection } = server.installation
  const env = {
    ...process.env,
    DATABASE_URL: 'url' in connection ? connection.url : '',
    SELARAS_DATA: folder,
    SELARAS_SEED: config.seedFolder,
    SELARAS_ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
  }
  const child = spawn(process.execPath, ['src/main/cli.ts', ...words], { env })
  let out = ''
  let said = ''
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  child.stdin.end(stdin)
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, out, said }
}

const state = async () =>
  (await server.db.selectFrom('account').select('connectionState').where('handle', '=', handle).executeTakeFirst())
    ?.connectionState

it('connects with a secret from stdin, checks, rotates the key under it, and disconnects; never prints the secret', async () => {
  const secret = fake.accounts[0]?.appPassword ?? ''
  const connect = ['account', 'connect', 'bluesky', `@${handle}`, '--service', fake.url]
  const inSample = await selaras(connect, secret)
  expect([inSample.code, inSample.said]).toEqual([1, expect.stringContaining('sample data')])
  await saveInstallationKind(server.db, 'real', server.clock.now())

  const right = await selaras(connect, `${secret}\n`)
  expect([right.code, JSON.parse(right.out).connectionState]).toEqual([0, 'connected'])
  expect(right.out + right.said).not.toContain(secret)

  const before = await server.db.selectFrom('credential').select(['keyId', 'sealed']).executeTakeFirstOrThrow()
  const rotated = await selaras(['keys', 'rotate'])
  expect(JSON.parse(rotated.out)).toMatchObject({ resealed: 1, unreadable: 0 })
  const after = await server.db.selectFrom('credential').select(['keyId', 'sealed']).executeTakeFirstOrThrow()
  // The envelope's own key stays; only what seals it is new.
  expect([after.keyId === before.keyId, after.sealed.equals(before.sealed)]).toEqual([false, true])
  expect((await selaras(['account', 'check', 'bluesky', handle])).code).toBe(0)

  expect((await selaras(['account', 'disconnect', 'bluesky', handle])).code).toBe(0)
  expect(await state()).toBe('none')
}, 60_000)
