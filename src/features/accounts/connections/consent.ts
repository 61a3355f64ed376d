import { createHash, randomBytes } from 'node:crypto'
import type { AppRegistration, ConsentRequest, OAuthPart } from '../../../networks/network.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Scope } from '../../missions/index.ts'
import type { Account } from '../model.ts'
import { type KnownAccount, mustFindAccount } from '../store.ts'
import { findRegistration, storeRegistration } from './app-registrations.ts'
import { demandSameAccount, mustBeConnectable } from './connect-account.ts'
import { type ConnectionDeps, type ConsentDeps, redirectUriOf } from './deps.ts'
import { saveConnection } from './store.ts'

const lifeMs = 10 * 60_000
const stateHashOf = (state: string): string => createHash('sha256').update(state).digest('hex')
const verifierContext = (stateHash: string): string => `verifier of consent ${stateHash}`

/** Begins consent: answers the network's page to open. State and verifier stay here, for ten minutes, for this session. */
export async function startConsent(
  deps: ConsentDeps,
  scope: Scope,
  id: string,
  session: { readonly sessionId: string; readonly personId: string },
): Promise<{ url: string; expiresAt: string }> {
  const account = await mustBeConnectable(deps, scope, id)
  const oauth = deps.networks.get(account.network)?.auth?.oauth
  if (!oauth) throw new AppError('invalid', 'account.by_hand', { network: account.network })
  const service = serviceOf(oauth, account)
  const redirectUri = redirectUriOf(deps)
  const app = await registrationFor(deps, scope, account.network, oauth, service, redirectUri)
  const now = deps.now()
  const request = { app, redirectUri, ...(service ? { service } : {}) }
  const { url, state, kept } = await beginAt(deps, oauth, request, account.handle)
  const stateHash = stateHashOf(state)
  const expiresAt = new Date(now.getTime() + lifeMs)
  await deps.db
    .insertInto('consent')
    .values({
      stateHash,
      accountId: id,
      sessionId: session.sessionId,
      personId: session.personId,
      service,
      sealedVerifier: deps.secrets.seal(kept, verifierContext(stateHash)),
      redirectUri,
      createdAt: now,
      expiresAt,
    })
    .execute()
  return { url, expiresAt: expiresAt.toISOString() }
}

/** Where the person is sent, and what must be known again when the person comes back. */
async function beginAt(
  deps: Pick<ConsentDeps, 'timeoutMs'>,
  oauth: OAuthPart,
  request: Pick<ConsentRequest, 'app' | 'redirectUri' | 'service'>,
  handle: string,
): Promise<{ url: string; state: string; kept: Record<string, string> }> {
  if (oauth.begin) {
    const begun = await oauth.begin({ ...request, handle }, AbortSignal.timeout(deps.timeoutMs))
    if (begun.kind === 'refused')
      throw new AppError('invalid', `account.connect_${begun.reason}`, { detail: begun.detail })
    return { url: begun.url, state: begun.state, kept: { remember: begun.remember } }
  }
  if (!oauth.consentUrl) throw new Error('a network that consents, and no way there')
  const state = randomBytes(32).toString('base64url')
  const verifier = randomBytes(32).toString('base64url')
  const codeChallenge = createHash('sha256').update(verifier).digest('base64url')
  return { url: oauth.consentUrl({ ...request, state, codeChallenge }), state, kept: { verifier } }
}

function serviceOf(oauth: OAuthPart, account: Account): string {
  if (!oauth.serviceOf) return ''
  const service = oauth.serviceOf(account.handle)
  if (!service) throw new AppError('invalid', 'account.handle_names_no_server', { handle: account.handle })
  return service
}

async function registrationFor(
  deps: ConsentDeps,
  scope: Scope,
  network: string,
  oauth: OAuthPart,
  service: string,
  redirectUri: string,
): Promise<AppRegistration> {
  const known = await findRegistration(deps, network, service)
  const isForHere = known?.redirectUri === undefined || known.redirectUri === redirectUri
  if (known && (isForHere || !oauth.register)) return known
  if (!oauth.register) throw new AppError('conflict', 'account.registration_missing', { network })
  const result = await oauth.register(service, redirectUri, AbortSignal.timeout(deps.timeoutMs))
  if (result.kind === 'refused')
    throw new AppError('invalid', `account.connect_${result.reason}`, { detail: result.detail })
  await storeRegistration(deps, scope, network, service, { ...result.app, redirectUri })
  return result.app
}

export type ConsentReturn = {
  readonly state?: string | undefined
  readonly code?: string | undefined
  /** What the network said instead of a code (RFC 6749 section 4.1.2.1). */
  readonly error?: string | undefined
  /** Who says to have issued the code (RFC 9207). */
  readonly iss?: string | undefined
}

/** Takes a person back from the network's page. The state works once, whatever comes of it. */
export async function finishConsent(
  deps: ConsentDeps,
  scope: Scope,
  answer: ConsentReturn,
  sessionId: string,
): Promise<Account> {
  const row = await takeConsent(deps, answer.state ?? '', sessionId)
  const account = await mustBeConnectable(deps, scope, row.accountId)
  if (answer.error === 'access_denied') throw new AppError('conflict', 'account.consent_declined')
  const oauth = deps.networks.get(account.network)?.auth?.oauth
  const app = await findRegistration(deps, account.network, row.service)
  if (!oauth || !app) throw new AppError('conflict', 'account.registration_missing', { network: account.network })
  if (!answer.code) throw new AppError('invalid', 'account.connect_auth', { detail: answer.error ?? 'no code' })
  const result = await oauth.finish(
    {
      app,
      redirectUri: row.redirectUri,
      code: answer.code,
      codeVerifier: row.verifier,
      ...(row.remember === undefined ? {} : { remembered: row.remember, state: answer.state ?? '' }),
      ...(answer.iss === undefined ? {} : { issuer: answer.iss }),
      account: await remoteOf(deps, account),
      ...(row.service ? { service: row.service } : {}),
    },
    AbortSignal.timeout(deps.timeoutMs),
  )
  if (result.kind === 'refused')
    throw new AppError('invalid', `account.connect_${result.reason}`, { detail: result.detail })
  await demandSameAccount(deps, account, result.connection.remoteAccountId)
  await saveConnection(deps, scope, account, result.connection, result.expiresAt)
  return mustFindAccount(deps.db, scope, account.id)
}

async function takeConsent(deps: ConsentDeps, state: string, sessionId: string) {
  const stateHash = stateHashOf(state)
  await deps.db.deleteFrom('consent').where('expiresAt', '<=', deps.now()).execute()
  const row = await deps.db
    .deleteFrom('consent')
    .where('stateHash', '=', stateHash)
    .where('sessionId', '=', sessionId)
    .returning(['accountId', 'service', 'sealedVerifier', 'redirectUri'])
    .executeTakeFirst()
  if (!row) throw new AppError('conflict', 'account.consent_over')
  const { verifier = '', remember } = deps.secrets.open(row.sealedVerifier, verifierContext(stateHash))
  return { ...row, verifier, remember }
}

async function remoteOf(deps: ConnectionDeps, account: KnownAccount) {
  const row = await deps.db
    .selectFrom('account')
    .select('remoteAccountId')
    .where('id', '=', account.id)
    .executeTakeFirst()
  return { handle: account.handle, ...(row?.remoteAccountId ? { remoteAccountId: row.remoteAccountId } : {}) }
}

/**
 * Consent from the command line: `ask` shows the address to open and answers what the person brought home. Registration,
 * state and verifier live for this one call; only the connection is kept.
 */
export async function connectByConsent(
  deps: ConnectionDeps,
  scope: Scope,
  id: string,
  redirectUri: string,
  ask: (url: string) => Promise<ConsentReturn>,
): Promise<Account> {
  const account = await mustBeConnectable(deps, scope, id)
  const oauth = deps.networks.get(account.network)?.auth?.oauth
  if (!oauth?.begin || !oauth.register) throw new AppError('invalid', 'account.by_hand', { network: account.network })
  const registered = await oauth.register('', redirectUri, AbortSignal.timeout(deps.timeoutMs))
  if (registered.kind === 'refused')
    throw new AppError('invalid', `account.connect_${registered.reason}`, { detail: registered.detail })
  const { app } = registered
  const { url, state, kept } = await beginAt(deps, oauth, { app, redirectUri }, account.handle)
  const answer = await ask(url)
  if (answer.error === 'access_denied') throw new AppError('conflict', 'account.consent_declined')
  if (answer.state !== state || !answer.code)
    throw new AppError('invalid', 'account.connect_auth', { detail: answer.error ?? 'no code' })
  const result = await oauth.finish(
    {
      app,
      redirectUri,
      code: answer.code,
      codeVerifier: '',
      state,
      remembered: kept.remember ?? '',
      account: await remoteOf(deps, account),
      ...(answer.iss === undefined ? {} : { issuer: answer.iss }),
    },
    AbortSignal.timeout(deps.timeoutMs),
  )
  if (result.kind === 'refused')
    throw new AppError('invalid', `account.connect_${result.reason}`, { detail: result.detail })
  await demandSameAccount(deps, account, result.connection.remoteAccountId)
  await saveConnection(deps, scope, account, result.connection, result.expiresAt)
  return mustFindAccount(deps.db, scope, account.id)
}
