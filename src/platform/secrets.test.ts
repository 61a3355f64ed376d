import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { forgetPreviousKeyFile, openSecretBox, rotateKeyFile } from './secrets.ts'

let dataFolder: string
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'selaras-secrets-'))
})
afterAll(() => rm(dataFolder, { recursive: true }))

const secret = { appPassword: 'abcd-efgh' }

it('a seal opens for its owner only, and a changed byte opens nothing', async () => {
  const box = await openSecretBox({ secret: 'a secret of sixteen and more', dataFolder })
  const sealed = box.seal(secret, 'account 1')
  expect(box.open(sealed, 'account 1')).toEqual(secret)
  expect(() => box.open(sealed, 'account 2')).toThrow('cannot be opened')
  sealed[sealed.length - 1] = (sealed[sealed.length - 1] ?? 0) ^ 1
  expect(() => box.open(sealed, 'account 1')).toThrow('cannot be opened')
})

it('after a new SELARAS_SECRET the old one still opens, is known for old, and seals nothing', async () => {
  const before = await openSecretBox({ secret: 'the first secret of all', dataFolder })
  const sealed = before.seal(secret, 'x')
  const both = { secret: 'the second secret of all', previousSecret: 'the first secret of all', dataFolder }
  const box = await openSecretBox(both)
  expect(box.open(sealed, 'x')).toEqual(secret)
  expect(box.isCurrent(sealed, 'x')).toBe(false)
  const again = box.seal(box.open(sealed, 'x'), 'x')
  expect(box.isCurrent(again, 'x')).toBe(true)
  const after = await openSecretBox({ secret: 'the second secret of all', dataFolder })
  expect(after.open(again, 'x')).toEqual(secret)
  expect(() => after.open(sealed, 'x')).toThrow()
})

it('a key file is for its owner alone; eight processes that start at once make one; a forgotten key opens nothing', async () => {
  const folder = join(dataFolder, 'fresh')
  const source = { secret: undefined, dataFolder: folder }
  const boxes = await Promise.all(Array.from({ length: 8 }, () => openSecretBox(source)))
  expect(new Set(boxes.map((box) => box.keyId)).size).toBe(1)
  expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600)
  const [running] = boxes
  const sealed = running?.seal(secret, 'x') ?? Buffer.alloc(0)
  await rotateKeyFile(source)
  expect((await openSecretBox(source)).open(sealed, 'x')).toEqual(secret)
  // A process that was there before seals with the new key at once.
  const late = running?.seal(secret, 'x') ?? Buffer.alloc(0)
  await forgetPreviousKeyFile(folder)
  const box = await openSecretBox(source)
  expect(box.open(late, 'x')).toEqual(secret)
  expect(() => box.open(sealed, 'x')).toThrow('cannot be opened')
  expect(await readdir(folder)).toEqual(['secret.key'])
  await expect(rotateKeyFile({ secret: 'from the environment', dataFolder: folder })).rejects.toThrow('SELARAS_SECRET')
})
