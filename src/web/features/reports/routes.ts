import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const readQuarter = (search: Record<string, unknown>): { triwulan?: string } =>
  typeof search.triwulan === 'string' && /^\d{4}-Q[1-4]$/.test(search.triwulan) ? { triwulan: search.triwulan } : {}

const reports = createRoute({
  getParentRoute: () => appRoute,
  path: '/laporan',
  validateSearch: readQuarter,
  component: lazyScreen(() => import('./reports-screen.tsx'), 'ReportsScreen', ['reports']),
})

const baseline = createRoute({
  getParentRoute: () => appRoute,
  path: '/laporan/garis-dasar',
  validateSearch: readQuarter,
  component: lazyScreen(() => import('./baseline-screen.tsx'), 'BaselineScreen', ['reports']),
})

export const reportsRoutes = [reports, baseline]
