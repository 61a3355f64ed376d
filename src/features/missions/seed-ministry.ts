import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isZone } from '../../platform/calendar/zones.ts'
import { type Db, json } from '../../platform/database/database.ts'
import { populationOf, weekendOf } from './import-missions.ts'

/** `ministry.json` of the seed folder: what another ministry changes to use Selaras. */
const ministryFile = z.object({
  nameId: z.string(),
  nameEn: z.string(),
  shortName: z.string(),
  homeZone: z.string().refine(isZone),
  homeZoneLabel: z.string(),
  /** Language of master texts and gists, BCP-47. */
  homeLanguage: z.string(),
  headquarters: z.object({
    id: z.string(),
    kind: z.string(),
    nameId: z.string(),
    nameEn: z.string(),
    city: z.string(),
    countryIso2: z.string(),
    latitude: z.number(),
    longitude: z.number(),
    languages: z.array(z.string()),
  }),
  regions: z.array(z.object({ id: z.string(), nameId: z.string(), nameEn: z.string(), sort: z.number().int() })).min(1),
})
export type Ministry = z.output<typeof ministryFile>

/** Reads and checks `ministry.json`. @throws ZodError or a file error naming it. */
export async function readMinistry(seedFolder: string): Promise<Ministry> {
  return ministryFile.parse(JSON.parse(await readFile(join(seedFolder, 'ministry.json'), 'utf8')))
}

/** Writes the ministry's name, home zone, regions and headquarters; repeating it changes nothing. */
export async function seedMinistry(deps: { db: Db; now: () => Date }, ministry: Ministry): Promise<void> {
  const { headquarters: hq, regions, ...about } = ministry
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('setting')
      .values({ key: 'ministry', value: json(about), updatedAt: now })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: json(about), updatedAt: now }))
      .execute()
    for (const region of regions)
      await tx
        .insertInto('region')
        .values(region)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(region))
        .execute()
    await tx
      .insertInto('mission')
      .values({
        ...hq,
        isHeadquarters: true,
        timezone: ministry.homeZone,
        regionId: regions[0]?.id ?? '',
        confidence: 'high',
        weekend: weekendOf(hq.countryIso2),
        hostPopulation: populationOf(hq.countryIso2),
        updatedAt: now,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  })
}
