import { join } from 'node:path'
import { importAccounts, seedPlatforms } from '../features/accounts/index.ts'
import { importMissions, seedMinistry, systemScope } from '../features/missions/index.ts'
import {
  createFirstRunLink,
  saveInstallationKind,
  seedSamplePersons,
  signInLinkPath,
} from '../features/people/index.ts'
import { seedObjectives } from '../features/strategy/index.ts'
import { loadPlatformProfiles } from '../networks/index.ts'
import type { Installation } from './compose.ts'
import { loadReader } from './load-reader.ts'
import { loadSample } from './sample/load-sample.ts'

const firstStartLock = 7_301_442_201

/**
 * Fills an empty installation from the seed folder, with the sample workspace unless it is to start empty. Several processes may call it at one instant; one does it, the others wait.
 */
export async function prepareData(installation: Installation, say: (sentence: string) => void): Promise<void> {
  const { database } = installation
  const client = await database.pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [firstStartLock])
    const present = await database.db.selectFrom('mission').select('id').limit(1).executeTakeFirst()
    if (!present) await fill(installation, say)
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

async function fill(installation: Installation, say: (sentence: string) => void): Promise<void> {
  const { database, clock, config, ministry } = installation
  const deps = { db: database.db, now: () => clock.now(), homeZone: ministry.homeZone }
  const scope = systemScope('first start')
  const seed = (name: string) => join(config.seedFolder, name)
  await seedMinistry(deps, ministry)
  await importMissions(deps, scope, seed('missions.csv'))
  await seedPlatforms(deps, loadPlatformProfiles(seed('platforms.json')))
  await seedObjectives(deps, scope, config.seedFolder)
  await importAccounts(deps, scope, seed('accounts.csv'))
  await saveInstallationKind(database.db, config.sample ? 'sample' : 'real', clock.now())
  if (!config.sample) return
  const people = await seedSamplePersons(deps)
  const holding = (role: string) => people.filter((person) => person.role === role).map((person) => person.id)
  const strategistId = holding('strategist')[0]
  if (!strategistId) throw new Error('The sample has no strategist.')
  const reader = await loadReader(installation)
  await loadSample(
    { ...deps, reader, seedFolder: config.seedFolder },
    { strategistId, raterIds: holding('rater') },
    say,
  )
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
