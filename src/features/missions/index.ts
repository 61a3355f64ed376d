export { actorOf } from './actor.ts'
export { type ImportResult, importMissions, type RefusedRow, readCsv } from './import-missions.ts'
export { isOpenOn, type Mission, type MissionId, type PeerGroup, peerGroupOf, shortNameOf } from './model.ts'
export {
  canRead,
  holds,
  holdsAnywhere,
  holdsEverywhere,
  type PersonScope,
  type PublicScope,
  personScope,
  publicScope,
  type Reach,
  type Role,
  reaches,
  readableMissions,
  roles,
  type Scope,
  type ScopedGrant,
  type SystemScope,
  systemScope,
} from './scope.ts'
export { type Ministry, readMinistry, seedMinistry } from './seed-ministry.ts'
export { findMission, inScope, listMissions, listRegions, type Region } from './store.ts'
