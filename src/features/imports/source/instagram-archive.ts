import { z } from 'zod'
import { AppError } from '../../../platform/errors.ts'
import { tidy } from './delimited.ts'
import type { TableRow } from './table.ts'

const media = z.looseObject({
  creation_timestamp: z.number().optional(),
  title: z.string().optional(),
  uri: z.string().optional(),
})
const post = z.looseObject({
  media: z.array(media).default([]),
  title: z.string().optional(),
  creation_timestamp: z.number().optional(),
})

/** Columns under which the posts of an archive appear; the map `instagram-download` knows them. */
export const archiveHeader = ['creation_timestamp', 'title', 'media'] as const

/**
 * Posts of Instagram's "Download your information" (posts_1.json): texts and times, no ids and no numbers. Lines count
 * posts, the header being line 1. @throws AppError import.not_table
 */
export function readInstagramArchive(text: string): TableRow[] {
  const list = postsIn(parse(text))
  const rows = list.map((entry, index): TableRow => {
    const { media: pictures, title, creation_timestamp: at } = post.parse(entry)
    const kind = pictures.some(({ uri = '' }) => /\.(mp4|mov|webm)$/i.test(uri))
      ? 'video'
      : pictures.length > 0
        ? 'image'
        : 'none'
    // A carousel's words stand outside, a single picture's with the picture.
    const words = title || pictures[0]?.title || ''
    const cells = [String(at ?? pictures[0]?.creation_timestamp ?? ''), tidy(fromLatin1(words)), kind]
    return { line: index + 2, cells }
  })
  return [{ line: 1, cells: [...archiveHeader] }, ...rows]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('invalid', 'import.not_table', {}, [], cause)
  }
}

function postsIn(value: unknown): readonly unknown[] {
  const list = Array.isArray(value)
    ? value
    : value !== null && typeof value === 'object'
      ? Object.values(value).find((one) => Array.isArray(one))
      : undefined
  if (!Array.isArray(list) || !list.every((one) => post.safeParse(one).success))
    throw new AppError('invalid', 'import.not_table')
  return list
}

/** Meta writes each UTF-8 byte as a letter of its own. Text that is not so stays as it is. */
function fromLatin1(text: string): string {
  const letters = [...text].map((letter) => letter.codePointAt(0) ?? 0)
  if (letters.every((code) => code < 0x80) || letters.some((code) => code > 0xff)) return text
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'))
  } catch {
    return text
  }
}
