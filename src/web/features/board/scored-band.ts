import type { BoardMission } from '../../../contract/alignment.ts'

/** The band that may be shown on the board: only where both components are scored, so that a colour never stands on half. */
export const scoredBand = ({ c1, c3, band }: Pick<BoardMission, 'c1' | 'c3' | 'band'>): BoardMission['band'] =>
  c1.state === 'scored' && c3.state === 'scored' ? band : null

/** Missions in tune or fairly in tune, of those that are scored. */
export const countTuned = (missions: readonly BoardMission[]): number =>
  missions.filter((mission) => {
    const band = scoredBand(mission)
    return band === 'selaras' || band === 'cukup_selaras'
  }).length
