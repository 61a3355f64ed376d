import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { peopleEndpoints } from '../../contract/people.ts'
import { localeOf } from '../../http/problem.ts'
import { countTry } from '../../http/rate.ts'
import type { Routes } from '../../http/routes.ts'
import { AppError } from '../../platform/errors.ts'
import type { SecretBox } from '../../platform/secrets.ts'
import { sayProblem } from '../../platform/texts/problems.ts'
import { roles, type Scope } from '../missions/index.ts'
import { findInvitationMails, type InvitationMail, inviteByMail } from '../notifications/index.ts'
import { addPerson, changeOwnDetails } from './add-person.ts'
import { type Authentication, visitorOf } from './authenticate.ts'
import { grantRole, revokeRole } from './grant-role.ts'
import { importPeople } from './import-people.ts'
import { readInstallationKind } from './installation.ts'
import { revokeSessions, setLeavingDate } from './leaving.ts'
import { emailKey, type Locale } from './model.ts'
import {
  confirmSecondFactor,
  hasPassword,
  renewRecoveryCodes,
  setOwnPassword,
  startSecondFactor,
} from './own-credentials.ts'
import { demandPeopleReader, mayManage } from './policy.ts'
import { countRecoveryCodes } from './recovery-codes.ts'
import { renewSignIn } from './renew-sign-in.ts'
import { askForReset, cancelReset, confirmReset } from './reset-second-factor.ts'
import { listSamplePersons } from './sample-persons.ts'
import { deleteSessions, listSessions } from './session-store.ts'
import { endOwnSession, type SessionDeps, signOut } from './sessions.ts'
import { signIn, signInAsSamplePerson } from './sign-in.ts'
import { type SendInvitation, signInByLink, signInLinkPath } from './sign-in-link.ts'
import { demandEndableSample, type SampleEmptier, startForReal, startForRealWord } from './start-for-real.ts'
import { listPeople } from './store.ts'

export type PeopleDeps = SessionDeps & {
  readonly homeLabel: string
  /** Public address without trailing slash. */
  readonly url: string
  readonly secrets: SecretBox
  readonly authentication: Authentication
  readonly emptier: SampleEmptier
  /** Whether mail leaves: a server is set and this is no sample. */
  readonly isMailOpen: () => Promise<boolean>
}

const signInTries = { most: 10, windowMs: 60_000 }

export function peopleRoutes(routes: Routes<Scope>, deps: PeopleDeps): void {
  sessionRoutes(routes, deps)
  ownRoutes(routes, deps)
  administrationRoutes(routes, deps)
  installationRoutes(routes, deps)
}

function sessionRoutes(routes: Routes<Scope>, deps: PeopleDeps): void {
  const { authentication } = deps
  routes.add(peopleEndpoints.signIn, async ({ body, request, reply }) => {
    await countTry(deps, `sign-in from ${request.ip}`, signInTries)
    await countTry(deps, `sign-in as ${emailKey(body.email)}`, signInTries)
    authentication.keep(reply, await signIn(deps, body, visitorOf(request)))
    return null
  })
  routes.add(peopleEndpoints.signOut, async ({ request, reply }) => {
    const token = authentication.token(request)
    if (token) await signOut(deps, token)
    authentication.forget(reply)
    return null
  })
  routes.add(peopleEndpoints.signInOptions, async () => {
    const sample = (await readInstallationKind(deps.db)) === 'sample'
    return { sample, persons: sample ? await listSamplePersons(deps.db) : [] }
  })
  routes.add(peopleEndpoints.signInSample, async ({ body, request, reply }) => {
    authentication.keep(reply, await signInAsSamplePerson(deps, body.personId, visitorOf(request)))
    return null
  })
}

function ownRoutes(routes: Routes<Scope>, deps: PeopleDeps): void {
  const { authentication } = deps
  const holderOf = async (request: Parameters<Authentication['signedIn']>[0]) =>
    (await authentication.signedIn(request)).holder
  routes.add(peopleEndpoints.me, async ({ request }) => {
    const { holder, scope, mustEnrol } = await authentication.signedIn(request)
    const { id, name, email, locale, isSample } = holder
    const held = new Set(scope.grants.map((grant) => grant.role))
    return {
      person: { id, name, email, locale, isSample },
      roles: roles.filter((role) => held.has(role)),
      grants: scope.grants.map(({ role, missions }) => ({
        role,
        missions: missions === 'all' ? ('all' as const) : [...missions].sort(),
      })),
      missions: scope.reads === 'all' ? ('all' as const) : [...scope.reads].sort(),
      sample: holder.installation === 'sample',
      secondFactor: holder.hasSecondFactor
        ? ('enrolled' as const)
        : mustEnrol
          ? ('required' as const)
          : ('not_required' as const),
      hasPassword: await hasPassword(deps.db, id),
      home: { zone: deps.homeZone, label: deps.homeLabel },
    }
  })
  routes.add(peopleEndpoints.changeMe, async ({ body, request }) => {
    await changeOwnDetails(deps, (await holderOf(request)).id, body)
    return null
  })
  routes.add(peopleEndpoints.setPassword, async ({ body, request }) => {
    const holder = await holderOf(request)
    await countTry(deps, `password of ${holder.id}`, signInTries)
    await setOwnPassword(deps, holder, body)
    return null
  })
  routes.add(peopleEndpoints.mySessions, async ({ request }) => {
    const holder = await holderOf(request)
    const sessions = await listSessions(deps.db, holder.id, deps.now())
    return {
      sessions: sessions.map((session) => ({
        ...session,
        isCurrent: session.id === holder.sessionId,
        createdAt: session.createdAt.toISOString(),
        seenAt: session.seenAt.toISOString(),
        expiresAt: session.expiresAt.toISOString(),
      })),
    }
  })
  routes.add(peopleEndpoints.endMySessions, async ({ request }) => {
    const holder = await holderOf(request)
    await deleteSessions(deps.db, holder.id, { except: holder.sessionId })
    return null
  })
  routes.add(peopleEndpoints.endMySession, async ({ params, request }) => {
    await endOwnSession(deps, (await authentication.signedIn(request)).scope, params.sessionId)
    return null
  })
  routes.add(peopleEndpoints.startTotp, async ({ request }) => startSecondFactor(deps, await holderOf(request)))
  routes.add(peopleEndpoints.confirmTotp, async ({ body, request }) => {
    const holder = await holderOf(request)
    await countTry(deps, `code of ${holder.id}`, signInTries)
    return { recoveryCodes: await confirmSecondFactor(deps, holder, body.totp) }
  })
  routes.add(peopleEndpoints.recoveryCodes, async ({ request }) => ({
    left: await countRecoveryCodes(deps.db, (await holderOf(request)).id),
  }))
  routes.add(peopleEndpoints.renewRecoveryCodes, async ({ body, request }) => {
    const holder = await holderOf(request)
    await countTry(deps, `code of ${holder.id}`, signInTries)
    return { recoveryCodes: await renewRecoveryCodes(deps, holder, body.totp) }
  })
}

function administrationRoutes(routes: Routes<Scope>, deps: PeopleDeps): void {
  const urlOf = (linkToken: string) => `${deps.url}${signInLinkPath(linkToken)}`
  /** What sends the link by mail, where that is wanted. */
  const inviting = async (query: { byMail?: boolean | undefined }, scope: Scope): Promise<PeopleDeps & Inviting> => {
    if (!query.byMail) return deps
    if (!(await deps.isMailOpen())) throw new AppError('conflict', 'people.mail_closed')
    const askedBy = scope.kind === 'person' ? scope.personId : undefined
    const invite: SendInvitation = (tx, personId, linkToken) =>
      inviteByMail(tx, deps.secrets, deps.now(), { personId, url: urlOf(linkToken), askedBy })
    return { ...deps, invite }
  }
  routes.add(peopleEndpoints.list, async ({ scope }) => {
    demandPeopleReader(scope)
    const people = await listPeople(deps.db, scope, deps.now())
    const mails = await findInvitationMails(
      deps.db,
      people.map((person) => person.id),
    )
    return {
      isMailOpen: await deps.isMailOpen(),
      people: people.map((person) => ({
        ...person,
        invitation: invitationOf(mails.get(person.id)),
        locale: person.locale as Locale,
        invitedUntil: person.invitedUntil?.toISOString() ?? null,
        lastSeenAt: person.lastSeenAt?.toISOString() ?? null,
        mayManage: mayManage(
          scope,
          person.id,
          person.grants.flatMap(({ role, scopes }) => scopes.map((entry) => ({ ...entry, role }))),
        ),
      })),
    }
  })
  routes.add(peopleEndpoints.add, async ({ body, query, scope }) => {
    const { personId, linkToken } = await addPerson(await inviting(query, scope), scope, body)
    return { personId, signInUrl: urlOf(linkToken) }
  })
  routes.add(peopleEndpoints.renewSignIn, async ({ params, query, scope }) => {
    const { linkToken } = await renewSignIn(await inviting(query, scope), scope, params.personId)
    return { signInUrl: urlOf(linkToken) }
  })
  routes.add(peopleEndpoints.askForReset, async ({ params, body, scope }) => {
    await askForReset(deps, scope, params.personId, body.reason)
    return null
  })
  routes.add(peopleEndpoints.confirmReset, async ({ params, query, scope }) => {
    const { linkToken } = await confirmReset(await inviting(query, scope), scope, params.personId)
    return { signInUrl: urlOf(linkToken) }
  })
  routes.add(peopleEndpoints.cancelReset, async ({ params, scope }) => {
    await cancelReset(deps, scope, params.personId)
    return null
  })
  routes.add(peopleEndpoints.importPeople, async ({ body, query, scope, request }) => {
    const { invitations, refused } = await importPeople(await inviting(query, scope), scope, Readable.from([body.csv]))
    const language = localeOf(request)
    return {
      invitations: invitations.map(({ linkToken, ...one }) => ({ ...one, signInUrl: urlOf(linkToken) })),
      refused: refused.map(({ line, key, params }) => ({ line, reason: sayProblem(language, key, params) })),
    }
  })
  routes.add(peopleEndpoints.grantRole, async ({ params, body, scope }) => ({
    grantId: await grantRole(deps, scope, params.personId, body),
  }))
  routes.add(peopleEndpoints.revokeRole, async ({ params, scope }) => {
    await revokeRole(deps, scope, params.personId, params.grantId)
    return null
  })
  routes.add(peopleEndpoints.setLeavingDate, async ({ params, body, scope }) => {
    await setLeavingDate(deps, scope, params.personId, body.leavesOn)
    return null
  })
  routes.add(peopleEndpoints.revokeSessions, async ({ params, scope }) => {
    await revokeSessions(deps, scope, params.personId)
    return null
  })
}

function installationRoutes(routes: Routes<Scope>, deps: PeopleDeps): void {
  routes.add(peopleEndpoints.startForRealPreview, async ({ scope }) => {
    await demandEndableSample(deps.db, scope)
    return { word: startForRealWord, ...(await deps.emptier.count(deps.db)) }
  })
  routes.add(peopleEndpoints.startForReal, async ({ body, scope, reply }) => {
    const { linkToken, stillSignedIn } = await startForReal(deps, scope, body.confirmation)
    if (!stillSignedIn) deps.authentication.forget(reply)
    return { signInUrl: linkToken === null ? null : `${deps.url}${signInLinkPath(linkToken)}`, stillSignedIn }
  })
}

type Inviting = { readonly invite?: SendInvitation }

const invitationOf = (mail: InvitationMail | undefined) => (mail ? { ...mail, at: mail.at.toISOString() } : null)

const linkQuery = z.object({ token: z.string().min(20).max(100) })

/** The page behind a sign-in link: signs in and goes on to the application, or to the sign-in page saying why not. */
export function signInLinkPage(app: FastifyInstance, deps: PeopleDeps): void {
  app.get('/masuk/awal', { schema: { hide: true }, exposeHeadRoute: false }, async (request, reply) => {
    await countTry(deps, `link from ${request.ip}`, signInTries)
    reply.header('cache-control', 'no-store')
    const query = linkQuery.safeParse(request.query)
    const session = query.success ? await signInByLink(deps, query.data.token, visitorOf(request)) : undefined
    if (!session) return reply.redirect('/masuk?tautan=kedaluwarsa', 303)
    deps.authentication.keep(reply, session)
    return reply.redirect('/', 303)
  })
}
