import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const code = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[a-z][a-z0-9_.-]{0,63}$/.test(value) ? value : undefined
const quarter = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-Q[1-4]$/.test(value) ? value : undefined

const objectives = createRoute({
  getParentRoute: () => appRoute,
  path: '/sasaran',
  validateSearch: (search: Record<string, unknown>): { kode?: string } => {
    const kode = code(search.kode)
    return kode === undefined ? {} : { kode }
  },
  component: lazyScreen(() => import('./objectives-screen.tsx'), 'ObjectivesScreen', ['strategy']),
})

type QuarterSearch = { triwulan?: string }
const readQuarter = (search: Record<string, unknown>): QuarterSearch => {
  const triwulan = quarter(search.triwulan)
  return triwulan === undefined ? {} : { triwulan }
}

const mixes = createRoute({
  getParentRoute: () => appRoute,
  path: '/bauran',
  validateSearch: readQuarter,
  component: lazyScreen(() => import('./mixes-screen.tsx'), 'MixesScreen', ['strategy']),
})

const mix = createRoute({
  getParentRoute: () => appRoute,
  path: '/bauran/$missionId',
  validateSearch: readQuarter,
  component: lazyScreen(() => import('./mix-screen.tsx'), 'MixScreen', ['strategy']),
})

const narratives = createRoute({
  getParentRoute: () => appRoute,
  path: '/narasi',
  component: lazyScreen(() => import('./narratives-screen.tsx'), 'NarrativesScreen', ['strategy']),
})

const newNarrative = createRoute({
  getParentRoute: () => appRoute,
  path: '/narasi/baru',
  component: lazyScreen(() => import('./narrative-form-screen.tsx'), 'NewNarrativeScreen', ['strategy']),
})

const editNarrative = createRoute({
  getParentRoute: () => appRoute,
  path: '/narasi/$narrativeId/ubah',
  component: lazyScreen(() => import('./narrative-form-screen.tsx'), 'EditNarrativeScreen', ['strategy']),
})

const facts = createRoute({
  getParentRoute: () => appRoute,
  path: '/fakta',
  component: lazyScreen(() => import('./facts-screen.tsx'), 'FactsScreen', ['strategy']),
})

export const strategyRoutes = [objectives, mixes, mix, narratives, newNarrative, editNarrative, facts]
