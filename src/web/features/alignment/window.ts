/** Windows a reader may choose, as they stand in the address: none is the last 90 days. */
export type WindowSearch = { jendela?: string }

export const readWindow = (search: Record<string, unknown>): WindowSearch =>
  typeof search.jendela === 'string' && /^\d{4}-Q[1-4]$/.test(search.jendela) ? { jendela: search.jendela } : {}

/** The quarter of an instant in a zone, `2026-Q4`, and the one before it. */
export function quarterAt(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-u-ca-gregory', {
    year: 'numeric',
    month: 'numeric',
    timeZone: zone,
  }).formatToParts(at)
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return `${read('year')}-Q${Math.ceil(read('month') / 3)}`
}

export function quarterBefore(quarter: string): string {
  const [year = 0, number = 1] = quarter.split('-Q').map(Number)
  return number === 1 ? `${year - 1}-Q4` : `${year}-Q${number - 1}`
}
