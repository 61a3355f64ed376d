import type { FieldIssue } from '../../platform/errors.ts'
import type { ColumnMap } from './maps/column-map.ts'

export const importKinds = ['posts', 'metrics'] as const
/** `posts`: rows become posts, with their numbers. `metrics`: numbers alone, of posts that are known, or of days and audiences. */
export type ImportKind = (typeof importKinds)[number]

/**
 * receiving → needs_mapping → checking → checked → applying → joining → done → undoing → undone; at any time before
 * applying: discarded; for a file that is none of ours: refused. Only what is between `applying` and `undone` has touched a post.
 */
export type ImportState =
  | 'receiving'
  | 'needs_mapping'
  | 'checking'
  | 'checked'
  | 'applying'
  | 'joining'
  | 'done'
  | 'undoing'
  | 'undone'
  | 'discarded'
  | 'refused'

/** States in which a worker goes on by itself. */
export const workingStates = ['checking', 'applying', 'joining', 'undoing'] as const satisfies readonly ImportState[]

/** How a file is read: its map, and what the file itself showed. */
export type Reading = {
  readonly map: ColumnMap
  readonly titled?: string | undefined
  readonly order?: 'mdy' | 'dmy' | 'ymd' | undefined
  /** The network's id of the account whose export it is, where the file holds posts of others too. */
  readonly ownerId?: string | undefined
  /** The file has been looked through for what only the whole of it shows. */
  readonly isSurveyed?: boolean | undefined
}

/** Why a row was left out; sentences `import.row.<why>` (what is wrong) and `import.todo.<why>` (what to do). */
export type RowFaultKey =
  | 'too_long'
  | 'unclosed'
  | 'no_id'
  | 'ruined_id'
  | 'bad_link'
  | 'other_network'
  | 'other_account'
  | 'no_time'
  | 'bad_time'
  | 'ambiguous_time'
  | 'future'
  | 'bad_number'
  | 'bad_letters'
  | 'unknown_post'
  | 'no_label'

export type BadRow = {
  readonly line: number
  readonly column: string | null
  readonly value: string
  readonly why: RowFaultKey
  readonly params?: FieldIssue['params']
}

export const metricNames = ['likes', 'reposts', 'replies', 'quotes', 'views'] as const
export type MetricName = (typeof metricNames)[number]

export type ImportedPost = {
  readonly line: number
  /** Every id under which the network may know it. */
  readonly keys: readonly string[]
  readonly remoteId: string
  readonly url: string
  readonly text: string
  readonly mediaKind: 'none' | 'image' | 'video' | 'link' | 'other'
  readonly publishedAt: Date
  readonly isDayOnly: boolean
  /** Numbers the file tells; one it does not tell is absent. */
  readonly metrics: Readonly<Partial<Record<MetricName, number>>>
  readonly extra: Readonly<Record<string, number>>
}

export type DayNumber = { readonly day: string; readonly name: string; readonly value: number }
export type AudienceCell = {
  readonly label: string
  readonly people: number | null
  readonly share: number | null
  readonly isMasked: boolean
}

/** Cells with fewer people are not stored (SEC-07). */
export const smallestCell = 100

/** Things worth knowing that left no row out. */
export type NoteKind =
  | 'unknown_columns'
  | 'serial_dates'
  | 'ruined_ids'
  | 'masked_cells'
  | 'left_out'
  | 'replaced_letters'
export type ImportNote = { readonly kind: NoteKind; readonly count: number; readonly names?: readonly string[] }
