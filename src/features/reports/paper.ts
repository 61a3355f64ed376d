/** A value as it is read, and as a sheet computes with it. */
export type Cell = string | { readonly value: number; readonly words: string }

export type Bar = {
  readonly name: string
  /** 0–1 of the bar's length. */
  readonly share: number | null
  readonly low?: number | undefined
  readonly high?: number | undefined
  /** What was agreed, 0–1. */
  readonly target?: number | undefined
  readonly words: string
  readonly value: number | null
}

export type Quote = {
  readonly text: string
  readonly language: string
  readonly meta: string
}

export type Block =
  | { readonly kind: 'lead'; readonly text: string }
  | { readonly kind: 'text'; readonly title?: string; readonly text: string; readonly isSmall?: boolean }
  | { readonly kind: 'figures'; readonly items: readonly { name: string; value: Cell; note: string }[] }
  | { readonly kind: 'bars'; readonly title: string; readonly note: string; readonly rows: readonly Bar[] }
  | {
      readonly kind: 'table'
      readonly title: string
      readonly note?: string
      readonly columns: readonly { readonly head: string; readonly width: number; readonly isFigure?: boolean }[]
      readonly rows: readonly (readonly Cell[])[]
      /** Stands in sheets only: too long for paper. */
      readonly sheetOnly?: boolean
    }
  | { readonly kind: 'quotes'; readonly title: string; readonly note: string; readonly rows: readonly Quote[] }
  | { readonly kind: 'break' }

/** A paper before it is a PDF or a sheet: what it says, in one language, in order. */
export type Paper = {
  readonly title: string
  readonly subtitle: string
  readonly locale: 'id' | 'en'
  readonly isSample: boolean
  /** "Keadaan 24 November 2026 14.40 WIB". */
  readonly asOf: string
  readonly blocks: readonly Block[]
}

export const wordsOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.words)
