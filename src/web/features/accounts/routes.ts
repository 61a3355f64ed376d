import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const care = createRoute({
  getParentRoute: () => appRoute,
  path: '/akun',
  component: lazyScreen(() => import('./care-screen.tsx'), 'CareScreen', ['accounts']),
})

const account = createRoute({
  getParentRoute: () => appRoute,
  path: '/perwakilan/$missionId/akun/$accountId',
  component: lazyScreen(() => import('./account-screen.tsx'), 'AccountScreen', ['accounts']),
})

const round = createRoute({
  getParentRoute: () => appRoute,
  path: '/perwakilan/$missionId/pastikan-akun',
  component: lazyScreen(() => import('./round-screen.tsx'), 'RoundScreen', ['accounts']),
})

const handover = createRoute({
  getParentRoute: () => appRoute,
  path: '/akun/serah-terima/$handoverId',
  component: lazyScreen(() => import('./handover-screen.tsx'), 'HandoverScreen', ['accounts']),
})

export const accountsRoutes = [care, account, round, handover]
