import { createRoute } from '@tanstack/react-router'
import { rootRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

/** Open to everyone: it shows no data of the installation. */
const componentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/komponen',
  component: lazyScreen(() => import('./components-screen.tsx'), 'ComponentsScreen', ['komponen']),
})

export const componentsRoutes = [componentsRoute]
