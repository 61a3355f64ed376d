import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const list = createRoute({
  getParentRoute: () => appRoute,
  path: '/penjelas',
  component: lazyScreen(() => import('./explainers-screen.tsx'), 'ExplainersScreen', ['explainers']),
})

const fresh = createRoute({
  getParentRoute: () => appRoute,
  path: '/penjelas/baru',
  component: lazyScreen(() => import('./explainer-screen.tsx'), 'NewExplainerScreen', ['explainers']),
})

const one = createRoute({
  getParentRoute: () => appRoute,
  path: '/penjelas/$explainerId',
  component: lazyScreen(() => import('./explainer-screen.tsx'), 'ExplainerScreen', ['explainers']),
})

export const explainersRoutes = [list, fresh, one]
