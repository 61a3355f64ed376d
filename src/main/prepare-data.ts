import { join } from 'node:path'
import { importAccounts, seedPlatforms } from '../features/accounts/index.ts'
import { importMissions, seedMinistry, systemScope } from '../features/missions/index.ts'
import {
  createFirstRunLink,
  hasSamplePersons,
  readInstallationKind,
  saveInstallationKind,
  signInLinkPath,
} from '../features/people/index.ts'
import { seedObjectives } from '../features/strategy/index.ts'
import { loadPlatformProfiles } from '../networks/index.ts'
import type { Installation } from './compose.ts'
import { loadReader } from './load-reader.ts'
import { loadSample } from './sample/load-sample.ts'

const firstStartLock = 7_301_442_201

/**
 * Fills an empty installation from the seed folder, with the sample workspace unless it is to start empty. Several
 * processes may call it at one instant; one does it, the others wait. What a kill cut short the next start completes.
 * `onRegister` runs once missions, networks and objectives stand, before the sample's posts are written.
 */
export async function prepareData(
  installation: Installation,
  say: (sentence: string) => void,
  onRegister: () => Promise<void> = async () => {},
): Promise<void> {
  const { database } = installation
  const { db } = database
  const client = await database.pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [firstStartLock])
    const filled = await db.selectFrom('setting').select('key').where('key', '=', 'installation').executeTakeFirst()
    if (!filled) await fillRegister(installation)
    await onRegister()
    const isSample = (await readInstallationKind(db)) === 'sample'
    if (isSample && !(await hasSamplePersons(db))) await fillSample(installation, say)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [firstStartLock])
    client.release()
  }
}

/** Tells how to sign in for the first time. A link given out before stops working, so only the web role calls it. */
export async function announceFirstSignIn(installation: Installation, say: (sentence: string) => void): Promise<void> {
  const link = await firstLink(installation)
  if (link) say(`Masuk pertama kali (sekali pakai, 24 jam): ${installation.config.url}${signInLinkPath(link)}`)
}

async function fillRegister({ database, clock, config, ministry }: Installation): Promise<void> {
  const deps = { db: database.db, now: () => clock.now(), homeZone: ministry.homeZone }
  const scope = systemScope('first start')
  const seed = (name: string) => join(config.seedFolder, name)
  await seedMinistry(deps, ministry)
  await importMissions(deps, scope, seed('missions.csv'))
  await seedPlatforms(deps, loadPlatformProfiles(seed('platforms.json')))
  await seedObjectives(deps, scope, config.seedFolder)
  await importAccounts(deps, scope, seed('accounts.csv'))
  // Written last: it says that the register is complete.
  await saveInstallationKind(database.db, config.sample ? 'sample' : 'real', clock.now())
}

async function fillSample(installation: Installation, say: (sentence: string) => void): Promise<void> {
  const { database, clock, config, ministry } = installation
  const reader = await loadReader(installation)
  const deps = { db: database.db, now: () => clock.now(), homeZone: ministry.homeZone }
  await loadSample({ ...deps, reader, seedFolder: config.seedFolder }, say)
}

/** A link as long as no administrator of this installation has chosen a password. */
async function firstLink({ database, clock, ministry }: Installation): Promise<string | undefined> {
  const known = await database.db
    .selectFrom('roleGrant')
    .innerJoin('person', 'person.id', 'roleGrant.personId')
    .innerJoin('password', 'password.personId', 'person.id')
    .select('person.id')
    .where('role', '=', 'administrator')
    .where('isSample', '=', false)
    .limit(1)
    .executeTakeFirst()
  if (known) return undefined
  return createFirstRunLink({ db: database.db, now: () => clock.now(), homeZone: ministry.homeZone })
}
