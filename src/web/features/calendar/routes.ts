import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'
import { type View, views } from './span.ts'

export type CalendarSearch = { tampilan?: View; hari?: string }

const calendar = createRoute({
  getParentRoute: () => appRoute,
  path: '/kalender',
  validateSearch: (search: Record<string, unknown>): CalendarSearch => {
    const tampilan = views.find((view) => view === search.tampilan)
    const { hari } = search
    const isDay = typeof hari === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(hari) && !Number.isNaN(Date.parse(hari))
    return { ...(tampilan ? { tampilan } : {}), ...(isDay ? { hari } : {}) }
  },
  component: lazyScreen(() => import('./calendar-screen.tsx'), 'CalendarScreen', ['calendar']),
})

export const calendarRoutes = [calendar]
