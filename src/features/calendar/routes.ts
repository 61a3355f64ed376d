import { calendarEndpoints } from '../../contract/calendar.ts'
import type { Routes } from '../../http/routes.ts'
import type { Scope } from '../missions/index.ts'
import { commentPlan, readPlan, savePlan } from './save-plan.ts'
import { type CalendarDeps, viewCalendar } from './view-calendar.ts'

export function calendarRoutes(routes: Routes<Scope>, deps: CalendarDeps): void {
  routes.add(calendarEndpoints.view, ({ params, query, scope }) => viewCalendar(deps, scope, params.missionId, query))
  routes.add(calendarEndpoints.plan, ({ params, scope }) => readPlan(deps, scope, params))
  routes.add(calendarEndpoints.savePlan, ({ params, body, scope }) => savePlan(deps, scope, params, body))
  routes.add(calendarEndpoints.commentPlan, ({ params, body, scope }) => commentPlan(deps, scope, params, body.comment))
}
