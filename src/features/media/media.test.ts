import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFilm } from '../../../test/support/film.ts'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import { type MediaState, mediaState } from '../../contract/media.ts'
import { loadPlatformProfiles } from '../../networks/index.ts'
import { type Files, localFiles } from '../../platform/files.ts'
import { openSecretBox } from '../../platform/secrets.ts'
import { ensureFit, findFilm, findMedia, loadPicture, publicMediaUrl, takeMedia } from './index.ts'
import { listLibrary, retireMedia, updateMedia, viewMedia } from './library.ts'
import { forbiddenUse, type MediaAbout, stateOf } from './model.ts'
import { readPublicMedia } from './public-picture.ts'
import { rangeOf } from './send-file.ts'

const cairo = 'kbri-cairo'
const about = { credit: 'Foto: Kemlu' }
let world: World
let folder: string
let deps: World['deps'] & { files: Files }
let officer: Awaited<ReturnType<World['person']>>
const profiles = loadPlatformProfiles('data/platforms.json')
const limitsOf = (code: string) => {
  const limits = profiles.find((profile) => profile.code === code)?.images
  if (!limits) throw new Error(code)
  return limits
}

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
/** Nothing packs it well: a photograph of sand. */
const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })
async function upload(bytes: Uint8Array, said: Partial<MediaAbout> = about, missionId = cairo, by = officer) {
  const path = join(folder, `upload-${Math.random()}`)
  await writeFile(path, bytes)
  return takeMedia(deps, by, missionId, path, said)
}
const stored = async (id: string) => {
  const [media] = await findMedia(world.db, officer, [id])
  if (!media) throw new Error(`no ${id}`)
  return media
}

describe('what comes in', () => {
  test('a picture is written anew, upright and without what the camera wrote into it', async () => {
    const withPlace = await picture()
      .withExif({ IFD0: { Artist: 'Rahasia' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 2/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await sharp(withPlace).metadata()).exif).toBeDefined()
    const media = await upload(withPlace)
    expect(media).toMatchObject({ kind: 'image', contentType: 'image/jpeg', width: 40, height: 60, durationMs: null })
    const kept = await sharp(await deps.files.get((await stored(media.id)).fileKey)).metadata()
    expect([kept.exif, kept.orientation]).toEqual([undefined, undefined])
  })

  test('a film keeps its pictures and loses its words; its index stands first, as networks ask', async () => {
    const film = await makeFilm({ words: 'RAHASIA+30.0444+031.2357/', isMov: true })
    expect(Buffer.from(film).includes('RAHASIA')).toBe(true)
    const media = await upload(film)
    expect(media).toMatchObject({ kind: 'video', contentType: 'video/mp4', width: 640, height: 360, durationMs: 4000 })
    const kept = Buffer.from(await deps.files.get((await stored(media.id)).fileKey))
    expect(kept.includes('RAHASIA')).toBe(false)
    expect(kept.indexOf('moov')).toBeLessThan(kept.indexOf('mdat'))
    expect(kept.length).toBe(media.bytes)
  })

  test.each<[string, () => Buffer | Promise<Uint8Array>, string]>([
    [
      'an SVG named photo.jpg',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'type',
    ],
    ['a GIF', () => picture().gif().toBuffer(), 'type'],
    ['a web page', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'type'],
    ['nothing', () => Buffer.alloc(0), 'no_file'],
    ['half a picture', async () => (await picture(400, 400).png().toBuffer()).subarray(0, 300), 'broken'],
    // Some 1 MB, which would fill 324 MB: only its head is read.
    ['a bomb of 81 million pixels', () => picture(9000, 9000).png().toBuffer(), 'too_many_pixels'],
    [
      'more than 25 MB',
      async () => Buffer.concat([await picture().jpeg().toBuffer(), Buffer.alloc(25_000_000)]),
      'too_large',
    ],
    ['a film that networks cannot decode', () => makeFilm({ codec: 'vp9' }), 'film_codec'],
    ['half a film', async () => (await makeFilm()).subarray(0, 500), 'film_broken'],
    ['a film of 16 minutes', () => makeFilm({ seconds: 961 }), 'film_long'],
  ])('%s is refused by its content and nothing is kept', async (_what, make, key) => {
    const bytes = await make()
    const count = async () => [
      (await world.db.selectFrom('media').select('id').execute()).length,
      (await readdir(join(folder, 'files/media')).catch(() => [])).length,
    ]
    const before = await count()
    expect((await refusalOf(upload(bytes))).key).toBe(`media.${key}`)
    expect(await count()).toEqual(before)
  })

  test('a key cannot leave the folder', async () => {
    await expect(deps.files.put('../outside.txt', Buffer.from('x'))).rejects.toThrow()
    await expect(deps.files.open('../../etc/passwd')).rejects.toThrow()
  })
})

describe('who sees what', () => {
  test('a picture of another mission does not exist; one of headquarters may be used by all', async () => {
    const other = await world.person('Sri', 'mission_officer', ['kbri-seoul'])
    const media = await upload(await picture().webp().toBuffer())
    expect(await findMedia(world.db, other, [media.id])).toEqual([])
    const editor = await world.person('Eko', 'editor', 'all')
    const shared = await upload(await picture().png().toBuffer(), about, 'hq', editor)
    expect((await findMedia(world.db, other, [shared.id])).map((one) => one.id)).toEqual([shared.id])
    const seen = await listLibrary(deps, other, 'kbri-seoul', query({ shared: true }))
    expect(seen.rows).toMatchObject([{ id: shared.id, isShared: true, mayEdit: false, consentNote: '' }])
    expect((await refusalOf(updateMedia(deps, other, shared.id, { title: 'Lain' }))).key).toBe('media.edit_not_yours')
    expect((await refusalOf(updateMedia(deps, other, media.id, { title: 'Lain' }))).key).toBe('media.not_found')
  })

  test('a network that fetches pictures itself gets an address for a day, which nobody else can make', async () => {
    const secrets = await openSecretBox({ secret: 'rahasia untuk uji saja, panjang', dataFolder: folder })
    const media = await upload(await picture().jpeg().toBuffer())
    const now = new Date('2026-11-25T03:00:00Z')
    const shown = { mediaId: media.id, sha256: media.sha256 }
    const address = publicMediaUrl(secrets, 'https://selaras.kemlu.example', shown, now) ?? ''
    expect(address).toMatch(/^https:\/\/selaras\.kemlu\.example\/gambar\/[\w-]+$/)
    expect(address).not.toContain(media.id)
    const ticket = address.split('/').at(-1) ?? ''
    const read = (given: string, at = now) => readPublicMedia({ ...deps, secrets, now: () => at }, given)
    expect((await read(ticket)).contentType).toBe('image/jpeg')
    const dayLater = new Date(now.getTime() + 25 * 3_600_000)
    expect((await refusalOf(read(ticket, dayLater))).key).toBe('media.not_found')
    for (const forged of [`${ticket.slice(0, -2)}AA`, media.id, '', '../../etc/passwd'])
      expect((await refusalOf(read(forged))).key).toBe('media.not_found')
    for (const inner of ['http://selaras.kemlu.example', 'https://localhost:3000', 'https://10.0.0.5', 'https://[::1]'])
      expect(publicMediaUrl(secrets, inner, shown, now)).toBeUndefined()
  })
})

const query = (over: Partial<Parameters<typeof listLibrary>[3]> = {}) => ({
  limit: 50,
  search: '',
  shared: false,
  retired: false,
  ...over,
})

describe('rights', () => {
  const whole = { credit: 'Foto: Kemlu', licence: 'CC BY 4.0', expiresOn: null, consent: 'not_needed' as const }
  test.each<[string, Partial<MediaAbout>, MediaState]>([
    ['everything is written down', {}, 'usable'],
    ['no credit', { credit: ' ' }, 'open'],
    ['no licence', { licence: '' }, 'open'],
    ['nobody looked at who is in it', { consent: 'unknown' }, 'open'],
    ['it lasts for 31 more days', { expiresOn: '2026-12-26' }, 'usable'],
    ['it lasts for 30 more days', { expiresOn: '2026-12-25' }, 'ending'],
    ['today is its last day', { expiresOn: '2026-11-25' }, 'ending'],
    ['yesterday was', { expiresOn: '2026-11-24' }, 'expired'],
    ['a person took consent back', { consent: 'withdrawn', expiresOn: '2026-11-24' }, 'withdrawn'],
  ])('where %s, it is %#', async (_what, said, state) => {
    const rights = { ...whole, ...said }
    expect(stateOf(rights, '2026-11-25')).toBe(state)
    expect(forbiddenUse(rights, '2026-11-25') !== undefined).toBe(state === 'expired' || state === 'withdrawn')
    const media = await upload(await picture().png().toBuffer(), rights)
    // The filter of the list is written in SQL: it must say the same.
    for (const one of mediaState.options) {
      const { rows } = await listLibrary(deps, officer, cairo, query({ state: one }))
      expect(
        rows.some(({ id }) => id === media.id),
        one,
      ).toBe(one === state)
    }
  })

  test('what has expired does not go out, nor what a person took back, nor other bytes than those approved', async () => {
    const media = await upload(await picture(300, 200).jpeg().toBuffer(), whole)
    const approved = { mediaId: media.id, sha256: media.sha256 }
    expect(await loadPicture(deps, approved)).toMatchObject({ width: 300, sha256: media.sha256 })
    expect(await loadPicture(deps, { ...approved, sha256: '0'.repeat(64) })).toEqual({ withheld: 'changed' })
    await updateMedia(deps, officer, media.id, { expiresOn: '2026-11-24' })
    expect(await loadPicture(deps, approved)).toEqual({ withheld: 'expired' })
    await updateMedia(deps, officer, media.id, { expiresOn: null, consent: 'withdrawn' })
    expect(await loadPicture(deps, approved)).toEqual({ withheld: 'withdrawn' })
    await updateMedia(deps, officer, media.id, { consent: 'given' })
    await deps.files.put((await stored(media.id)).fileKey, await picture(300, 200).jpeg({ quality: 20 }).toBuffer())
    expect(await loadPicture(deps, approved)).toEqual({ withheld: 'changed' })
    expect(await loadPicture(deps, { mediaId: '0192f000-0000-7000-8000-000000000000' })).toEqual({ withheld: 'gone' })
  })

  test('a film goes out by a file on the disk, checked against its approval', async () => {
    const media = await upload(await makeFilm(), whole)
    const film = await findFilm(deps, { mediaId: media.id, sha256: media.sha256 })
    if ('withheld' in film) throw new Error(film.withheld)
    expect(await film.withFile(async (file) => file.size)).toBe(media.bytes)
    await deps.files.put((await stored(media.id)).fileKey, Buffer.alloc(media.bytes))
    await expect(film.withFile(async (file) => file.size)).rejects.toThrow(/not those approved/)
  })

  test('the library finds by words, pages, and lets go of what is taken out until it is brought back', async () => {
    const named = await upload(await picture().png().toBuffer(), { ...whole, title: 'Kopi 100% Gayo' })
    const find = async (search: string) =>
      (await listLibrary(deps, officer, cairo, query({ search }))).rows.map(({ id }) => id)
    expect(await find('100% gayo')).toEqual([named.id])
    expect(await find('100_')).toEqual([])
    const first = await listLibrary(deps, officer, cairo, query({ limit: 2 }))
    const second = await listLibrary(deps, officer, cairo, query({ limit: 2, after: first.next }))
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(4)
    await retireMedia(deps, officer, named.id, true)
    expect(await find('100% gayo')).toEqual([])
    expect(await viewMedia(deps, officer, named.id)).toMatchObject({ isRetired: true, uploadedBy: 'Nadia', uses: 0 })
    await retireMedia(deps, officer, named.id, false)
    expect(await find('100% gayo')).toEqual([named.id])
  })
})

describe('as a network takes it', () => {
  test.each([
    [
      'a PNG for Instagram',
      'instagram',
      () => picture(1000, 1000).png(),
      { contentType: 'image/jpeg', width: 1000, height: 1000 },
    ],
    ['a tall telephone picture', 'instagram', () => picture(900, 1600).jpeg(), { width: 1280, height: 1600 }],
    ['a wide view', 'instagram', () => picture(2400, 800).jpeg(), { width: 1440, height: 754 }],
    ['a small one', 'instagram', () => picture(200, 200).jpeg(), { width: 320, height: 320 }],
    ['a heavy one', 'zalo', () => noise(900, 900).png(), { contentType: 'image/jpeg' }],
  ])('%s', async (_what, code, make, expected) => {
    const limits = limitsOf(code)
    const media = await stored((await upload(await make().toBuffer())).id)
    const fit = await ensureFit(deps, media, limits)
    expect(fit).toMatchObject(expected)
    if (!fit) return
    const bytes = await deps.files.get(fit.fileKey)
    const seen = await sharp(bytes).metadata()
    expect([seen.width, seen.height, bytes.length]).toEqual([fit.width, fit.height, fit.bytes])
    expect(bytes.length).toBeLessThanOrEqual(limits.maxBytes ?? Number.POSITIVE_INFINITY)
    const ratio = fit.width / fit.height
    expect(ratio).toBeGreaterThanOrEqual(limits.minRatio ?? 0)
    expect(ratio).toBeLessThanOrEqual(limits.maxRatio ?? Number.POSITIVE_INFINITY)
    // Once made it stays: another look makes nothing, and the same picture from elsewhere is the same bytes.
    expect(await ensureFit({ ...deps, files: noFiles }, media, limits)).toEqual(fit)
    expect(await loadPicture(deps, { mediaId: media.id, sha256: fit.sha256 })).toMatchObject({ width: fit.width })
  })

  test('nothing is cut off: a shape that is refused gets white borders', async () => {
    const media = await stored((await upload(await picture(900, 1600).png().toBuffer())).id)
    const fit = await ensureFit(deps, media, limitsOf('instagram'))
    const pixel = async (left: number) =>
      (
        await sharp(await deps.files.get(fit?.fileKey ?? ''))
          .extract({ left, top: 800, width: 1, height: 1 })
          .raw()
          .toBuffer()
      )[0]
    expect([await pixel(5), await pixel(640), await pixel(1275)].map((red) => (red ?? 0) > 200)).toEqual([
      true,
      false,
      true,
    ])
  })

  test('what fits stays as it is', async () => {
    const media = await stored((await upload(await picture(1200, 900).jpeg().toBuffer())).id)
    for (const code of ['bluesky', 'instagram', 'x', 'mastodon', 'threads', 'telegram'])
      expect(await ensureFit(deps, media, limitsOf(code)), code).toBeUndefined()
  })
})

/** Files that nobody may touch. */
const noFiles = new Proxy({} as Files, {
  get: (_target, name) => () => Promise.reject(new Error(`${String(name)} of files was called`)),
})

test.each<[string | undefined, ReturnType<typeof rangeOf>]>([
  [undefined, undefined],
  ['bytes=0-99', { start: 0, end: 99 }],
  ['bytes=900-', { start: 900, end: 999 }],
  ['bytes=900-5000', { start: 900, end: 999 }],
  ['bytes=-100', { start: 900, end: 999 }],
  ['bytes=-5000', { start: 0, end: 999 }],
  ['bytes=1000-', 'beyond'],
  ['bytes=5-4', 'beyond'],
  ['bytes=0-1,5-6', undefined],
  ['pages=1-2', undefined],
])('the range %s of 1000 bytes', (header, expected) => expect(rangeOf(header, 1000)).toEqual(expected))

test('files are read in pieces, whole or by range', async () => {
  await deps.files.put('media/abc.txt', Buffer.from('0123456789'))
  expect((await buffer(await deps.files.open('media/abc.txt'))).toString()).toBe('0123456789')
  expect((await buffer(await deps.files.open('media/abc.txt', { start: 2, end: 4 }))).toString()).toBe('234')
  await expect(deps.files.open('media/none.txt')).rejects.toThrow()
})
