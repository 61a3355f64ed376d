import type { FastifyReply, FastifyRequest } from 'fastify'
import { peopleEndpoints } from '../../contract/people.ts'
import { AppError } from '../../platform/errors.ts'
import { publicScope, type Scope } from '../missions/index.ts'
import type { NewSession, Visitor } from './session-store.ts'
import { findSignedIn, type SessionDeps, type SignedIn } from './sessions.ts'

const cookieName = 'selaras.session_token'

/** What somebody who still has to enrol a second factor may do; everything else waits. */
const enrolment: ReadonlySet<string> = new Set(
  [
    peopleEndpoints.me,
    peopleEndpoints.changeMe,
    peopleEndpoints.setPassword,
    peopleEndpoints.startTotp,
    peopleEndpoints.confirmTotp,
  ].map(({ method, path }) => `${method} ${path}`),
)

export type Authentication = {
  /**
   * The scope of a request: the person of its session cookie, else the public's where the address is public.
   * @throws AppError unauthenticated, or forbidden where the second factor must be enrolled first.
   */
  authenticate(request: FastifyRequest, access: 'public' | 'person'): Promise<Scope>
  /** The person of a request that `authenticate` let through. @throws AppError unauthenticated where there is none. */
  signedIn(request: FastifyRequest): Promise<SignedIn>
  token(request: FastifyRequest): string | undefined
  keep(reply: FastifyReply, session: NewSession): void
  forget(reply: FastifyReply): void
}

/** Sessions by cookie. `url`: public address; on https the cookie is sent over https only. */
export function createAuthentication(deps: SessionDeps & { url: string }): Authentication {
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: deps.url.startsWith('https:') } as const
  // One look-up a request, and none that outlives it: a revoked session ends with the next request.
  const found = new WeakMap<FastifyRequest, Promise<SignedIn | undefined>>()
  const token = (request: FastifyRequest) => request.cookies[cookieName]
  const find = (request: FastifyRequest): Promise<SignedIn | undefined> => {
    const known = found.get(request)
    if (known) return known
    const held = token(request)
    const looking = held ? findSignedIn(deps, held) : Promise.resolve(undefined)
    found.set(request, looking)
    return looking
  }
  const signedIn = async (request: FastifyRequest): Promise<SignedIn> => {
    const person = await find(request)
    if (!person) throw new AppError('unauthenticated', 'unauthenticated')
    return person
  }
  return {
    async authenticate(request, access) {
      if (access === 'public') {
        const person = await find(request)
        return person && !person.mustEnrol ? person.scope : publicScope
      }
      const person = await signedIn(request)
      if (person.mustEnrol && !enrolment.has(`${request.method} ${request.routeOptions.url}`))
        throw new AppError('forbidden', 'people.second_factor_not_enrolled')
      return person.scope
    },
    signedIn,
    token,
    keep: (reply, session) =>
      void reply.setCookie(cookieName, session.token, { ...cookie, expires: session.expiresAt }),
    forget: (reply) => void reply.clearCookie(cookieName, cookie),
  }
}

export const visitorOf = (request: FastifyRequest): Visitor => ({
  ipAddress: request.ip,
  userAgent: request.headers['user-agent'] ?? null,
})
