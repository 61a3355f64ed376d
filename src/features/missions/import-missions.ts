import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import type { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { z } from 'zod'
import { isZone } from '../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf } from './actor.ts'
import type { Scope } from './scope.ts'

/** A row that was left out, by its line in the file (the header is line 1). */
export type RefusedRow = { readonly line: number; readonly reason: string }
export type ImportResult = { readonly written: number; readonly refused: readonly RefusedRow[] }

const codes = z.string().transform((text) =>
  text
    .split(';')
    .map((code) => code.trim())
    .filter(Boolean),
)
const row = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'id: small letters, digits and hyphens'),
  kind: z.string().min(1, 'kind is missing'),
  name_id: z.string().min(1, 'name_id is missing'),
  name_en: z.string().min(1, 'name_en is missing'),
  city: z.string().min(1, 'city is missing'),
  country_iso2: z.string().regex(/^[A-Z]{2}$/, 'country_iso2: two capital letters'),
  latitude: z.coerce.number('latitude: a number').min(-90, 'latitude: -90 to 90').max(90, 'latitude: -90 to 90'),
  longitude: z.coerce
    .number('longitude: a number')
    .min(-180, 'longitude: -180 to 180')
    .max(180, 'longitude: -180 to 180'),
  timezone: z.string().refine(isZone, 'timezone: no IANA zone of this name'),
  languages: codes.refine((tags) => tags.length > 0, 'languages: at least one'),
  region: z.string().min(1, 'region is missing'),
  accredited_to: codes,
  website: z.string(),
  confidence: z.string().default('high'),
  opened_on: z.string().default(''),
  closed_on: z.string().default(''),
})
type Row = z.output<typeof row>

/**
 * Reads missions from a CSV file (columns as data/missions.csv; UTF-8, RFC 4180) and writes the good rows in one
 * transaction; each bad one is named by line. A mission that is there already is brought up to date.
 */
export async function importMissions(
  deps: { db: Db; now: () => Date },
  scope: Scope,
  file: string,
): Promise<ImportResult> {
  const refused: RefusedRow[] = []
  const good: Row[] = []
  const known = new Set((await deps.db.selectFrom('region').select('id').execute()).map((region) => region.id))
  for await (const { line, record } of readCsv(file)) {
    const parsed = row.safeParse(record)
    if (!parsed.success) refused.push({ line, reason: parsed.error.issues.map((issue) => issue.message).join('; ') })
    else if (!known.has(parsed.data.region))
      refused.push({ line, reason: `region: "${parsed.data.region}" is not in ministry.json` })
    else good.push(parsed.data)
  }
  await deps.db.transaction().execute(async (tx) => {
    for (const mission of good) await writeMission(tx, mission, deps.now())
    await recordAudit(tx, deps.now(), {
      actor: actorOf(scope),
      action: 'missions.imported',
      subject: { kind: 'register', id: 'missions' },
      payload: { written: good.length, refused: refused.length },
    })
  })
  return { written: good.length, refused }
}

/** Records of a CSV file (its path, or a stream of its text) with their line numbers; a malformed record comes with what is left of it and fails validation. */
export async function* readCsv(
  source: string | Readable,
): AsyncGenerator<{ line: number; record: Record<string, string> }> {
  const parser = (typeof source === 'string' ? createReadStream(source) : source).pipe(
    parse({
      columns: true,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      relax_quotes: true,
    }),
  )
  for await (const { record, info } of parser) yield { line: info.lines, record }
}

async function writeMission(tx: Tx, mission: Row, now: Date): Promise<void> {
  const values = {
    kind: mission.kind,
    nameId: mission.name_id,
    nameEn: mission.name_en,
    city: mission.city,
    countryIso2: mission.country_iso2,
    latitude: mission.latitude,
    longitude: mission.longitude,
    timezone: mission.timezone,
    languages: mission.languages,
    regionId: mission.region,
    website: mission.website || null,
    confidence: mission.confidence,
    weekend: weekendOf(mission.country_iso2),
    hostPopulation: populationOf(mission.country_iso2),
    openedOn: mission.opened_on || null,
    closedOn: mission.closed_on || null,
    updatedAt: now,
  }
  await tx
    .insertInto('mission')
    .values({ id: mission.id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
  await tx.deleteFrom('accreditation').where('missionId', '=', mission.id).execute()
  const countries = [{ country: mission.country_iso2, isConcurrent: false }].concat(
    mission.accredited_to
      .filter((code) => code !== mission.country_iso2)
      .map((country) => ({ country, isConcurrent: true })),
  )
  await tx
    .insertInto('accreditation')
    .values(
      countries.map(({ country, isConcurrent }) => ({ missionId: mission.id, countryIso2: country, isConcurrent })),
    )
    .execute()
}

type WeekData = {
  supplemental: { weekData: { weekendStart: Record<string, string>; weekendEnd: Record<string, string> } }
}
type TerritoryInfo = { supplemental: { territoryInfo: Record<string, { _population: string } | undefined> } }
const require = createRequire(import.meta.url)
const isoWeekday: Record<string, number> = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 }

// Brunei rests on Friday and Sunday, which a first and a last day cannot say (Brunei government offices; design section 4).
const splitWeekends: Record<string, readonly number[]> = { BN: [5, 7] }

/** Days without work by territory (CLDR weekData), as ISO weekdays. */
export function weekendOf(country: string): number[] {
  const split = splitWeekends[country]
  if (split) return [...split]
  const { weekendStart, weekendEnd } = (require('cldr-core/supplemental/weekData.json') as WeekData).supplemental
    .weekData
  const first = isoWeekday[weekendStart[country] ?? weekendStart['001'] ?? 'sat'] ?? 6
  const last = isoWeekday[weekendEnd[country] ?? weekendEnd['001'] ?? 'sun'] ?? 7
  const days: number[] = []
  for (let day = first; ; day = (day % 7) + 1) {
    days.push(day)
    if (day === last) return days.sort()
  }
}

/** People living in a territory (CLDR territoryInfo), null where CLDR does not know it. */
export function populationOf(country: string): number | null {
  const info = (require('cldr-core/supplemental/territoryInfo.json') as TerritoryInfo).supplemental.territoryInfo[
    country
  ]
  return info ? Number(info._population) : null
}
