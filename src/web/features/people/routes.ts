import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const people = createRoute({
  getParentRoute: () => appRoute,
  path: '/pengguna',
  component: lazyScreen(() => import('./people-screen.tsx'), 'PeopleScreen', ['people']),
})

const startForReal = createRoute({
  getParentRoute: () => appRoute,
  path: '/pengguna/mulai-sungguhan',
  component: lazyScreen(() => import('./start-for-real-screen.tsx'), 'StartForRealScreen', ['people']),
})

export const peopleRoutes = [people, startForReal]
