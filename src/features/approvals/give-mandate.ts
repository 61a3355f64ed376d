import { addDays, localDayOf } from '../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, canRead, findMission, type Mission, type Scope } from '../missions/index.ts'
import {
  endMandate,
  insertMandate,
  listColleagues,
  listMandates,
  lockMandate,
  type StoredMandate,
} from './mandate-store.ts'
import type { Mandate, MandateTier, MissionMandates } from './model.ts'
import { givableMandates } from './policy.ts'
import { listHeads } from './store.ts'

type Deps = { readonly db: Db; readonly now: () => Date }

/** A delegation ends within so many days; a longer one is written anew. [P] */
const maxDelegationDays = 180

export type NewMandate = {
  readonly kind: Mandate['kind']
  readonly personId: string
  readonly tiers: readonly MandateTier[]
  readonly startsOn: string
  readonly endsOn: string | null
  readonly reason: string
}

/**
 * Lets somebody approve in the place of a head of mission (APR-02, APR-03): a delegation by the head itself, with scope
 * and end; a KUAI or a remote approver by the desk or headquarters.
 * @throws AppError `mandate.needs_end`, `mandate.too_long`, `mandate.ends_before_start`, `mandate.person_elsewhere`.
 */
export async function giveMandate(
  deps: Deps,
  scope: Scope,
  missionId: string,
  given: NewMandate,
): Promise<MissionMandates> {
  return deps.db.transaction().execute(async (tx) => {
    const mission = await demandMission(tx, scope, missionId)
    if (!givableMandates(scope, missionId).includes(given.kind))
      throw new AppError('forbidden', `mandate.not_yours_${given.kind}`)
    const now = deps.now()
    const today = localDayOf(now, mission.timezone)
    refuseSpan(given, today)
    const by = scope.kind === 'person' ? scope.personId : null
    await demandColleague(tx, scope, missionId, given, by, today)
    const id = newId()
    const { kind, personId, startsOn, endsOn, reason } = given
    const tiers = [...new Set(given.tiers)]
    await insertMandate(tx, scope, {
      id,
      kind,
      personId,
      startsOn,
      endsOn,
      reason,
      tiers,
      missionId,
      givenBy: by,
      createdAt: now,
    })
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'mandate.given',
      subject: { kind: 'mandate', id },
      missionId,
      payload: { kind, person: personId, tiers, from: startsOn, to: endsOn },
    })
    return view(tx, scope, mission, today)
  })
}

function refuseSpan({ kind, startsOn, endsOn }: NewMandate, today: string): void {
  if (kind === 'delegation' && endsOn === null)
    throw new AppError('invalid', 'mandate.needs_end', {}, [{ path: 'endsOn', key: 'mandate.needs_end' }])
  if (endsOn !== null && (endsOn < startsOn || endsOn < today))
    throw new AppError('invalid', 'mandate.ends_before_start', {}, [
      { path: 'endsOn', key: 'mandate.ends_before_start' },
    ])
  if (kind === 'delegation' && endsOn !== null && endsOn > addDays(startsOn, maxDelegationDays))
    throw new AppError('invalid', 'mandate.too_long', { days: maxDelegationDays }, [
      { path: 'endsOn', key: 'mandate.too_long', params: { days: maxDelegationDays } },
    ])
}

/** Whoever is named must be able to read the item: of the mission for a delegate or KUAI, of its desk for a remote one. */
async function demandColleague(
  tx: Tx,
  scope: Scope,
  missionId: string,
  given: NewMandate,
  by: string | null,
  today: string,
): Promise<void> {
  const found = (await listColleagues(tx, scope, missionId, today)).find((person) => person.id === given.personId)
  const fits =
    given.kind === 'remote'
      ? found?.roles.includes('regional_desk')
      : found?.roles.some((role) => role === 'mission_officer' || role === 'head_of_mission')
  if (!fits || (given.kind === 'delegation' && given.personId === by))
    throw new AppError('invalid', `mandate.person_elsewhere_${given.kind}`, {}, [
      { path: 'personId', key: `mandate.person_elsewhere_${given.kind}` },
    ])
}

/** Ends a mandate at once, by whoever may give its kind, or by the person who holds it. Repeating it changes nothing. */
export async function revokeMandate(deps: Deps, scope: Scope, id: string): Promise<MissionMandates> {
  return deps.db.transaction().execute(async (tx) => {
    const mandate = await lockMandate(tx, scope, id)
    if (!mandate) throw new AppError('not_found', 'mandate.not_found')
    const by = scope.kind === 'person' ? scope.personId : null
    if (!givableMandates(scope, mandate.missionId).includes(mandate.kind) && mandate.person.id !== by)
      throw new AppError('forbidden', `mandate.not_yours_${mandate.kind}`)
    const mission = await demandMission(tx, scope, mandate.missionId)
    const now = deps.now()
    if (mandate.revokedAt === null) {
      await endMandate(tx, scope, id, by, now)
      await recordAudit(tx, now, {
        actor: actorOf(scope),
        action: 'mandate.revoked',
        subject: { kind: 'mandate', id },
        missionId: mission.id,
        payload: { kind: mandate.kind, person: mandate.person.id },
      })
    }
    return view(tx, scope, mission, localDayOf(now, mission.timezone))
  })
}

/** Who may approve at a mission today, and who could be named. */
export async function viewMandates(deps: Deps, scope: Scope, missionId: string): Promise<MissionMandates> {
  const mission = await demandMission(deps.db, scope, missionId)
  return view(deps.db, scope, mission, localDayOf(deps.now(), mission.timezone))
}

async function demandMission(db: Db, scope: Scope, missionId: string): Promise<Mission> {
  const mission = canRead(scope, missionId) ? await findMission(db, scope, missionId) : undefined
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  return mission
}

async function view(db: Db, scope: Scope, mission: Mission, today: string): Promise<MissionMandates> {
  const heads = (await listHeads(db, scope, [mission.id], today)).get(mission.id) ?? new Set()
  const colleagues = await listColleagues(db, scope, mission.id, today)
  const isVacant = heads.size === 0
  return {
    missionId: mission.id,
    heads: colleagues.filter((person) => heads.has(person.id)).map(({ id, name }) => ({ id, name })),
    isVacant,
    mandates: (await listMandates(db, scope, mission.id)).map((mandate) => ({
      ...mandate,
      state: stateOf(mandate, isVacant, today),
    })),
    candidates: colleagues,
    mayGive: givableMandates(scope, mission.id),
  }
}

function stateOf(mandate: StoredMandate, isVacant: boolean, today: string): Mandate['state'] {
  if (mandate.revokedAt !== null || (mandate.endsOn !== null && mandate.endsOn < today)) return 'over'
  if (mandate.startsOn > today) return 'upcoming'
  return mandate.kind === 'charge' && !isVacant ? 'idle' : 'active'
}
