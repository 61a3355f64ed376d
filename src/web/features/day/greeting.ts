/** The part of the day that an Indonesian greeting names, from the local hour 0–23. */
export type PartOfDay = 'morning' | 'noon' | 'afternoon' | 'night'

export function partOfDay(hour: number): PartOfDay {
  if (hour >= 4 && hour < 11) return 'morning'
  if (hour >= 11 && hour < 15) return 'noon'
  if (hour >= 15 && hour < 18) return 'afternoon'
  return 'night'
}

/** Wall time of an instant in a zone: `2026-11-24` and `09:40`. */
export function wallTime(at: Date, zone: string): { day: string; time: string } {
  const read = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => read.find((one) => one.type === type)?.value ?? ''
  return { day: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` }
}
