/** A row as the file has it. `line` is where it begins, counted from 1 as a spreadsheet counts. */
export type TableRow =
  | { readonly line: number; readonly cells: readonly string[] }
  /** A row that could not be taken apart; what comes after it may still be read. */
  | { readonly line: number; readonly fault: RowFault }

/** `unclosed`: a quotation mark opened there is never closed, so everything after it is one cell. */
export type RowFault = 'too_long' | 'unclosed'

/** A cell beyond this is no caption of any network (Facebook's are the longest: 63,206). In UTF-16 units. */
export const maxCellLength = 65_536

/** First rows of a file, for recognising it; at most this many. */
export const headRows = 12
