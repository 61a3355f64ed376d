import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const notices = createRoute({
  getParentRoute: () => appRoute,
  path: '/pemberitahuan',
  component: lazyScreen(() => import('./notices-screen.tsx'), 'NoticesScreen', ['notifications']),
})

export const notificationsRoutes = [notices]
