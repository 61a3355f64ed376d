import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { readCorpus } from '../reading/corpus.ts'

export type GrownExport = {
  readonly missionId: string
  readonly network: 'x' | 'instagram'
  /** Of the account whose export it is; register it before importing. */
  readonly handle: string
  readonly zone: string
  readonly fileName: string
  /** Rows of posts. */
  readonly rows: number
  readonly text: string
}

type Mission = { readonly id: string; readonly timezone: string }
const dayMs = 86_400_000
const first = Date.parse('2026-07-01T00:00:00Z')
const days = 92
const snowflakeZero = 1_288_834_974_657n

/**
 * A quarter (July to September 2026) of exports, one account a mission: every second on X, every second on Instagram, in
 * the very form of the tools; the same for a seed. Texts are of the corpus, languages as it has them.
 */
export function growExports(settings: { readonly perMission: number; readonly seed: number }): GrownExport[] {
  const random = seeded(settings.seed)
  const corpus = readCorpus()
  return readMissions().map(({ id, timezone }, place) => {
    const network = place % 2 === 0 ? 'x' : 'instagram'
    // X allows 15 letters, Instagram 30; the number keeps shortened ones apart.
    const handle = `c${place}_${id.replaceAll('-', '')}`.slice(0, network === 'x' ? 15 : 30)
    const posts = Array.from({ length: settings.perMission }, (_, n) => ({
      at: first + Math.floor(((n + random()) / settings.perMission) * days * dayMs),
      text: corpus[Math.floor(random() * corpus.length)]?.text ?? '',
      views: Math.floor(random() * 4_000),
      likes: Math.floor(random() * 200),
      number: place * 100_000 + n,
    }))
    const text = network === 'x' ? xFile(handle, posts) : instagramFile(handle, posts)
    return {
      missionId: id,
      network,
      handle,
      zone: timezone,
      fileName: `${id}.${network}.csv`,
      rows: posts.length,
      text,
    }
  })
}

type Post = {
  readonly at: number
  readonly text: string
  readonly views: number
  readonly likes: number
  readonly number: number
}

function xFile(handle: string, posts: readonly Post[]): string {
  const head =
    'Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts'
  const rows = posts.map(({ at, text, views, likes, number }) => {
    const id = String(((BigInt(at) - snowflakeZero) << 22n) | BigInt(number & 0xfff))
    const day = new Date(at).toLocaleDateString('en-US', {
      weekday: 'short',
      month: 'short',
      day: 'numeric',
      year: 'numeric',
      timeZone: 'UTC',
    })
    const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    return [
      id,
      quote(day),
      quote(escaped),
      `https://x.com/${handle}/status/${id}`,
      views,
      likes,
      likes,
      0,
      1,
      0,
      2,
      3,
    ].join(',')
  })
  return `${head}\n${rows.toReversed().join('\n')}\n`
}

function instagramFile(handle: string, posts: readonly Post[]): string {
  const head =
    '"ID Postingan","ID Akun","Nama pengguna akun","Nama akun",Deskripsi,"Durasi (detik)","Waktu penerbitan",Permalink,"Jenis postingan","Komentar data",Tanggal,Tayangan,Suka,"Frekuensi dibagikan",Komentar'
  const rows = posts.map(({ at, text, views, likes, number }) => {
    const iso = new Date(at).toISOString()
    const time = `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)} ${iso.slice(11, 16)}`
    const id = `1700${String(number).padStart(13, '0')}`
    const link = `https://www.instagram.com/p/CTH${number.toString(36).toUpperCase().padStart(8, '0')}/`
    return [
      id,
      '17841000000000001',
      handle,
      '"Contoh"',
      quote(text),
      0,
      quote(time),
      link,
      '"Gambar IG"',
      '',
      '"Sepanjang Masa"',
      views,
      likes,
      1,
      2,
    ].join(',')
  })
  return `\ufeff${head}\n${rows.join('\n')}\n`
}

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`

function readMissions(): Mission[] {
  const file = fileURLToPath(new URL('../../data/missions.csv', import.meta.url))
  return parse(readFileSync(file, 'utf8'), { columns: true, bom: true }) as Mission[]
}

/** Numbers between 0 and 1, the same for a seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
