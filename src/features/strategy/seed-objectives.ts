import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Db } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { insertObjective } from './objective-store.ts'

/** `objectives.json` of the seed folder: the ministry's tree, in the order in which it is shown. */
const objectivesFile = z
  .array(
    z.object({
      code: z.string().regex(/^[a-z][a-z0-9_.-]{0,63}$/),
      parentCode: z.string().nullable().default(null),
      nameId: z.string().min(1),
      nameEn: z.string().min(1),
      definitionId: z.string().default(''),
      definitionEn: z.string().default(''),
      topics: z.array(z.string()).default([]),
      ownerUnit: z.string().default(''),
      examples: z.array(z.string()).default([]),
      cuePhrases: z.array(z.string()).default([]),
      validFrom: z.iso.date(),
    }),
  )
  .min(1)

/** Writes objectives that are not there yet as version 1; what the ministry changed since stays. Answers how many the file has. */
export async function seedObjectives(
  deps: { db: Db; now: () => Date },
  scope: Scope,
  seedFolder: string,
): Promise<number> {
  const objectives = objectivesFile.parse(JSON.parse(await readFile(join(seedFolder, 'objectives.json'), 'utf8')))
  const now = deps.now()
  for (const [sort, { code, validFrom, ...content }] of objectives.entries())
    await insertObjective(deps.db, scope, { code, version: 1, validFrom, changedBy: null }, { ...content, sort }, now)
  return objectives.length
}
