import { componentsRoutes } from '../features/komponen/routes.ts'
import { signInRoutes } from '../features/sign-in/routes.ts'
import { appRoute, rootRoute, startRoute } from './root-routes.tsx'

/** Every address. A feature adds one line: its routes for people signed in, or its open ones. */
export const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  ...componentsRoutes,
  appRoute.addChildren([startRoute]),
])
