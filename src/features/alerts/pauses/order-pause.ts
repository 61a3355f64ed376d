import type { Pause } from '../../../contract/alerts.ts'
import type { ItemKind } from '../../../contract/items.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { recordAudit } from '../../audit/index.ts'
import { layHold, mayHold, missionsOfHold } from '../../deliveries/index.ts'
import { actorOf, canRead, type Role, type Scope } from '../../missions/index.ts'
import { type Notice, notify } from '../../notifications/index.ts'
import { safeKinds } from '../model.ts'
import { findPause } from './list-pauses.ts'

type Deps = { readonly db: Db; readonly now: () => Date }

export type NewPause = {
  readonly scopeKind: Pause['scopeKind']
  readonly scopeValue: string
  readonly occasion: Pause['occasion']
  readonly title: string
  readonly wording: Pause['wording']
  readonly sign: Pause['sign']
  readonly startsAt?: string | undefined
  readonly endsAt: string | null
  readonly exemptKinds: readonly ItemKind[]
}

/**
 * Orders a pause, such as national mourning (CRI-05): everything scheduled in its scope is held, nothing is deleted, and
 * what keeps people safe and served goes on. After its end every item waits for a person's word.
 */
export function orderPause(deps: Deps, scope: Scope, input: NewPause): Promise<Pause> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const { scopeKind, occasion, title, wording, sign } = input
    const scopeValue = scopeKind === 'ministry' ? '*' : input.scopeValue
    const missions = await missionsOfHold(tx, scopeKind, scopeValue)
    const isKnown = missions && (scopeKind !== 'mission' || canRead(scope, scopeValue))
    if (!isKnown) throw new AppError('not_found', `hold.no_such_${scopeKind}`)
    if (!mayHold(scope, { kind: scopeKind, missions })) throw new AppError('forbidden', 'pause.not_yours')
    const startsAt = input.startsAt ? new Date(input.startsAt) : now
    const endsAt = input.endsAt ? new Date(input.endsAt) : null
    if (endsAt && (endsAt <= startsAt || endsAt <= now)) throw new AppError('invalid', 'hold.ends_before_start')
    const exemptKinds = [...new Set([...safeKinds, ...input.exemptKinds])]
    const by = scope.kind === 'person' ? scope.personId : null
    const { holdId, held } = await layHold(
      tx,
      { kind: 'pause', scopeKind, scopeValue, reason: title, startsAt, endsAt, exemptKinds, by },
      now,
    )
    await tx
      .insertInto('publicationPause')
      .values({ holdId, occasion, title, wordingId: wording.id, wordingEn: wording.en, sign, createdAt: now })
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'pause.ordered',
      subject: { kind: 'hold', id: holdId },
      payload: {
        scope: scopeKind,
        value: scopeValue,
        from: startsAt.toISOString(),
        until: endsAt?.toISOString() ?? null,
        held,
      },
      ...(scopeKind === 'mission' ? { missionId: scopeValue } : {}),
    })
    await tell(tx, scope, now, holdId, scopeKind, scopeValue, title, wording)
    return findPause(tx, scope, holdId, now)
  })
}

const told: readonly Role[] = ['mission_officer', 'head_of_mission', 'editor']

async function tell(
  tx: Tx,
  scope: Scope,
  now: Date,
  holdId: string,
  kind: Pause['scopeKind'],
  value: string,
  title: string,
  wording: Pause['wording'],
): Promise<void> {
  const missions =
    kind === 'mission'
      ? [value]
      : (
          await tx
            .selectFrom('mission')
            .select('id')
            .$if(kind === 'region', (query) => query.where('regionId', '=', value))
            .execute()
        ).map((row) => row.id)
  const to: Notice['to'] = missions.map((missionId) => ({ roles: told, at: { missionId } }))
  await notify(tx, scope, now, {
    to,
    kind: 'pause.ordered',
    about: { room: 'deliveries', id: holdId, ...(kind === 'mission' ? { missionId: value } : {}) },
    path: '/krisis/jeda',
    words: {
      id: { title: `Jeda: ${title}`, body: wording.id.slice(0, 400) },
      en: { title: `Pause: ${title}`, body: (wording.en || wording.id).slice(0, 400) },
    },
    dedupeKey: `pause:${holdId}`,
    urgent: true,
  })
}
