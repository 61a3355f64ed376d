import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

export type ItemFilter = 'draft' | 'in_review' | 'returned' | 'approved' | 'withdrawn'
export type ItemsSearch = { keadaan?: ItemFilter; kit?: string }

const filters: readonly ItemFilter[] = ['draft', 'in_review', 'returned', 'approved', 'withdrawn']
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const kitOf = (search: Record<string, unknown>): { kit?: string } => {
  const kit = text(search.kit)
  return kit === undefined ? {} : { kit }
}

const itemsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/kiriman',
  validateSearch: (search: Record<string, unknown>): ItemsSearch => {
    const status = filters.find((one) => one === search.keadaan)
    return { ...(status === undefined ? {} : { keadaan: status }), ...kitOf(search) }
  },
  component: lazyScreen(() => import('./items-screen.tsx'), 'ItemsScreen', ['items']),
})

/** `kit`: the campaign whose kit it starts from; `untuk`: wall time, from the calendar; `sasaran`: objective, from today. */
const newItemRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/kiriman/baru',
  validateSearch: (search: Record<string, unknown>): { kit?: string; untuk?: string; sasaran?: string } => {
    const wall = text(search.untuk)
    const meant = wall !== undefined && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall) ? wall : undefined
    const objective = text(search.sasaran)
    return {
      ...kitOf(search),
      ...(meant === undefined ? {} : { untuk: meant }),
      ...(objective !== undefined && /^[a-z][a-z0-9_.-]{0,63}$/.test(objective) ? { sasaran: objective } : {}),
    }
  },
  component: lazyScreen(() => import('./editor-screen.tsx'), 'NewItemScreen', ['items']),
})

const itemRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/kiriman/$itemId',
  component: lazyScreen(() => import('./editor-screen.tsx'), 'ItemScreen', ['items']),
})

export const itemsRoutes = [itemsRoute, newItemRoute, itemRoute]
