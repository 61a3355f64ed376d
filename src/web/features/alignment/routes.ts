import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'
import { readWindow, type WindowSearch } from './window.ts'

const own = createRoute({
  getParentRoute: () => appRoute,
  path: '/keselarasan',
  validateSearch: readWindow,
  component: lazyScreen(() => import('./alignment-screen.tsx'), 'OwnAlignmentScreen', ['alignment']),
})

const ofMission = createRoute({
  getParentRoute: () => appRoute,
  path: '/perwakilan/$missionId/keselarasan',
  validateSearch: readWindow,
  component: lazyScreen(() => import('./alignment-screen.tsx'), 'AlignmentScreen', ['alignment']),
})

const sources = ['rated', 'officer', 'machine', 'none'] as const
const components = ['C3', 'C4', 'C5', 'C7'] as const
type MessagesSearch = WindowSearch & {
  sasaran?: string
  komponen?: (typeof components)[number]
  label?: (typeof sources)[number]
}

const messages = createRoute({
  getParentRoute: () => appRoute,
  path: '/perwakilan/$missionId/pesan',
  validateSearch: (search: Record<string, unknown>): MessagesSearch => {
    const label = sources.find((source) => source === search.label)
    const komponen = components.find((component) => component === search.komponen)
    return {
      ...readWindow(search),
      ...(komponen === undefined ? {} : { komponen }),
      ...(typeof search.sasaran === 'string' && /^[a-z][a-z0-9_.-]{0,63}$/.test(search.sasaran)
        ? { sasaran: search.sasaran }
        : {}),
      ...(label === undefined ? {} : { label }),
    }
  },
  component: lazyScreen(() => import('./messages-screen.tsx'), 'MessagesScreen', ['alignment']),
})

const message = createRoute({
  getParentRoute: () => appRoute,
  path: '/perwakilan/$missionId/pesan/$messageId',
  component: lazyScreen(() => import('./message-screen.tsx'), 'MessageScreen', ['alignment']),
})

export const alignmentRoutes = [own, ofMission, messages, message]
