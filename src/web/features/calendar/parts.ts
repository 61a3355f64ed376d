import type { Zone } from '../../ui/format.ts'
import type { CalendarData } from './entry.ts'
import type { Span } from './span.ts'
import type { Move } from './use-move.ts'

/** What every view of the calendar is given. */
export type Parts = {
  readonly data: CalendarData
  readonly span: Span
  readonly place: Zone
  readonly today: string
  readonly move: Move
  readonly onOpen: (key: string) => void
}
