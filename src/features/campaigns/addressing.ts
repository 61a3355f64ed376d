import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { listMissions, type Mission, type Scope } from '../missions/index.ts'
import { listAddressed } from './assignment-store.ts'
import { type Addressees, type Addressing, isApproved } from './model.ts'
import { mayRelease } from './policy.ts'
import { findCampaign } from './store.ts'

type Deps = { readonly db: Db; readonly now: () => Date; readonly homeZone: string }

/**
 * Open missions that addressees mean on a day: a country means the missions in it and those accredited to it.
 * @throws AppError `campaign.mission_unknown` for a named mission that is closed or headquarters.
 */
export async function resolveAddressees(
  db: Db,
  scope: Scope,
  addressees: Addressees,
  today: string,
): Promise<Mission[]> {
  const open = await listMissions(db, scope, today)
  if (addressees.to !== 'missions') return open.filter((mission) => isMeant(mission, addressees))
  const byId = new Map(open.map((mission) => [mission.id, mission]))
  return [...new Set(addressees.missionIds)].map((missionId) => {
    const mission = byId.get(missionId)
    if (!mission) throw new AppError('invalid', 'campaign.mission_unknown', { mission: missionId })
    return mission
  })
}

function isMeant(mission: Mission, addressees: Exclude<Addressees, { to: 'missions' }>): boolean {
  switch (addressees.to) {
    case 'all':
      return true
    case 'regions':
      return addressees.regionIds.includes(mission.regionId)
    case 'peer_groups':
      return addressees.peerGroups.includes(mission.peerGroup)
    case 'countries':
      return [mission.countryIso2, ...mission.accreditedTo].some((country) => addressees.countries.includes(country))
  }
}

/** What a release would reach, before anybody is told. */
export async function previewAddressing(
  deps: Deps,
  scope: Scope,
  campaignId: string,
  addressees: Addressees,
): Promise<Addressing> {
  const campaign = await findCampaign(deps.db, scope, campaignId)
  if (!campaign) throw new AppError('not_found', 'campaign.not_found')
  if (!mayRelease(scope)) throw new AppError('forbidden', 'campaign.release_not_yours')
  const missions = await resolveAddressees(deps.db, scope, addressees, localDayOf(deps.now(), deps.homeZone))
  const addressed = await listAddressed(deps.db, scope, campaignId)
  const fresh = missions.filter((mission) => !addressed.has(mission.id))
  // The release itself approves the master.
  const languages = new Set(
    campaign.kit.cores.filter((core) => core.isMaster || isApproved(core)).map((core) => baseOf(core.language)),
  )
  const byRegion = new Map<string, number>()
  for (const { regionId } of missions) byRegion.set(regionId, (byRegion.get(regionId) ?? 0) + 1)
  return {
    missions: missions.length,
    fresh: fresh.length,
    byRegion: [...byRegion].map(([regionId, count]) => ({ regionId, missions: count })),
    withoutLanguage: fresh.filter((mission) => !mission.languages.some((one) => languages.has(baseOf(one)))).length,
  }
}

const baseOf = (language: string): string => language.split('-')[0] ?? language
