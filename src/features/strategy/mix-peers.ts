import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { canRead, findMission, listMissions, type PeerGroup, type Scope } from '../missions/index.ts'
import { agreedShares } from './mix-store.ts'
import { type MixShare, medianOf } from './model.ts'

/** Fewer peers than this could be guessed from their median. */
const fewestPeers = 5

/**
 * Median share of each objective over the agreed mixes of a mission's peer group, without the mission itself: a hint for
 * whoever proposes. An objective that a mix leaves out counts as 0; medians need not sum to 100.
 */
export async function mixPeers(
  deps: { db: Db; now: () => Date; homeZone: string },
  scope: Scope,
  missionId: string,
  quarter: string,
): Promise<{ peerGroup: PeerGroup; missions: number; medians: MixShare[] }> {
  const mission = canRead(scope, missionId) ? await findMission(deps.db, scope, missionId) : undefined
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  const open = await listMissions(deps.db, scope, localDayOf(deps.now(), deps.homeZone))
  const peers = open.filter((one) => one.id !== missionId && one.peerGroup === mission.peerGroup)
  const mixes = await agreedShares(
    deps.db,
    quarter,
    peers.map((peer) => peer.id),
  )
  const found = { peerGroup: mission.peerGroup, missions: mixes.length }
  if (mixes.length < fewestPeers) return { ...found, medians: [] }
  const codes = [...new Set(mixes.flatMap((shares) => shares.map((share) => share.objectiveCode)))]
  const percentIn = (shares: readonly MixShare[], code: string) =>
    shares.find((share) => share.objectiveCode === code)?.percent ?? 0
  const medians = codes.map((objectiveCode) => ({
    objectiveCode,
    percent: medianOf(mixes.map((shares) => percentIn(shares, objectiveCode))),
  }))
  return { ...found, medians: medians.sort((a, b) => b.percent - a.percent) }
}
