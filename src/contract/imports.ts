import { z } from 'zod'
import { day, id, instant, missionId } from './common.ts'
import { endpoint } from './endpoint.ts'

export const importKind = z.enum(['posts', 'metrics'])
export const importState = z.enum([
  'receiving',
  'needs_mapping',
  'checking',
  'checked',
  'applying',
  'joining',
  'done',
  'undoing',
  'undone',
  'discarded',
  'refused',
])
export type ImportStateName = z.output<typeof importState>

const count = z.number().int().min(0)

/** One file on its way to posts and numbers. */
export const importRun = z.object({
  id,
  missionId,
  accountId: id,
  network: z.string(),
  handle: z.string(),
  kind: importKind,
  /** IANA zone by which the file's times are read. */
  zone: z.string(),
  fileName: z.string(),
  bytes: count,
  state: importState,
  /** Why the whole file was refused, in words. */
  refusal: z.string().nullable(),
  /** The tool it comes from; null = columns were mapped by hand. */
  tool: z.string().nullable(),
  takenAt: instant,
  createdAt: instant,
  appliedAt: instant.nullable(),
  undoneAt: instant.nullable(),
  counts: z.object({
    /** Rows of the file below its header. */
    rows: count,
    good: count,
    bad: count,
    /** Of the good ones: new posts, posts whose numbers differ, posts that are as the file says, rows that name a post again. */
    fresh: count,
    renewed: count,
    same: count,
    repeated: count,
    /** Posts that are messages already. */
    joined: count,
    /** After undoing: posts that stayed, because people judged them or a network has shown them since. */
    stayed: count,
  }),
  /** How far the work under way is, 0–100; null = nothing is under way. */
  percent: z.number().int().min(0).max(100).nullable(),
  notes: z.array(
    z.object({
      kind: z.enum(['unknown_columns', 'serial_dates', 'ruined_ids', 'masked_cells', 'left_out', 'replaced_letters']),
      count,
      names: z.array(z.string()),
    }),
  ),
  mayUndo: z.boolean(),
})
export type ImportRun = z.output<typeof importRun>

/** A row that was left out: where, why, and what to do. */
export const badRow = z.object({
  line: z.number().int(),
  /** Header of the cell at fault; null = the row as a whole. */
  column: z.string().nullable(),
  value: z.string(),
  why: z.string(),
  todo: z.string(),
})
export type BadRow = z.output<typeof badRow>

export const previewRow = z.object({
  line: z.number().int(),
  publishedAt: instant,
  isDayOnly: z.boolean(),
  text: z.string(),
  url: z.string(),
  outcome: z.enum(['new', 'renewed', 'same', 'repeated']).nullable(),
  views: z.number().nullable(),
  likes: z.number().nullable(),
})

/** What a column of a file can mean, for mapping by hand. */
export const mappableFields = [
  'publishedAt',
  'text',
  'title',
  'url',
  'remoteId',
  'views',
  'likes',
  'replies',
  'reposts',
] as const

const importDetail = importRun.extend({
  header: z.array(z.string()),
  /** First rows as they stand in the file, for whoever maps columns. */
  sample: z.array(z.array(z.string())),
  preview: z.array(previewRow),
  /** Numbers by day or group, for files that hold no posts: first lines in words. */
  figures: z.array(z.object({ label: z.string(), name: z.string(), value: z.number().nullable() })),
})

export const importEndpoints = {
  receive: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/imports',
    summary:
      'Takes in a file of an export (form field `file`, ≤ 200 MB, .csv, .tsv, .xlsx, .zip of .csv, posts_1.json); fields `accountId`, `zone` and, at will, `kind`, `takenOn` before it. Nothing becomes a post before it is applied',
    access: 'person',
    params: z.object({ missionId }),
    multipart: true,
    status: 201,
    response: importRun,
  }),
  list: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/imports',
    summary: 'Imports of a mission, newest first (50)',
    access: 'person',
    params: z.object({ missionId }),
    response: z.object({ imports: z.array(importRun) }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/v1/imports/:importId',
    summary: 'One import with its preview: first good rows, counts, notes',
    access: 'person',
    params: z.object({ importId: id }),
    response: importDetail,
  }),
  badRows: endpoint({
    method: 'GET',
    path: '/api/v1/imports/:importId/bad-rows',
    summary: 'Rows that were left out, by line; 100 a page, continued after a line',
    access: 'person',
    params: z.object({ importId: id }),
    query: z.object({ after: z.coerce.number().int().min(0).default(0) }),
    response: z.object({ rows: z.array(badRow), next: z.number().int().optional() }),
  }),
  report: endpoint({
    method: 'GET',
    path: '/api/v1/imports/:importId/report',
    summary: 'Every row that was left out, as CSV: line, column, value, why, what to do',
    access: 'person',
    params: z.object({ importId: id }),
    response: z.unknown(),
  }),
  map: endpoint({
    method: 'PUT',
    path: '/api/v1/imports/:importId/mapping',
    summary: 'Says what the columns of an unknown file mean; it is then checked',
    access: 'person',
    params: z.object({ importId: id }),
    body: z.object({
      /** Index of the column, from 0, by what it means. `publishedAt` and one of `text`, `url`, `remoteId` are needed. */
      columns: z.partialRecord(z.enum(mappableFields), z.number().int().min(0).max(1000)),
      order: z.enum(['mdy', 'dmy', 'ymd']).optional(),
    }),
    response: importRun,
  }),
  apply: endpoint({
    method: 'POST',
    path: '/api/v1/imports/:importId/apply',
    summary: 'Makes posts and numbers of the good rows, all at once or not at all',
    access: 'person',
    params: z.object({ importId: id }),
    response: importRun,
  }),
  discard: endpoint({
    method: 'DELETE',
    path: '/api/v1/imports/:importId',
    summary: 'Throws away a file that was not applied',
    access: 'person',
    params: z.object({ importId: id }),
    status: 204,
    response: z.null(),
  }),
  undo: endpoint({
    method: 'POST',
    path: '/api/v1/imports/:importId/undo',
    summary: 'Takes an import back, for 30 days; what people have judged since stays',
    access: 'person',
    params: z.object({ importId: id }),
    response: importRun,
  }),
  capture: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/post-links',
    summary:
      'Records many posts by their links (one a line, at most 50): where a network reads them to anybody they are recorded at once, else their text is asked for',
    access: 'person',
    params: z.object({ missionId }),
    body: z.object({ links: z.string().trim().min(1).max(100_000), accountId: id.optional() }),
    response: z.object({
      links: z.array(
        z.object({
          line: z.number().int(),
          link: z.string(),
          /** recorded: it counts now. known: it was there. needs_text: record it with POST …/posts. refused: see `reason`. */
          verdict: z.enum(['recorded', 'known', 'needs_text', 'refused']),
          reason: z.string().nullable(),
          network: z.string().nullable(),
          handle: z.string().nullable(),
          url: z.string().nullable(),
          messageId: id.nullable(),
          text: z.string().nullable(),
          publishedDay: day.nullable(),
        }),
      ),
    }),
  }),
}
