import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFilm } from '../../../test/support/film.ts'
import { itemDraft } from '../../../test/support/item.ts'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import type { ItemDraft } from '../../contract/items.ts'
import type { MediaAbout } from '../../contract/media.ts'
import { type Files, localFiles } from '../../platform/files.ts'
import { listPlatforms } from '../accounts/index.ts'
import { createItem, findItem, type StoredItem, updateItem } from '../items/index.ts'
import { ensureFit, findMedia, loadPicture, takeMedia } from '../media/index.ts'
import type { Approved } from './approved.ts'
import { buildBundle } from './build-bundle.ts'
import { approveBundle } from './decide.ts'
import { submitItem } from './index.ts'

type Someone = Awaited<ReturnType<World['person']>>
const cairo = 'kbri-cairo'
const alt = 'Biji kopi dijemur di halaman'
let world: World
let folder: string
let deps: World['deps'] & { files: Files; fitPictures: (item: StoredItem) => Promise<void> }
let officer: Someone
let head: Someone
let accounts: Record<'instagram' | 'bluesky', string>

beforeAll(async () => {
  world = await createWorld()
  folder = await mkdtemp(join(tmpdir(), 'selaras-approved-'))
  const files = localFiles(folder)
  deps = {
    ...world.deps,
    files,
    // As main hands it in.
    fitPictures: async ({ media, networks }) => {
      const profiles = (await listPlatforms(world.db)).filter(({ code }) => networks.includes(code))
      const ids = media.map(({ mediaId }) => mediaId)
      for (const picture of await findMedia(world.db, world.system, ids))
        for (const profile of profiles) await ensureFit({ ...world.deps, files }, picture, profile.images)
    },
  }
  officer = await world.person('Nadia', 'mission_officer', [cairo])
  head = await world.person('Bagus', 'head_of_mission', [cairo])
  accounts = {
    instagram: await world.account(cairo, 'instagram'),
    bluesky: await world.account(cairo, 'bluesky'),
  }
})
afterAll(async () => {
  await world.database.drop()
  await rm(folder, { recursive: true })
})

const rights = { credit: 'Foto: Kemlu', licence: 'Milik Kemlu', consent: 'not_needed' as const }
async function take(bytes: Uint8Array, about: Partial<MediaAbout> = rights) {
  const path = join(folder, 'upload')
  await writeFile(path, bytes)
  return takeMedia(deps, officer, cairo, path, about)
}
const tall = () =>
  sharp({ create: { width: 900, height: 1600, channels: 3, background: '#0f4c5c' } })
    .png()
    .toBuffer()

const draftOf = (mediaIds: readonly string[], networks: readonly (keyof typeof accounts)[]): ItemDraft =>
  itemDraft('', {
    media: mediaIds.map((mediaId) => ({ mediaId, altText: alt })),
    variants: networks.map((network) => ({
      accountId: accounts[network],
      language: 'id',
      textOverride: null,
      link: null,
    })),
  })

async function approve(draft: ItemDraft): Promise<Approved> {
  const { item } = await createItem(deps, officer, cairo, draft)
  await submitItem(deps, officer, item.id, 1)
  const found = await findItem(world.db, officer, item.id)
  if (!found) throw new Error('gone')
  let approved: Approved | undefined
  const onApproved = async (_tx: unknown, given: Approved) => {
    approved = given
  }
  await approveBundle({ ...deps, onApproved }, head, item.id, buildBundle(found).hash)
  if (!approved) throw new Error('not approved')
  return approved
}

test('what is approved are the very bytes each network gets, and those go out', async () => {
  const media = await take(await tall())
  const { variants } = await approve(draftOf([media.id], ['instagram', 'bluesky']))
  const sent = Object.fromEntries(variants.map(({ network, content }) => [network, content.images[0]]))
  // Bluesky takes the PNG as it is; Instagram gets a JPEG of its own shape.
  expect(sent.bluesky).toEqual({ mediaId: media.id, alt, sha256: media.sha256 })
  expect(sent.instagram?.sha256).not.toBe(media.sha256)
  const toInstagram = await loadPicture(deps, sent.instagram ?? { mediaId: '' })
  expect(toInstagram).toMatchObject({ contentType: 'image/jpeg', width: 1280, height: 1600 })
})

test('a film goes out alone, with its weight, so that its call is given time', async () => {
  const media = await take(await makeFilm())
  const { variants } = await approve(draftOf([media.id], ['bluesky']))
  expect(variants[0]?.content).toMatchObject({
    images: [],
    video: { mediaId: media.id, alt, sha256: media.sha256, bytes: media.bytes },
  })
  const picture = await take(await tall())
  const { findings } = await createItem(deps, officer, cairo, draftOf([media.id, picture.id], ['bluesky']))
  expect(findings.map(({ key }) => key)).toContain('variant.video_with_images')
})

test('what has expired, or whose consent was taken back, cannot be attached; what holds it already can still be saved, not submitted', async () => {
  const lasting = await take(await tall(), { ...rights, expiresOn: '2026-11-26' })
  const { item } = await createItem(deps, officer, cairo, draftOf([lasting.id], ['bluesky']))
  world.clock.set('2026-11-27T03:00:00Z')
  const attach = createItem(deps, officer, cairo, draftOf([lasting.id], ['bluesky']))
  expect((await refusalOf(attach)).issues).toEqual(['media.0.mediaId: media.expired'])
  const saved = await updateItem(deps, officer, item.id, 1, { ...draftOf([lasting.id], ['bluesky']), title: 'Lain' })
  expect(saved.findings.map(({ key }) => key)).toContain('item.media_expired')
  expect((await refusalOf(submitItem(deps, officer, item.id, 2))).key).toBe('item.not_ready')
  const taken = await take(await tall(), { ...rights, consent: 'withdrawn' })
  const again = createItem(deps, officer, cairo, draftOf([taken.id], ['bluesky']))
  expect((await refusalOf(again)).issues).toEqual(['media.0.mediaId: media.withdrawn'])
})

test('a picture that ends before the day it is to go out is named', async () => {
  world.clock.set('2026-11-25T03:00:00Z')
  const ending = await take(await tall(), { ...rights, expiresOn: '2026-11-25' })
  const { findings } = await createItem(deps, officer, cairo, draftOf([ending.id], ['bluesky']))
  expect(findings.find(({ key }) => key === 'item.media_expired')?.params).toMatchObject({ on: '2026-11-25' })
  const open = await take(await tall(), { credit: '' })
  const view = await createItem(deps, officer, cairo, draftOf([open.id], ['bluesky']))
  expect(view.findings.filter(({ severity }) => severity === 'warn').map(({ key }) => key)).toContain(
    'item.media_rights_open',
  )
})
