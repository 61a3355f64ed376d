import { join } from 'node:path'
import { importMissions, seedMinistry, systemScope } from '../features/missions/index.ts'
import type { Installation } from './compose.ts'

/** Brings the register of an empty installation in from the seed folder; repeated starts change nothing. */
export async function prepareData(installation: Installation): Promise<void> {
  const { database, clock, config, ministry } = installation
  const deps = { db: database.db, now: () => clock.now() }
  const present = await database.db.selectFrom('mission').select('id').limit(1).executeTakeFirst()
  if (present) return
  await seedMinistry(deps, ministry)
  const scope = systemScope('first start')
  await importMissions(deps, scope, join(config.seedFolder, 'missions.csv'))
}
