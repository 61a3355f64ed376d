import { seedPlatforms } from '../../src/features/accounts/index.ts'
import {
  importMissions,
  type PersonScope,
  personScope,
  type Role,
  readMinistry,
  seedMinistry,
  systemScope,
} from '../../src/features/missions/index.ts'
import { seedObjectives } from '../../src/features/strategy/index.ts'
import { loadPlatformProfiles } from '../../src/networks/index.ts'
import { manualClock } from '../../src/platform/clock.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { createTestDatabase } from './database.ts'

/**
 * A ministry on a real database: 133 missions, objectives, platforms, a clock at 25 November 2026, 10.00 WIB, and
 * persons made when asked for.
 */
export async function createWorld() {
  const database = await createTestDatabase()
  const { db } = database
  const clock = manualClock('2026-11-25T03:00:00Z')
  const deps = { db, now: () => clock.now(), homeZone: 'Asia/Jakarta', homeLanguage: 'id' }
  const system = systemScope('test')
  await seedMinistry(deps, await readMinistry('data'))
  await importMissions(deps, system, 'data/missions.csv')
  await seedObjectives(deps, system, 'data')
  await seedPlatforms(deps, loadPlatformProfiles('data/platforms.json'))
  return {
    database,
    db,
    clock,
    deps,
    system,
    person: (name: string, role: Role, missions: 'all' | readonly string[]) => createPerson(db, name, role, missions),
    account: (missionId: string, network: string, status = 'active') => createAccount(db, missionId, network, status),
  }
}
export type World = Awaited<ReturnType<typeof createWorld>>

const born = new Date('2026-01-01T00:00:00Z')

/** A person with one grant, stored as grants are, and its scope. A desk is named by the missions of its region. */
async function createPerson(
  db: Db,
  name: string,
  role: Role,
  missions: 'all' | readonly string[],
): Promise<PersonScope & { name: string }> {
  const id = newId()
  const email = `${id}@example.org`
  await db.insertInto('person').values({ id, name, email, createdAt: born, updatedAt: born }).execute()
  const grantId = newId()
  await db
    .insertInto('roleGrant')
    .values({ id: grantId, personId: id, role, validFrom: '2026-01-01', createdAt: born })
    .execute()
  const scopes =
    missions === 'all' ? [{ kind: 'ministry', value: '*' }] : missions.map((value) => ({ kind: 'mission', value }))
  await db
    .insertInto('roleGrantScope')
    .values(scopes.map((scope) => ({ grantId, ...scope })))
    .execute()
  const reach = missions === 'all' ? missions : new Set(missions)
  return { ...personScope(id, [{ role, missions: reach, objectives: 'all', accounts: 'all' }]), name }
}

async function createAccount(db: Db, missionId: string, network: string, status: string): Promise<string> {
  const id = newId()
  const handle = `contoh${id.slice(-6)}`
  await db
    .insertInto('account')
    .values({
      id,
      missionId,
      network,
      handle,
      handleKey: handle,
      url: `https://example.org/${handle}`,
      status,
      statusChangedAt: born,
      createdAt: born,
    })
    .execute()
  return id
}

/** What an act was refused with. @throws Error when it was not refused. */
export async function refusalOf(act: Promise<unknown>): Promise<{ code: string; key: string; issues: string[] }> {
  try {
    await act
  } catch (error) {
    const refusal = error as { code: string; key: string; issues?: { path: string; key: string }[] }
    if (!refusal.key) throw error
    const issues = (refusal.issues ?? []).map((issue) => `${issue.path}: ${issue.key}`)
    return { code: refusal.code, key: refusal.key, issues }
  }
  throw new Error('nothing was refused')
}
