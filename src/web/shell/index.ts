export { useNow } from './now.ts'
export { useOfflineSince } from './offline.ts'
export { queryClient } from './query-client.ts'
export { appRoute, rootRoute } from './root-routes.tsx'
export {
  chooseMission,
  cityOf,
  type Mission,
  missionsQuery,
  useMyMissions,
  useWorkPlace,
  type WorkPlace,
} from './scope.ts'
export { type Crumb, Screen, ScreenHead } from './screen.tsx'
export { lazyScreen } from './screen-route.ts'
export { type Role, type Session, sessionQuery, useSession } from './session.ts'
