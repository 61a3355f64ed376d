import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const startForReal = createRoute({
  getParentRoute: () => appRoute,
  path: '/pengguna/mulai-sungguhan',
  component: lazyScreen(() => import('./start-for-real-screen.tsx'), 'StartForRealScreen', ['people']),
})

export const peopleRoutes = [startForReal]
