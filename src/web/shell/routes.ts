import { accountsRoutes } from '../features/accounts/routes.ts'
import { alertsRoutes } from '../features/alerts/routes.ts'
import { alignmentRoutes } from '../features/alignment/routes.ts'
import { approvalsRoutes } from '../features/approvals/routes.ts'
import { boardRoutes } from '../features/board/routes.ts'
import { calendarRoutes } from '../features/calendar/routes.ts'
import { campaignsRoutes } from '../features/campaigns/routes.ts'
import { dayRoutes } from '../features/day/routes.ts'
import { deliveriesRoutes } from '../features/deliveries/routes.ts'
import { directoryRoutes } from '../features/directory/routes.ts'
import { explainersRoutes } from '../features/explainers/routes.ts'
import { importsRoutes } from '../features/imports/routes.ts'
import { itemsRoutes } from '../features/items/routes.ts'
import { componentsRoutes } from '../features/komponen/routes.ts'
import { mediaRoutes } from '../features/media/routes.ts'
import { notificationsRoutes } from '../features/notifications/routes.ts'
import { outcomesRoutes } from '../features/outcomes/routes.ts'
import { peopleRoutes } from '../features/people/routes.ts'
import { questionsRoutes } from '../features/questions/routes.ts'
import { ratingRoutes } from '../features/rating/routes.ts'
import { reportsRoutes } from '../features/reports/routes.ts'
import { securityRoutes, signInRoutes } from '../features/sign-in/routes.ts'
import { strategyRoutes } from '../features/strategy/routes.ts'
import { appRoute, rootRoute, startRoute } from './root-routes.tsx'

/** Every address. A feature adds one line: its routes for people signed in, or its open ones. */
export const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  ...componentsRoutes,
  appRoute.addChildren([
    startRoute,
    ...dayRoutes,
    ...boardRoutes,
    ...alignmentRoutes,
    ...directoryRoutes,
    ...accountsRoutes,
    ...approvalsRoutes,
    ...campaignsRoutes,
    ...importsRoutes,
    ...outcomesRoutes,
    ...explainersRoutes,
    ...itemsRoutes,
    ...deliveriesRoutes,
    ...alertsRoutes,
    ...strategyRoutes,
    ...calendarRoutes,
    ...mediaRoutes,
    ...ratingRoutes,
    ...reportsRoutes,
    ...questionsRoutes,
    ...peopleRoutes,
    ...notificationsRoutes,
    ...securityRoutes,
  ]),
])
