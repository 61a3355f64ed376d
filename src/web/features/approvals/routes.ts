import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const load = () => import('./queue-screen.tsx')

/** What waits for the caller. Two names: headquarters calls it the queue, a head of mission the approvals. */
const queueRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/antrean',
  component: lazyScreen(load, 'QueueScreen', ['approvals']),
})
const approvalsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/persetujuan',
  component: lazyScreen(load, 'QueueScreen', ['approvals']),
})

const mandatesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/persetujuan/mandat',
  component: lazyScreen(() => import('./mandates-screen.tsx'), 'MandatesScreen', ['approvals']),
})

export const approvalsRoutes = [queueRoute, approvalsRoute, mandatesRoute]
