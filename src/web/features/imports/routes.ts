import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const imports = createRoute({
  getParentRoute: () => appRoute,
  path: '/impor',
  component: lazyScreen(() => import('./imports-screen.tsx'), 'ImportsScreen', ['imports']),
})

const oneImport = createRoute({
  getParentRoute: () => appRoute,
  path: '/impor/$importId',
  component: lazyScreen(() => import('./import-screen.tsx'), 'ImportScreen', ['imports']),
})

export const importsRoutes = [imports, oneImport]
