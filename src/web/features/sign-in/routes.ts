import { createRoute } from '@tanstack/react-router'
import { rootRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

/** Only addresses of this application: a link from outside must not lead elsewhere after sign-in. */
const own = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/masuk',
  validateSearch: (search: Record<string, unknown>): { kembali?: string } => {
    const back = own(search.kembali)
    return back === undefined ? {} : { kembali: back }
  },
  component: lazyScreen(() => import('./sign-in-screen.tsx'), 'SignInScreen', ['sign-in']),
})

export const signInRoutes = [signInRoute]
