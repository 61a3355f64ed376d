import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import { type Files, localFiles } from '../../platform/files.ts'
import { openSecretBox } from '../../platform/secrets.ts'
import { findMedia, publicPictureUrl, uploadMedia } from './index.ts'
import { readPublicPicture } from './public-picture.ts'

const cairo = 'kbri-cairo'
const about = { credit: 'Foto: Kemlu', licence: '', expiresOn: null }
let world: World
let folder: string
let deps: World['deps'] & { files: Files }
let officer: Awaited<ReturnType<World['person']>>

beforeAll(async () => {
  world = await createWorld()
  folder = await mkdtemp(join(tmpdir(), 'files-'))
  deps = { ...world.deps, files: localFiles(folder) }
  officer = await world.person('Nadia', 'mission_officer', [cairo])
})
afterAll(async () => {
  await world.database.drop()
  await rm(folder, { recursive: true })
})

const picture = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: '#0f4c5c' } })
const upload = (bytes: Uint8Array) => uploadMedia(deps, officer, cairo, bytes, about)

test('a picture is written anew, upright and without what the camera wrote into it', async () => {
  const withPlace = await picture()
    .withExif({ IFD0: { Artist: 'Rahasia' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 2/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  expect((await sharp(withPlace).metadata()).exif).toBeDefined()
  const media = await upload(withPlace)
  expect(media).toMatchObject({ contentType: 'image/jpeg', width: 40, height: 60 })
  const [stored] = await findMedia(world.db, officer, [media.id])
  const kept = await sharp(await deps.files.get(stored?.fileKey ?? '')).metadata()
  expect([kept.exif, kept.orientation]).toEqual([undefined, undefined])
})

test.each([
  [
    'an SVG named photo.jpg',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    'media.type',
  ],
  ['a GIF', await picture().gif().toBuffer(), 'media.type'],
  ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'media.type'],
  ['half a picture', (await picture(400, 400).png().toBuffer()).subarray(0, 300), 'media.broken'],
  ['more than 2 MB', Buffer.alloc(2_097_153), 'media.too_large'],
])('%s is refused by its content and nothing is kept', async (_what, bytes, key) => {
  const count = async () => (await world.db.selectFrom('media').select('id').execute()).length
  const before = await count()
  expect((await refusalOf(upload(bytes))).key).toBe(key)
  expect(await count()).toBe(before)
})

test('a picture of another mission does not exist; one of headquarters may be used by all', async () => {
  const other = await world.person('Sri', 'mission_officer', ['kbri-seoul'])
  const media = await upload(await picture().webp().toBuffer())
  expect(await findMedia(world.db, other, [media.id])).toEqual([])
  const editor = await world.person('Eko', 'editor', 'all')
  const shared = await uploadMedia(deps, editor, 'hq', await picture().png().toBuffer(), about)
  expect((await findMedia(world.db, other, [shared.id])).map((one) => one.id)).toEqual([shared.id])
})

test('a key cannot leave the folder', async () => {
  await expect(deps.files.put('../outside.txt', Buffer.from('x'))).rejects.toThrow()
})

test('a network that fetches pictures itself gets an address for a day, which nobody else can make', async () => {
  const secrets = await openSecretBox({ secret: 'rahasia untuk uji saja, panjang', dataFolder: folder })
  const media = await upload(await picture().jpeg().toBuffer())
  const now = new Date('2026-11-25T03:00:00Z')
  const address = publicPictureUrl(secrets, 'https://selaras.kemlu.example', media.id, now) ?? ''
  expect(address).toMatch(/^https:\/\/selaras\.kemlu\.example\/gambar\/[\w-]+$/)
  expect(address).not.toContain(media.id)
  const ticket = address.split('/').at(-1) ?? ''
  const read = (given: string, at = now) => readPublicPicture({ ...deps, secrets, now: () => at }, given)
  expect((await read(ticket)).contentType).toBe('image/jpeg')
  const dayLater = new Date(now.getTime() + 25 * 3_600_000)
  expect((await refusalOf(read(ticket, dayLater))).key).toBe('media.not_found')
  for (const forged of [`${ticket.slice(0, -2)}AA`, media.id, '', '../../etc/passwd'])
    expect((await refusalOf(read(forged))).key).toBe('media.not_found')
  for (const inner of ['http://selaras.kemlu.example', 'https://localhost:3000', 'https://10.0.0.5', 'https://[::1]'])
    expect(publicPictureUrl(secrets, inner, media.id, now)).toBeUndefined()
})
