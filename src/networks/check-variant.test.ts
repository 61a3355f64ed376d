import { describe, expect, it } from 'vitest'
import { checkVariant, type VariantContent, type VariantImage } from './check-variant.ts'
import { loadPlatformProfiles } from './profiles.ts'

const profiles = loadPlatformProfiles(new URL('../../data/platforms.json', import.meta.url))
const image: VariantImage = {
  contentType: 'image/jpeg',
  bytes: 500_000,
  width: 1200,
  height: 900,
  alt: 'Duta besar menyerahkan surat kepercayaan',
}
const plain: VariantContent = { text: 'Layanan paspor kini daring.', images: [], links: [], hashtags: [] }

function issuesOf(code: string, content: Partial<VariantContent>): string[] {
  const profile = profiles.find((p) => p.code === code)
  if (profile === undefined) throw new Error(`no profile ${code}`)
  return checkVariant(profile, { ...plain, ...content }).map((issue) =>
    [issue.severity === 'advise' ? '?' : '', issue.code, issue.actual, issue.limit, issue.image]
      .filter((x) => x !== undefined && x !== '')
      .join(' '),
  )
}

const film = { ...image, contentType: 'video/mp4', bytes: 9_000_000, durationMs: 30_000 }

describe('a variant is checked against what its network takes', () => {
  it.each<[string, Partial<VariantContent>, string[]]>([
    ['bluesky', {}, []],
    ['bluesky', { images: [image, image, image, image] }, []],
    ['bluesky', { text: '' }, ['text_empty']],
    ['bluesky', { text: '', images: [image] }, []],
    ['bluesky', { text: 'é'.repeat(301) }, ['text_too_long 301 300']],
    ['bluesky', { images: Array(5).fill(image) }, ['images_too_many 5 4']],
    ['bluesky', { images: [image, { ...image, alt: ' ' }] }, ['alt_missing 1']],
    ['bluesky', { images: [{ ...image, alt: 'Foto' }] }, ['alt_too_short 4 10 0']],
    ['bluesky', { images: [{ ...image, bytes: 2_000_001 }] }, ['? image_fitted 0']],
    ['bluesky', { images: [{ ...image, contentType: 'image/tiff' }] }, ['? image_fitted 0']],
    ['x', { text: '漢'.repeat(141) }, ['text_too_long 282 280']],
    ['x', { text: `${'a'.repeat(256)} https://kemlu.go.id/${'b'.repeat(90)}` }, []],
    ['x', { images: [{ ...image, alt: 'a'.repeat(1001) }] }, ['alt_too_long 1001 1000 0']],
    ['instagram', {}, ['media_missing']],
    ['instagram', { images: [image], links: ['https://a.id'] }, ['? link_not_clickable 1']],
    ['instagram', { images: [image], hashtags: Array(31).fill('a') }, ['hashtags_too_many 31 30']],
    ['instagram', { images: [{ ...image, width: 900, height: 1600 }] }, ['? image_fitted 0']],
    ['threads', { hashtags: ['a', 'b'] }, ['hashtags_too_many 2 1']],
    ['threads', { links: Array(6).fill('https://a.id') }, ['links_too_many 6 5']],
    ['telegram', { images: [image] }, ['? alt_not_kept 0']],
    ['telegram', { text: 'a'.repeat(1025) }, []],
    ['telegram', { text: 'a'.repeat(1025), images: [image] }, ['text_too_long 1025 1024', '? alt_not_kept 0']],
    ['youtube', { title: 'Judul' }, ['video_missing']],
    ['youtube', { videos: [film] }, ['title_missing', '? video_alt_not_kept']],
    ['youtube', { videos: [film], title: 'a'.repeat(101) }, ['title_too_long 101 100', '? video_alt_not_kept']],
    ['bluesky', { text: '', videos: [film] }, []],
    ['bluesky', { videos: [{ ...film, bytes: 300_000_001 }] }, ['video_too_large 300000001 300000000']],
    ['bluesky', { videos: [film, film] }, ['video_too_many 2 1']],
    ['bluesky', { videos: [film], images: [image] }, ['video_with_images']],
    ['instagram', { videos: [{ ...film, durationMs: 2000 }] }, ['video_too_short 2 3', '? video_alt_not_kept']],
    ['threads', { videos: [{ ...film, durationMs: 300_100 }] }, ['video_too_long 300.1 300']],
    ['telegram', { text: 'a'.repeat(1025), videos: [film] }, ['text_too_long 1025 1024', '? video_alt_not_kept']],
    ['facebook', { videos: [film] }, ['video_by_hand']],
    ['line', { videos: [film] }, ['video_not_taken']],
    ['tiktok', { videos: [film], images: [image] }, ['? alt_not_kept 0', '? video_alt_not_kept']],
    ['kakaotalk', { text: 'a'.repeat(50_000) }, []],
  ])('%s %j', (code, content, expected) => {
    expect(issuesOf(code, content)).toEqual(expected)
  })
})
