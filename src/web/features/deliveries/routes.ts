import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

export type View = 'today' | 'needs_me' | 'week'
export type DeliveriesSearch = { lihat?: View; pilih?: string; kiriman?: string }

const views: readonly View[] = ['today', 'needs_me', 'week']
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** `lihat`: the view; `pilih`: the delivery shown beside it; `kiriman`: only those of one item. */
const deliveriesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/pengiriman',
  validateSearch: (search: Record<string, unknown>): DeliveriesSearch => {
    const view = views.find((one) => one === search.lihat)
    const chosen = text(search.pilih)
    const item = text(search.kiriman)
    return {
      ...(view === undefined ? {} : { lihat: view }),
      ...(chosen === undefined ? {} : { pilih: chosen }),
      ...(item === undefined ? {} : { kiriman: item }),
    }
  },
  component: lazyScreen(() => import('./deliveries-screen.tsx'), 'DeliveriesScreen', ['deliveries']),
})

export const deliveriesRoutes = [deliveriesRoute]
