import { createRootRoute, createRoute, Navigate, Outlet, redirect, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ApiProblem } from '../api/index.ts'
import { adoptLanguage } from '../i18n/index.ts'
import { HomeZoneProvider } from '../ui/home-zone.tsx'
import { Frame } from './frame.tsx'
import { startFor } from './nav.ts'
import { queryClient } from './query-client.ts'
import { type Session, sessionQuery, useSession } from './session.ts'

/** Everything; without a frame, for screens that need no session (`/masuk`). */
export const rootRoute = createRootRoute({ component: Outlet })

/** Screens of somebody signed in: give this as `getParentRoute`. Its context holds the session. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  beforeLoad: async ({ location }) => ({ session: await sessionOrSignIn(location.href) }),
  component: AppFrame,
})

/** `/` leads to where one's work begins. */
export const startRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  component: Start,
})

/** A session kept from an earlier visit serves at once; whether it still holds is asked beside the first screen. */
async function sessionOrSignIn(href: string): Promise<Session> {
  const kept = queryClient.getQueryData<Session>(sessionQuery.queryKey)
  const asked = queryClient
    .fetchQuery(sessionQuery)
    .catch((error: unknown) => signInOr(error, href, kept === undefined))
  const session = kept && !mustEnrol(kept) ? kept : await asked
  if (mustEnrol(session)) throw redirect({ to: '/masuk/kode' })
  if (session === kept) void asked.then((fresh) => mustEnrol(fresh) && location.assign('/masuk/kode'))
  return session
}

/** Nothing else is open to them: password and code generator first. */
const mustEnrol = (session: Session): boolean => session.secondFactor === 'required'

async function signInOr(error: unknown, href: string, mustHave: boolean): Promise<never> {
  if (error instanceof ApiProblem && error.status === 401) {
    if (mustHave) throw redirect({ to: '/masuk', search: href === '/' ? {} : { kembali: href } })
    location.assign(`/masuk?kembali=${encodeURIComponent(href)}`)
  }
  if (mustHave) throw error
  return new Promise<never>(() => undefined)
}

function AppFrame() {
  const context = appRoute.useRouteContext()
  const session = useSession() ?? context.session
  const { locale } = session.person
  useEffect(() => void adoptLanguage(locale), [locale])
  return (
    <HomeZoneProvider home={session.home}>
      <Frame session={session} />
    </HomeZoneProvider>
  )
}

function Start() {
  const { session } = appRoute.useRouteContext()
  const { routesByPath } = useRouter()
  return <Navigate to={startFor(session.roles, (path) => path in routesByPath) ?? '/komponen'} replace />
}
