import type { AlertText, Hotline, Scenario } from '../../contract/alerts.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { listPlatforms } from '../accounts/index.ts'
import { findEmergencyCapacity } from '../approvals/index.ts'
import { countStoppable } from '../deliveries/index.ts'
import { canRead, findMission, listMissions, type Scope } from '../missions/index.ts'
import { listSpeakingAccounts, wayOf } from './announce.ts'
import { findPrepared } from './crisis-texts.ts'
import { masterFirst, neighboursOf, safeKinds } from './model.ts'
import type { Templates } from './templates.ts'

export type PrepareDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly homeLanguage: string
  readonly templates: Templates
}

/** What raising an alert begins with, so that at two at night little is left to write. */
export async function prepareAlert(deps: PrepareDeps, scope: Scope, missionId: string, scenario: Scenario) {
  const { db, homeLanguage, templates } = deps
  const now = deps.now()
  const mission = canRead(scope, missionId) ? await findMission(db, scope, missionId) : undefined
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  const languages = [...new Set([homeLanguage, ...mission.languages, 'en'])]
  const own = await findPrepared(db, scope, mission.id, scenario)
  const ministry = own ? undefined : await findPrepared(db, scope, 'ministry', scenario)
  const prepared: readonly AlertText[] = own ?? ministry ?? templates.textsOf(scenario, languages)
  const profiles = new Map((await listPlatforms(db)).map((profile) => [profile.code, profile]))
  const accounts = await listSpeakingAccounts(db, scope, missionId)
  const missions = await listMissions(db, scope, now.toISOString().slice(0, 10))
  return {
    now: now.toISOString(),
    capacity: (await findEmergencyCapacity(db, scope, missionId, now)) ?? null,
    texts: masterFirst(prepared, homeLanguage),
    textsFrom: own ? ('mission' as const) : ministry ? ('ministry' as const) : ('installation' as const),
    hotlines: await findHotlines(db, scope, missionId, templates.hotlines),
    countryIso2: mission.countryIso2,
    languages,
    accounts: accounts.map(({ id, network, handle, connectionState }) => ({
      id,
      network,
      handle,
      way: wayOf({ connectionState }, profiles.get(network)),
    })),
    wouldHold: await countStoppable(db, [missionId], safeKinds),
    neighbours: neighboursOf(mission, missions).map((one) => ({ id: one.id, name: one.shortName })),
  }
}

/** Hotlines of the mission's last alert, drills included: what was tried is what works. */
async function findHotlines(
  db: Db,
  _scope: Scope,
  missionId: string,
  usual: readonly Hotline[],
): Promise<readonly Hotline[]> {
  const row = await db
    .selectFrom('alertUpdate')
    .innerJoin('alert', 'alert.id', 'alertUpdate.alertId')
    .select('hotlines')
    .where('missionId', '=', missionId)
    .orderBy('decidedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? (row.hotlines as unknown as Hotline[]) : usual
}
