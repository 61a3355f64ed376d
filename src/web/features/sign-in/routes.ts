import { createRoute } from '@tanstack/react-router'
import { appRoute, rootRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

/** Only addresses of this application: a link from outside must not lead elsewhere after sign-in. */
const own = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/masuk',
  validateSearch: (search: Record<string, unknown>): { kembali?: string; tautan?: 'kedaluwarsa' } => {
    const back = own(search.kembali)
    return {
      ...(back === undefined ? {} : { kembali: back }),
      ...(search.tautan === 'kedaluwarsa' ? { tautan: search.tautan } : {}),
    }
  },
  component: lazyScreen(() => import('./sign-in-screen.tsx'), 'SignInScreen', ['sign-in']),
})

const enrolRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/masuk/kode',
  component: lazyScreen(() => import('./enrol-screen.tsx'), 'EnrolScreen', ['sign-in']),
})

export const signInRoutes = [signInRoute, enrolRoute]

const securityRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/saya',
  component: lazyScreen(() => import('./security-screen.tsx'), 'SecurityScreen', ['sign-in']),
})

/** For somebody signed in. */
export const securityRoutes = [securityRoute]
