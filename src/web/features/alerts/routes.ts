import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const screen = <P extends string>(path: P, component: ReturnType<typeof lazyScreen>) =>
  createRoute({ getParentRoute: () => appRoute, path, component })

const desk = screen(
  '/krisis',
  lazyScreen(() => import('./desk-screen.tsx'), 'DeskScreen', ['alerts']),
)
/** `latihan`: a drill, which reaches nobody outside. */
const raise = createRoute({
  getParentRoute: () => appRoute,
  path: '/krisis/baru',
  validateSearch: (search: Record<string, unknown>): { latihan?: boolean } =>
    search.latihan === true || search.latihan === 'ya' ? { latihan: true } : {},
  component: lazyScreen(() => import('./raise-screen.tsx'), 'RaiseScreen', ['alerts']),
})
const alert = screen(
  '/krisis/siaga/$alertId',
  lazyScreen(() => import('./alert-screen.tsx'), 'AlertScreen', ['alerts']),
)
const pauses = screen(
  '/krisis/jeda',
  lazyScreen(() => import('./pauses-screen.tsx'), 'PausesScreen', ['alerts']),
)
const after = screen(
  '/krisis/setelah-jeda',
  lazyScreen(() => import('./after-screen.tsx'), 'AfterScreen', ['alerts']),
)
const texts = screen(
  '/krisis/naskah',
  lazyScreen(() => import('./texts-screen.tsx'), 'TextsScreen', ['alerts']),
)
const takeovers = screen(
  '/krisis/akun',
  lazyScreen(() => import('./takeovers-screen.tsx'), 'TakeoversScreen', ['alerts']),
)
const takeover = screen(
  '/krisis/akun/$takeoverId',
  lazyScreen(() => import('./takeover-screen.tsx'), 'TakeoverScreen', ['alerts']),
)
const fakes = screen(
  '/krisis/peniruan',
  lazyScreen(() => import('./fakes-screen.tsx'), 'FakesScreen', ['alerts']),
)
const fake = screen(
  '/krisis/peniruan/$caseId',
  lazyScreen(() => import('./fake-screen.tsx'), 'FakeScreen', ['alerts']),
)

export const alertsRoutes = [desk, raise, alert, pauses, after, texts, takeovers, takeover, fakes, fake]
