import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Holidays } from '../../platform/calendar/holidays.ts'
import type { DayNote } from './model.ts'

/** `observances.json` of the seed folder: days that come every year on the same date, with who set them. */
const observancesFile = z.array(
  z.object({
    /** `MM-DD`. */
    day: z.string().regex(/^\d{2}-\d{2}$/),
    kind: z.enum(['un', 'national']),
    nameId: z.string().min(1),
    nameEn: z.string().min(1),
    source: z.string().min(1),
  }),
)
export type Observance = z.output<typeof observancesFile>[number]

/** Reads the observances; none where a ministry keeps no such file. @throws ZodError naming what is wrong. */
export async function readObservances(seedFolder: string): Promise<readonly Observance[]> {
  const text = await readFile(join(seedFolder, 'observances.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]'
    throw error
  })
  return observancesFile.parse(JSON.parse(text))
}

/**
 * What counts at a mission between two days, both included: days off of the host and home country, and observances. By
 * day, closed ones first; a mission at home has its days off once.
 */
export function dayNotes(
  sources: { holidays: Holidays; observances: readonly Observance[] },
  countries: { host: string; home: string },
  from: string,
  to: string,
): DayNote[] {
  const years = Array.from({ length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 }, (_, n) => {
    return Number(from.slice(0, 4)) + n
  })
  const { host, home } = countries
  const closed = [
    { kind: 'host' as const, country: host },
    ...(host === home ? [] : [{ kind: 'home' as const, country: home }]),
  ]
  const notes = years.flatMap((year) => [
    ...closed.flatMap(({ kind, country }) => sources.holidays.inYear(country, year).map((one) => ({ ...one, kind }))),
    ...sources.observances.map(({ day, kind, nameId, nameEn }) => ({ day: `${year}-${day}`, kind, nameId, nameEn })),
  ])
  const order: readonly DayNote['kind'][] = ['host', 'home', 'national', 'un']
  return notes
    .filter((note) => note.day >= from && note.day <= to)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : order.indexOf(a.kind) - order.indexOf(b.kind)))
}
