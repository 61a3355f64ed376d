import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const outcomes = createRoute({
  getParentRoute: () => appRoute,
  path: '/hasil',
  component: lazyScreen(() => import('./outcomes-screen.tsx'), 'OutcomesScreen', ['outcomes']),
})

export const outcomesRoutes = [outcomes]
