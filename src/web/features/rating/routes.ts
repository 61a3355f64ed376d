import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const desk = createRoute({
  getParentRoute: () => appRoute,
  path: '/penilaian',
  component: lazyScreen(() => import('./desk-screen.tsx'), 'DeskScreen', ['rating']),
})

const sample = createRoute({
  getParentRoute: () => appRoute,
  path: '/penilaian/sampel',
  validateSearch: (search: Record<string, unknown>): { triwulan?: string } =>
    typeof search.triwulan === 'string' && /^\d{4}-Q[1-4]$/.test(search.triwulan) ? { triwulan: search.triwulan } : {},
  component: lazyScreen(() => import('./sample-screen.tsx'), 'SampleScreen', ['rating']),
})

const disputes = createRoute({
  getParentRoute: () => appRoute,
  path: '/perwakilan/$missionId/keberatan',
  validateSearch: (search: Record<string, unknown>): { pesan?: string } =>
    typeof search.pesan === 'string' && /^[0-9a-f-]{36}$/.test(search.pesan) ? { pesan: search.pesan } : {},
  component: lazyScreen(() => import('./disputes-screen.tsx'), 'DisputesScreen', ['rating']),
})

export const ratingRoutes = [desk, sample, disputes]
