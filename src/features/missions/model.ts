/** Stable mission code; a string that passed `missionId` of the contract. */
export type MissionId = string

export type Mission = {
  readonly id: MissionId
  readonly kind: string
  readonly isHeadquarters: boolean
  readonly nameId: string
  readonly nameEn: string
  readonly shortName: string
  readonly city: string
  readonly countryIso2: string
  readonly latitude: number
  readonly longitude: number
  readonly timezone: string
  readonly languages: readonly string[]
  readonly regionId: string
  readonly website: string | null
  readonly weekend: readonly number[]
  readonly hostPopulation: number | null
  readonly isHardship: boolean | null
  readonly peerGroup: PeerGroup
  readonly accreditedTo: readonly string[]
  readonly openedOn: string | null
  readonly closedOn: string | null
}

export type PeerGroup = 'hardship' | 'up_to_40_million' | 'over_40_million'

const peerGroupBorder = 40_000_000

/**
 * Missions that may be compared (MEA-07; groups of the 2023 awards, domain 0.3). Until somebody says whether a post is
 * a hardship post, its host population decides; an unknown population counts as small.
 */
export function peerGroupOf(mission: { isHardship: boolean | null; hostPopulation: number | null }): PeerGroup {
  if (mission.isHardship) return 'hardship'
  return (mission.hostPopulation ?? 0) > peerGroupBorder ? 'over_40_million' : 'up_to_40_million'
}

/** Open on a day: opened on or before it and not yet closed. `closedOn` is the first day without the mission. */
export function isOpenOn(mission: { openedOn: string | null; closedOn: string | null }, day: string): boolean {
  return (mission.openedOn === null || mission.openedOn <= day) && (mission.closedOn === null || mission.closedOn > day)
}

/** `KBRI Kairo`: kind and place, as the ministry says it; the place is what follows the last "di", else "untuk". */
export function shortNameOf(mission: { kind: string; nameId: string; city: string; isHeadquarters: boolean }): string {
  if (mission.isHeadquarters) return mission.nameId
  const place = /.* di (.+)$/.exec(mission.nameId)?.[1] ?? / untuk (.+)$/.exec(mission.nameId)?.[1]
  return `${mission.kind} ${place ?? mission.city}`
}

/** What the ministry decides about a mission; an absent field stays as it is. */
export type MissionDecision = {
  readonly isHardship?: boolean | null | undefined
  readonly openedOn?: string | null | undefined
  readonly closedOn?: string | null | undefined
}
