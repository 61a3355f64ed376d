import type { AppRegistration, Network } from '../../../networks/network.ts'
import type { Db } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import type { SecretBox } from '../../../platform/secrets.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, holdsEverywhere, type Scope } from '../../missions/index.ts'
import { personOf } from '../policy.ts'
import { type Envelope, openEnvelope, sealEnvelope } from './envelope.ts'

type Deps = {
  readonly db: Db
  readonly now: () => Date
  readonly secrets: SecretBox
  readonly networks: ReadonlyMap<string, Network>
}

/** What binds a sealed registration to its network and server. */
export const registrationContext = (network: string, service: string): string => `registration at ${network} ${service}`

function demandAdministrator(scope: Scope): void {
  if (!holdsEverywhere(scope, ['administrator'])) throw new AppError('forbidden', 'account.registrations_not_yours')
}

/** `redirectUri`: what a server was told when it registered us on the spot; a new public address asks for a new registration. */
type KnownRegistration = AppRegistration & { readonly redirectUri?: string }

/** How a network (or one of its servers) knows Selaras; undefined where nobody registered yet. */
export async function findRegistration(
  deps: Pick<Deps, 'db' | 'secrets'>,
  network: string,
  service: string,
): Promise<KnownRegistration | undefined> {
  const rows = await deps.db
    .selectFrom('appRegistration')
    .select(['service', 'clientId', 'sealed', 'sealedKey', 'keyId'])
    .where('network', '=', network)
    .where('service', 'in', ['', service])
    .execute()
  // The registration of that very server before one that serves all.
  const row = rows.find((one) => one.service === service) ?? rows[0]
  return row && openRegistration(deps.secrets, network, row.service, row)
}

/** @throws Error where the seal is not that of this network and server. */
export function openRegistration(
  box: SecretBox,
  network: string,
  service: string,
  row: Envelope & { readonly clientId: string },
): KnownRegistration {
  const { clientSecret, redirectUri } = openEnvelope(box, row, registrationContext(network, service))
  return {
    clientId: row.clientId,
    ...(clientSecret ? { clientSecret } : {}),
    ...(redirectUri ? { redirectUri } : {}),
  }
}

/** Registrations without their secrets, and networks that need one and have none. For administrators of the ministry. */
export async function listRegistrations(deps: Pick<Deps, 'db' | 'networks'>, scope: Scope) {
  demandAdministrator(scope)
  const rows = await deps.db
    .selectFrom('appRegistration')
    .leftJoin('person', 'person.id', 'registeredBy')
    .select(['network', 'service', 'clientId', 'person.name as registeredBy', 'appRegistration.updatedAt'])
    .orderBy('network')
    .orderBy('service')
    .execute()
  const known = new Set(rows.map((row) => row.network))
  const missing = [...deps.networks.values()]
    .filter((network) => network.auth?.oauth && !network.auth.oauth.register && !known.has(network.code))
    .map((network) => network.code)
  return { registrations: rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() })), missing }
}

/** Keeps what a network gave the ministry. An empty secret leaves the stored one where the client is the same. */
export async function saveRegistration(
  deps: Deps,
  scope: Scope,
  network: string,
  input: { clientId: string; clientSecret?: string | undefined },
) {
  demandAdministrator(scope)
  if (!deps.networks.get(network)?.auth?.oauth)
    throw new AppError('not_found', 'account.needs_no_registration', { network })
  const known = await findRegistration(deps, network, '')
  const secret = input.clientSecret || (known?.clientId === input.clientId ? known.clientSecret : undefined)
  await storeRegistration(deps, scope, network, '', {
    clientId: input.clientId,
    ...(secret ? { clientSecret: secret } : {}),
  })
  const { registrations } = await listRegistrations(deps, scope)
  const saved = registrations.find((one) => one.network === network && one.service === '')
  if (!saved) throw new AppError('not_found', 'account.needs_no_registration', { network })
  return saved
}

/** Also for a server that registered us on the spot; then nobody's office is asked. */
export async function storeRegistration(
  deps: Omit<Deps, 'networks'>,
  scope: Scope,
  network: string,
  service: string,
  app: KnownRegistration,
): Promise<void> {
  const now = deps.now()
  const { clientId: _public, ...secret } = app
  const values = {
    clientId: app.clientId,
    ...sealEnvelope(deps.secrets, secret, registrationContext(network, service)),
    registeredBy: personOf(scope),
    updatedAt: now,
  }
  await deps.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('appRegistration')
      .values({ network, service, ...values })
      .onConflict((conflict) => conflict.columns(['network', 'service']).doUpdateSet(values))
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'app_registration.saved',
      subject: { kind: 'app_registration', id: service === '' ? network : `${network} ${service}` },
    })
  })
}

/** @throws AppError not_found where there is none. */
export async function removeRegistration(deps: Deps, scope: Scope, network: string): Promise<void> {
  demandAdministrator(scope)
  await deps.db.transaction().execute(async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom('appRegistration').where('network', '=', network).executeTakeFirst()
    if (numDeletedRows === 0n) throw new AppError('not_found', 'account.needs_no_registration', { network })
    await recordAudit(tx, deps.now(), {
      actor: actorOf(scope),
      action: 'app_registration.removed',
      subject: { kind: 'app_registration', id: network },
    })
  })
}
