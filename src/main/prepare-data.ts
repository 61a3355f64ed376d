import { fork } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
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
import { compiledFolder } from './keep-compiled.ts'

const firstStartLock = 7_301_442_201

/**
 * Fills an empty installation from the seed folder, with the sample workspace unless it is to start empty. Several
 * processes may call it at one instant; one does it, the others wait. What a kill cut short the next start completes.
 * `onRegister` runs once missions, networks and objectives stand, before the sample's posts are written. Where `signal`
 * aborts, the sample is given up (the next start writes it) and this throws.
 */
export async function prepareData(
  installation: Installation,
  say: (sentence: string) => void,
  { onRegister, signal }: { onRegister?: () => Promise<void>; signal?: AbortSignal } = {},
): Promise<void> {
  const { database } = installation
  const { db } = database
  const client = await database.pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [firstStartLock])
    const filled = await db.selectFrom('setting').select('key').where('key', '=', 'installation').executeTakeFirst()
    if (!filled) await fillRegister(installation)
    await onRegister?.()
    const isSample = (await readInstallationKind(db)) === 'sample'
    if (isSample && !(await hasSamplePersons(db))) await writeSample(installation, say, signal)
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

/** Writes the sample in a process of its own: pages are served meanwhile, and what it took of memory goes with it. */
async function writeSample(
  { connection }: Installation,
  say: (sentence: string) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const child = fork(fileURLToPath(new URL('./sample/write-process.ts', import.meta.url)), {
    ...(signal && { signal }),
    execArgv: [],
    env: { ...process.env, NODE_COMPILE_CACHE: compiledFolder },
  })
  child.send(connection)
  child.on('message', (sentence) => say(String(sentence)))
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('Data contoh tidak selesai ditulis.'))))
  })
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
