import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const today = createRoute({
  getParentRoute: () => appRoute,
  path: '/hari-ini',
  component: lazyScreen(() => import('./day-screen.tsx'), 'DayScreen', ['day', 'alignment', 'deliveries']),
})

export const dayRoutes = [today]
