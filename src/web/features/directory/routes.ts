import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const directory = createRoute({
  getParentRoute: () => appRoute,
  path: '/perwakilan',
  component: lazyScreen(() => import('./directory-screen.tsx'), 'DirectoryScreen', ['directory']),
})

const mission = createRoute({
  getParentRoute: () => appRoute,
  path: '/perwakilan/$missionId',
  component: lazyScreen(() => import('./mission-screen.tsx'), 'MissionScreen', ['directory']),
})

export const directoryRoutes = [directory, mission]
