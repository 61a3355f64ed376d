import type { BoardMission } from '../../../contract/alignment.ts'

export type HelpNeed = Exclude<BoardMission['needs'][number], 'unaudited'>

/** Points below the agreed share from which headquarters offers a hand. */
const wideGap = 0.2

/**
 * What a mission may want help with, or nothing. Missing data, a missing mix, an objective far below what was agreed,
 * a band that asks for company; never the mere place of a score, and no advice from unaudited estimates.
 */
export function helpFor(mission: BoardMission): HelpNeed | undefined {
  const [first] = mission.needs
  if (mission.isHeadquarters || first === undefined || first === 'unaudited') return undefined
  if (first === 'no_messages' || first === 'no_target' || first === 'too_few' || first === 'unreadable') return first
  const { gap, band } = mission
  if (gap !== null && gap.target !== null && gap.target - gap.share >= wideGap) return 'objective_gap'
  const asksForCompany = band === 'perlu_penguatan' || band === 'perlu_pendampingan'
  return asksForCompany ? first : undefined
}

/** Alphabetical, whatever the scores. */
export const missionsToHelp = (missions: readonly BoardMission[]) =>
  missions
    .flatMap((mission) => {
      const need = helpFor(mission)
      return need === undefined ? [] : [{ mission, need }]
    })
    .toSorted((a, b) => a.mission.shortName.localeCompare(b.mission.shortName, 'id'))
