import { createRoute } from '@tanstack/react-router'
import { appRoute } from '../../shell/root-routes.tsx'
import { lazyScreen } from '../../shell/screen-route.ts'

const campaignsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/kampanye',
  component: lazyScreen(() => import('./campaigns-screen.tsx'), 'CampaignsScreen', ['campaigns']),
})

const newCampaignRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/kampanye/baru',
  component: lazyScreen(() => import('./campaign-form-screen.tsx'), 'NewCampaignScreen', ['campaigns']),
})

const campaignRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/kampanye/$campaignId',
  component: lazyScreen(() => import('./campaign-screen.tsx'), 'CampaignScreen', ['campaigns']),
})

const editCampaignRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/kampanye/$campaignId/ubah',
  component: lazyScreen(() => import('./campaign-form-screen.tsx'), 'EditCampaignScreen', ['campaigns']),
})

const amendCampaignRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/kampanye/$campaignId/perbarui',
  component: lazyScreen(() => import('./campaign-form-screen.tsx'), 'AmendScreen', ['campaigns']),
})

export const campaignsRoutes = [campaignsRoute, newCampaignRoute, campaignRoute, editCampaignRoute, amendCampaignRoute]
