import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** What a column of an export can mean. */
export const fieldNames = [
  'remoteId',
  'url',
  'text',
  'title',
  'publishedAt',
  'mediaKind',
  'username',
  'ownerId',
  'period',
  'views',
  'likes',
  'replies',
  'reposts',
  'quotes',
  'day',
  'value',
  'label',
  'people',
  'share',
] as const
export type FieldName = (typeof fieldNames)[number]

const mediaKind = z.enum(['none', 'image', 'video', 'link', 'other'])
const headers = z.array(z.string().min(1).max(200)).max(50)
const rowRule = z.strictObject({ field: z.enum(fieldNames), values: z.array(z.string()).max(20) })

/**
 * How one tool's export is read: facts, kept in data/exports with their source. Found by its set of headers, never by file
 * name or order of columns. Headers are compared without case, marks and double spaces, in every language listed.
 */
export const columnMapSchema = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/),
  tool: z.string().min(1).max(100),
  /** Networks whose exports look so; empty = any. */
  networks: z.array(z.string()).max(30),
  /** `posts`: a row a post. `days`: a row a day of the account. `audience`: a row a group of people, numbers only. */
  shape: z.enum(['posts', 'days', 'audience']),
  /** Names of fields or numbers without which a file is not this one; `a|b` = either. */
  needs: z.array(z.string()).min(1).max(10),
  fields: z.partialRecord(z.enum(fieldNames), headers),
  /** Further counts by name. */
  numbers: z.record(z.string(), headers).default({}),
  /** Further numbers with decimals. */
  decimals: z.record(z.string(), headers).default({}),
  /** Columns that are known and not wanted. */
  ignores: z.array(z.string()).default([]),
  /** For files whose first line names the one number they hold. */
  titles: z.record(z.string(), headers).default({}),
  /** Which number of a date comes first; absent = the file must show it. */
  order: z.enum(['mdy', 'dmy', 'ymd']).optional(),
  /** The values of `mediaKind`, in small letters. */
  media: z.record(z.string(), mediaKind).default({}),
  mediaDefault: mediaKind.default('other'),
  /** Rows with one of these values are left out (totals); only rows with one of these values are kept (lifetime). */
  skips: z.array(rowRule).default([]),
  keeps: z.array(rowRule).default([]),
  /** Ids that hold the time (X). */
  timeFromId: z.enum(['x']).optional(),
  /** Texts come escaped as HTML. */
  isHtml: z.boolean().default(false),
  /** Where the link of a post is not in the file; `{id}` is its id. */
  urlOf: z.string().startsWith('https://').optional(),
  /** Where the network's own id of a post is made of two; `{owner}` is the account's, `{id}` the file's. */
  remoteIdOf: z.string().optional(),
  /** Of an audience. */
  trait: z.enum(['country', 'city', 'age', 'gender', 'age_gender', 'job', 'industry', 'seniority', 'size']).optional(),
  source: z.string().default(''),
  readOn: z.string().default(''),
})
export type ColumnMap = z.output<typeof columnMapSchema>

/** Reads every map of a folder. @throws Error naming the file that is no map. */
export function loadColumnMaps(folder: string): readonly ColumnMap[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readColumnMap(readFileSync(join(folder, name), 'utf8'), name))
}

/** @throws Error in words where the text is no map. */
export function readColumnMap(text: string, name: string): ColumnMap {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new Error(`${name} is not JSON`, { cause })
  }
  const parsed = columnMapSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new Error(
    `${name}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
  )
}
