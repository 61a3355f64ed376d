import { addDays, type Day, localDayOf } from '../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { listMissions, listRegions, type Role, systemScope } from '../missions/index.ts'
import { type GrantScope, wholeMinistry } from './model.ts'
import { sampleName } from './sample-names.ts'

type Seat = {
  readonly role: Role
  readonly mailbox: string
  readonly scopes: readonly GrantScope[]
  readonly leavesOn?: Day
}
export type SeededPerson = {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly missionId: string | null
}

// The sample tells of past quarters; its people held their roles all along.
const heldDays = 400
const rowsPerStatement = 2_000

/**
 * Writes the persons of the sample: headquarters by role, two regional desks that share the regions, and an officer
 * and a head for every open mission. Joins a transaction that is open. Repeating it adds nobody. Answers who was written, in the order of the seats.
 */
export async function seedSamplePersons(deps: {
  db: Db
  now: () => Date
  homeZone: string
}): Promise<readonly SeededPerson[]> {
  const now = deps.now()
  if (await hasSamplePersons(deps.db)) return []
  const today = localDayOf(now, deps.homeZone)
  const persons = (await seatsOf(deps.db, today)).map((seat, index) => ({
    id: newId(),
    grantId: newId(),
    name: sampleName(index),
    ...seat,
  }))
  const write = async (tx: Db | Tx) => {
    await insertInParts(
      persons.map(({ id, name, mailbox, leavesOn }) => ({
        id,
        name,
        email: `${mailbox}@contoh.test`,
        isSample: true,
        leavesOn: leavesOn ?? null,
        createdAt: now,
        updatedAt: now,
      })),
      (rows) => tx.insertInto('person').values(rows).execute(),
    )
    await insertGrants(tx, persons, addDays(today, -heldDays), now)
  }
  await (deps.db.isTransaction ? write(deps.db) : deps.db.transaction().execute(write))
  return persons.map(({ id, name, role, scopes }) => ({
    id,
    name,
    role,
    missionId: scopes.find((scope) => scope.kind === 'mission')?.value ?? null,
  }))
}

export async function hasSamplePersons(db: Db): Promise<boolean> {
  return (await db.selectFrom('person').select('id').where('isSample', '=', true).limit(1).execute()).length > 0
}

async function seatsOf(db: Db, today: string): Promise<Seat[]> {
  const scope = systemScope('sample')
  const missions = await listMissions(db, scope, today)
  const peopled = new Set(missions.map((mission) => mission.regionId))
  const regions = (await listRegions(db, scope)).filter((region) => peopled.has(region.id))
  const desk = (parity: number): GrantScope[] =>
    regions
      .filter((_, index) => index % 2 === parity)
      .map((region): GrantScope => ({ kind: 'region', value: region.id }))
  const seat = (role: Role, mailbox: string, scopes = wholeMinistry): Seat => ({ role, mailbox, scopes })
  return [
    seat('strategist', 'perumus'),
    seat('editor', 'redaktur'),
    seat('regional_desk', 'meja-1', desk(0)),
    seat('regional_desk', 'meja-2', desk(1)),
    seat('leadership', 'pimpinan'),
    seat('auditor', 'auditor'),
    seat('rater', 'penilai-1'),
    seat('rater', 'penilai-2'),
    seat('administrator', 'admin'),
    ...missions.flatMap((mission, index) => {
      const own: GrantScope[] = [{ kind: 'mission', value: mission.id }]
      return [
        // A few postings end within the month, so that somebody has a handover to think of.
        {
          ...seat('mission_officer', `pensosbud.${mission.id}`, own),
          ...(index % 29 === 6 ? { leavesOn: addDays(today, 9 + (index % 20)) } : {}),
        },
        seat('head_of_mission', `kepala.${mission.id}`, own),
      ]
    }),
    // A ministry with one region has an empty second desk.
  ].filter((candidate) => candidate.scopes.length > 0)
}

async function insertGrants(
  tx: Db | Tx,
  persons: readonly (Seat & { id: string; grantId: string })[],
  validFrom: string,
  now: Date,
): Promise<void> {
  await insertInParts(
    persons.map(({ id, grantId, role }) => ({ id: grantId, personId: id, role, validFrom, createdAt: now })),
    (rows) => tx.insertInto('roleGrant').values(rows).execute(),
  )
  await insertInParts(
    persons.flatMap(({ grantId, scopes }) => scopes.map((scope) => ({ grantId, ...scope }))),
    (rows) => tx.insertInto('roleGrantScope').values(rows).execute(),
  )
}

/** PostgreSQL takes 65,535 parameters a statement. */
async function insertInParts<Row>(rows: readonly Row[], insert: (part: Row[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerStatement)
    await insert(rows.slice(start, start + rowsPerStatement))
}
