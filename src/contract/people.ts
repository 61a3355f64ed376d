import { z } from 'zod'
import { day, id, instant, missionId } from './common.ts'
import { endpoint } from './endpoint.ts'

/** Roles of the ministry (domain section 4), and the rater. */
export const role = z.enum([
  'strategist',
  'editor',
  'regional_desk',
  'mission_officer',
  'head_of_mission',
  'leadership',
  'rater',
  'auditor',
  'administrator',
])
export type Role = z.output<typeof role>

export const locale = z.enum(['id', 'en'])

/** One entry of what a grant reaches; `value` is `*` for the ministry, else the code or id of what `kind` names. */
export const grantScope = z.object({
  kind: z.enum(['ministry', 'region', 'mission', 'objective', 'account']),
  value: z.string().min(1).max(64),
})

export const grant = z.object({
  id,
  role,
  scopes: z.array(grantScope),
  validFrom: day,
  /** Last day on which it holds; null = until revoked. */
  validTo: day.nullable(),
})

export const person = z.object({
  id,
  name: z.string(),
  email: z.string(),
  locale,
  isSample: z.boolean(),
  /** Last day, in the ministry's home zone, on which the person may sign in. */
  leavesOn: day.nullable(),
  secondFactor: z.boolean(),
  hasPassword: z.boolean(),
  /** A sign-in link waits until then; null = none. */
  invitedUntil: instant.nullable(),
  /** How the last invitation by mail fared; null = none was sent by mail. `failure` = the mail server's words. */
  invitation: z
    .object({
      state: z.enum(['waiting', 'sending', 'sent', 'refused', 'doubtful', 'withheld', 'expired', 'dropped']),
      at: instant,
      failure: z.string().nullable(),
    })
    .nullable(),
  /** Last use of a session that still runs; null = none runs. */
  lastSeenAt: instant.nullable(),
  /** A wish to take the second factor away, which waits for a second person. */
  reset: z.object({ reason: z.string(), askedById: id.nullable(), askedBy: z.string().nullable() }).nullable(),
  /** Whether whoever asks may change this person. */
  mayManage: z.boolean(),
  grants: z.array(grant),
})
export type Person = z.output<typeof person>

const name = z.string().trim().min(1).max(120)
const email = z.email().max(254)
/** 12–200 characters of any kind; length is what makes a password strong (NIST SP 800-63B-4, 3.1.1). */
const password = z.string().min(12).max(200)
const totp = z.string().regex(/^\d{6}$/)
const personParams = z.object({ personId: id })
const grantRequest = z.object({
  role,
  scopes: z.array(grantScope).min(1).max(200),
  validFrom: day.optional(),
  validTo: day.nullable().optional(),
})

/** The invitation goes out by mail too. Refused where no mail leaves this installation. */
const byMail = { query: z.object({ byMail: z.stringbool().optional() }) }

const countable = z.int().nonnegative()

export const peopleEndpoints = {
  startForRealPreview: endpoint({
    method: 'GET',
    path: '/api/v1/installation/start-for-real',
    summary:
      'What stays and what goes when real work begins, and the words that confirm it; administrators of a sample',
    access: 'person',
    response: z.object({
      /** To be typed, in any case, to confirm. */
      word: z.string(),
      stays: z.object({ missions: countable, people: countable, accounts: countable, objectives: countable }),
      goes: z.object({
        people: countable,
        accounts: countable,
        campaigns: countable,
        items: countable,
        deliveries: countable,
        messages: countable,
        targetMixes: countable,
        media: countable,
      }),
    }),
  }),
  startForReal: endpoint({
    method: 'POST',
    path: '/api/v1/installation/start-for-real',
    summary: 'Ends the sample: keeps missions, people and settings, empties the rest, begins a new audit chain',
    access: 'person',
    body: z.object({ confirmation: z.string().max(100) }),
    response: z.object({
      /** Signs the first administrator in, once, for 24 hours; null where an administrator has a password already. */
      signInUrl: z.string().nullable(),
      /** Whether whoever asked is still signed in: persons of the sample are not. */
      stillSignedIn: z.boolean(),
    }),
  }),

  signIn: endpoint({
    method: 'POST',
    path: '/api/v1/session',
    summary: 'Signs in with password and, where enrolled, a six-digit code or a recovery code; sets the session cookie',
    access: 'public',
    body: z.object({
      email,
      password: z.string().min(1).max(200),
      totp: totp.optional(),
      /** In place of a code, once. */
      recoveryCode: z.string().min(8).max(40).optional(),
    }),
    status: 204,
    response: z.null(),
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/api/v1/session',
    summary: 'Ends this session; without one, nothing happens',
    access: 'public',
    status: 204,
    response: z.null(),
  }),
  signInOptions: endpoint({
    method: 'GET',
    path: '/api/v1/session/options',
    summary: 'How one may sign in here; in a sample workspace, as whom with one click',
    access: 'public',
    response: z.object({
      sample: z.boolean(),
      persons: z.array(
        z.object({
          id,
          name: z.string(),
          role,
          missionId: missionId.nullable(),
          missionName: z.string().nullable(),
          regionName: z.string().nullable(),
        }),
      ),
    }),
  }),
  signInSample: endpoint({
    method: 'POST',
    path: '/api/v1/session/sample',
    summary: 'Signs in as a person of the sample workspace; closed once real work has begun',
    access: 'public',
    body: z.object({ personId: id }),
    status: 204,
    response: z.null(),
  }),
  me: endpoint({
    method: 'GET',
    path: '/api/v1/me',
    summary: 'Who is signed in and what they may reach',
    access: 'person',
    response: z.object({
      person: z.object({ id, name: z.string(), email: z.string(), locale, isSample: z.boolean() }),
      /** Each role once, in the order of the list of roles. */
      roles: z.array(role),
      grants: z.array(z.object({ role, missions: z.union([z.literal('all'), z.array(missionId)]) })),
      missions: z.union([z.literal('all'), z.array(missionId)]),
      sample: z.boolean(),
      /** `required`: nothing but enrolment is reachable until it is done. */
      secondFactor: z.enum(['enrolled', 'required', 'not_required']),
      hasPassword: z.boolean(),
      home: z.object({ zone: z.string(), label: z.string() }),
    }),
  }),
  changeMe: endpoint({
    method: 'PATCH',
    path: '/api/v1/me',
    summary: 'Changes one’s own name, e-mail or language; persons of the sample change their language only',
    access: 'person',
    body: z.object({ name: name.optional(), email: email.optional(), locale: locale.optional() }),
    status: 204,
    response: z.null(),
  }),
  setPassword: endpoint({
    method: 'PUT',
    path: '/api/v1/me/password',
    summary: 'Sets one’s password; `current` is needed where there is one. Ends the other sessions',
    access: 'person',
    body: z.object({ password, current: z.string().max(200).optional() }),
    status: 204,
    response: z.null(),
  }),
  mySessions: endpoint({
    method: 'GET',
    path: '/api/v1/me/sessions',
    summary: 'One’s own sessions, newest first',
    access: 'person',
    response: z.object({
      sessions: z.array(
        z.object({
          id,
          isCurrent: z.boolean(),
          createdAt: instant,
          seenAt: instant,
          expiresAt: instant,
          userAgent: z.string().nullable(),
          ipAddress: z.string().nullable(),
        }),
      ),
    }),
  }),
  endMySessions: endpoint({
    method: 'DELETE',
    path: '/api/v1/me/sessions',
    summary: 'Ends all one’s sessions but this one',
    access: 'person',
    status: 204,
    response: z.null(),
  }),
  endMySession: endpoint({
    method: 'DELETE',
    path: '/api/v1/me/sessions/:sessionId',
    summary: 'Ends one of one’s own sessions',
    access: 'person',
    params: z.object({ sessionId: id }),
    status: 204,
    response: z.null(),
  }),
  startTotp: endpoint({
    method: 'POST',
    path: '/api/v1/me/totp',
    summary: 'Starts enrolling a code generator; it counts once a code is confirmed',
    access: 'person',
    response: z.object({ secret: z.string(), uri: z.string() }),
  }),
  confirmTotp: endpoint({
    method: 'POST',
    path: '/api/v1/me/totp/confirm',
    summary: 'Confirms the code generator with its present code; answers recovery codes, shown once',
    access: 'person',
    body: z.object({ totp }),
    response: z.object({ recoveryCodes: z.array(z.string()) }),
  }),
  recoveryCodes: endpoint({
    method: 'GET',
    path: '/api/v1/me/recovery-codes',
    summary: 'How many of one’s recovery codes are left',
    access: 'person',
    response: z.object({ left: countable }),
  }),
  renewRecoveryCodes: endpoint({
    method: 'POST',
    path: '/api/v1/me/recovery-codes',
    summary: 'New recovery codes in place of the old ones, for a present code',
    access: 'person',
    body: z.object({ totp }),
    response: z.object({ recoveryCodes: z.array(z.string()) }),
  }),
  list: endpoint({
    method: 'GET',
    path: '/api/v1/people',
    summary:
      'People and what they hold: all for administrators and auditors of the ministry, those of the mission for its head',
    access: 'person',
    /** `isMailOpen`: invitations can go out by mail. */
    response: z.object({ people: z.array(person), isMailOpen: z.boolean() }),
  }),
  add: endpoint({
    method: 'POST',
    path: '/api/v1/people',
    summary: 'Adds a person and answers a sign-in link that works once, for 24 hours',
    access: 'person',
    // Answers are kept for repeats, and this one signs somebody in. The address keeps a repeat from adding twice.
    body: z.object({
      name,
      email,
      locale: locale.default('id'),
      leavesOn: day.nullable().optional(),
      /** A head of mission gives one, at the own mission. */
      grant: grantRequest.optional(),
    }),
    ...byMail,
    status: 201,
    response: z.object({ personId: id, signInUrl: z.string() }),
  }),
  renewSignIn: endpoint({
    method: 'POST',
    path: '/api/v1/people/:personId/sign-in-link',
    summary: 'A new sign-in link for whoever has no second factor yet; ends the sessions and the password',
    access: 'person',
    params: personParams,
    ...byMail,
    status: 201,
    response: z.object({ signInUrl: z.string() }),
  }),
  askForReset: endpoint({
    method: 'POST',
    path: '/api/v1/people/:personId/second-factor-reset',
    summary: 'Asks for a second factor to be taken away; another person confirms it within 72 hours',
    access: 'person',
    params: personParams,
    body: z.object({ reason: z.string().trim().min(3).max(300) }),
    status: 204,
    response: z.null(),
  }),
  confirmReset: endpoint({
    method: 'POST',
    path: '/api/v1/people/:personId/second-factor-reset/confirm',
    summary: 'Confirms it as the second person: ends sessions, password and second factor, answers a sign-in link',
    access: 'person',
    params: personParams,
    ...byMail,
    status: 201,
    response: z.object({ signInUrl: z.string() }),
  }),
  cancelReset: endpoint({
    method: 'DELETE',
    path: '/api/v1/people/:personId/second-factor-reset',
    summary: 'Takes the wish back',
    access: 'person',
    params: personParams,
    status: 204,
    response: z.null(),
  }),
  importPeople: endpoint({
    method: 'POST',
    path: '/api/v1/people/import',
    summary: 'Adds people from CSV text (name,email,role,scope,leaves_on,locale); bad rows by line, good rows kept',
    access: 'person',
    body: z.object({ csv: z.string().min(1).max(500_000) }),
    ...byMail,
    response: z.object({
      invitations: z.array(z.object({ name: z.string(), email: z.string(), signInUrl: z.string() })),
      refused: z.array(z.object({ line: z.int(), reason: z.string() })),
    }),
  }),
  grantRole: endpoint({
    method: 'POST',
    path: '/api/v1/people/:personId/grants',
    summary: 'Grants a role over what its scopes name, from a day (today) to a day (until revoked)',
    access: 'person',
    idempotent: true,
    params: personParams,
    body: grantRequest,
    status: 201,
    response: z.object({ grantId: id }),
  }),
  revokeRole: endpoint({
    method: 'DELETE',
    path: '/api/v1/people/:personId/grants/:grantId',
    summary: 'Takes a grant back at once',
    access: 'person',
    params: z.object({ personId: id, grantId: id }),
    status: 204,
    response: z.null(),
  }),
  setLeavingDate: endpoint({
    method: 'PUT',
    path: '/api/v1/people/:personId/leaving-date',
    summary: 'Sets the last day, in the ministry’s home zone, on which the person may sign in (null = none)',
    access: 'person',
    params: personParams,
    body: z.object({ leavesOn: day.nullable() }),
    status: 204,
    response: z.null(),
  }),
  revokeSessions: endpoint({
    method: 'DELETE',
    path: '/api/v1/people/:personId/sessions',
    summary: 'Ends every session of a person',
    access: 'person',
    params: personParams,
    status: 204,
    response: z.null(),
  }),
}
