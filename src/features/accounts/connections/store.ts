import type { Updateable } from 'kysely'
import type { Connection, Instant, RenewResult } from '../../../networks/network.ts'
import type { Db, Tables, Tx } from '../../../platform/database/database.ts'
import type { Secret, SecretBox } from '../../../platform/secrets.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, type Scope } from '../../missions/index.ts'
import type { Account } from '../model.ts'
import { personOf } from '../policy.ts'
import { openRegistration } from './app-registrations.ts'
import { openEnvelope, sealEnvelope } from './envelope.ts'

type Sealing = { readonly db: Db; readonly now: () => Date; readonly secrets: SecretBox }
export const dayMs = 86_400_000
const isEmpty = (secret: Secret): boolean =>
  Object.keys(secret).length === 0 || Object.values(secret).some((value) => value === '')

/** Keeps a connection that the network has just accepted. @throws Error where its secret is empty: that is a fault of the connector. */
export async function saveConnection(
  deps: Sealing,
  scope: Scope,
  account: Account,
  connection: Connection,
  expiresAt: Instant | undefined,
): Promise<void> {
  if (isEmpty(connection.secret)) throw new Error(`The connector of ${account.network} answered an empty secret`)
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    await keepSecret(tx, deps.secrets, account.id, connection.secret, now)
    await tx
      .updateTable('account')
      .set({
        remoteAccountId: connection.remoteAccountId,
        service: connection.service ?? null,
        connectionState: 'connected',
        connectionDetail: null,
        connectedAt: now,
        connectedBy: personOf(scope),
        connectionSucceededAt: now,
        connectionExpiresAt: expiresAt ?? null,
        connectionRefusals: 0,
        connectionRefusedAt: null,
        connectionLimitedUntil: null,
        connectionCheckDueAt: new Date(now.getTime() + dayMs),
      })
      .where('id', '=', account.id)
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'account.connected',
      subject: { kind: 'account', id: account.id },
      missionId: account.missionId,
    })
  })
}

async function keepSecret(tx: Tx, box: SecretBox, accountId: string, secret: Secret, now: Date): Promise<void> {
  const envelope = { ...sealEnvelope(box, secret, accountId), updatedAt: now }
  await tx
    .insertInto('credential')
    .values({ accountId, ...envelope })
    .onConflict((conflict) => conflict.column('accountId').doUpdateSet(envelope))
    .execute()
}

/** Opens the connection of an account for whoever calls its network; undefined where none is kept. */
export async function openConnection(
  deps: Pick<Sealing, 'db' | 'secrets'>,
  accountId: string,
): Promise<Connection | undefined> {
  const row = await deps.db
    .selectFrom('credential')
    .innerJoin('account', 'account.id', 'credential.accountId')
    // The registration of that very server before one that serves all.
    .leftJoin('appRegistration as app', (join) =>
      join
        .onRef('app.network', '=', 'account.network')
        .on((eb) => eb.or([eb('app.service', '=', ''), eb('app.service', '=', eb.ref('account.service'))])),
    )
    .select(['credential.sealed', 'credential.sealedKey', 'credential.keyId', 'remoteAccountId', 'handle'])
    .select(['account.service', 'account.network', 'app.service as appService', 'app.clientId'])
    .select(['app.sealed as appSealed', 'app.sealedKey as appSealedKey', 'app.keyId as appKeyId'])
    .where('accountId', '=', accountId)
    .orderBy('app.service', (order) => order.desc().nullsLast())
    .limit(1)
    .executeTakeFirst()
  if (!row?.remoteAccountId) return undefined
  return {
    remoteAccountId: row.remoteAccountId,
    handle: row.handle,
    secret: openEnvelope(deps.secrets, row, accountId),
    ...(row.service ? { service: row.service } : {}),
    ...(row.clientId !== null && row.appSealed && row.appKeyId
      ? {
          app: openRegistration(deps.secrets, row.network, row.appService ?? '', {
            clientId: row.clientId,
            sealed: row.appSealed,
            sealedKey: row.appSealedKey,
            keyId: row.appKeyId,
          }),
        }
      : {}),
  }
}

/** Keeps a secret that the network rotated in the middle of a call. An empty one never overwrites what is stored. */
export async function keepRotatedSecret(
  deps: Sealing,
  network: string,
  remoteAccountId: string,
  secret: Secret,
  expiresAt?: Instant,
): Promise<void> {
  if (isEmpty(secret)) return
  const rows = await deps.db
    .selectFrom('account')
    .innerJoin('credential', 'credential.accountId', 'account.id')
    .select('account.id')
    .where('network', '=', network)
    .where('remoteAccountId', '=', remoteAccountId)
    .execute()
  for (const { id } of rows)
    await deps.db.transaction().execute(async (tx) => {
      await keepSecret(tx, deps.secrets, id, secret, deps.now())
      if (expiresAt)
        await tx.updateTable('account').set({ connectionExpiresAt: expiresAt }).where('id', '=', id).execute()
    })
}

// A second refusal counts when the first is at least this old: one bad moment of a network disconnects nobody.
const secondRefusalAfterMs = 30 * 60_000
const retryMs = 60 * 60_000

/** Writes down what asking the network brought. Only a second refusal in a row says that the connection is refused. */
export async function noteRenewal(deps: Sealing, accountId: string, result: RenewResult): Promise<void> {
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('account')
      .select(['connectionState', 'connectionRefusals', 'connectionRefusedAt', 'missionId'])
      .where('id', '=', accountId)
      .forUpdate()
      .executeTakeFirst()
    if (!row || row.connectionState === 'none') return
    const save = (values: Updateable<Tables['account']>) =>
      tx.updateTable('account').set(values).where('id', '=', accountId).execute()
    const later = (ms: number) => new Date(now.getTime() + ms)
    if (result.kind === 'valid' || result.kind === 'renewed') {
      if (result.kind === 'renewed' && !isEmpty(result.secret))
        await keepSecret(tx, deps.secrets, accountId, result.secret, now)
      await save({
        connectionState: 'connected',
        connectionDetail: null,
        connectionSucceededAt: now,
        connectionRefusals: 0,
        connectionRefusedAt: null,
        connectionLimitedUntil: null,
        connectionCheckDueAt: later(dayMs),
        ...(result.expiresAt === undefined ? {} : { connectionExpiresAt: result.expiresAt }),
      })
      return
    }
    if (result.kind === 'later') {
      const until = result.retryAt === undefined ? later(retryMs) : new Date(result.retryAt)
      await save({
        connectionCheckDueAt: until,
        ...(result.why === 'rate'
          ? { connectionLimitedUntil: until }
          : { connectionDetail: result.detail.slice(0, 300) }),
      })
      return
    }
    const first = row.connectionRefusedAt
    const isSecond = first !== null && now.getTime() - first.getTime() >= secondRefusalAfterMs
    await save({
      connectionRefusals: row.connectionRefusals + 1,
      connectionRefusedAt: first ?? now,
      connectionDetail: result.detail.slice(0, 300),
      connectionCheckDueAt: later(isSecond ? dayMs : retryMs),
      ...(isSecond ? { connectionState: 'refused' } : {}),
    })
    if (isSecond && row.connectionState !== 'refused')
      await recordAudit(tx, now, {
        actor: { kind: 'system' },
        action: 'account.connection_refused',
        subject: { kind: 'account', id: accountId },
        missionId: row.missionId,
      })
  })
}
