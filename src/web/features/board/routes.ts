import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'
import { readWindow } from '../alignment/window.ts'

const boardRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/papan',
  validateSearch: readWindow,
  component: lazyScreen(() => import('./board-screen.tsx'), 'BoardScreen', ['board', 'alignment']),
})

const sensitivityRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/papan/kepekaan',
  validateSearch: readWindow,
  component: lazyScreen(() => import('./sensitivity-screen.tsx'), 'SensitivityScreen', ['board', 'alignment']),
})

export const boardRoutes = [boardRoute, sensitivityRoute]
