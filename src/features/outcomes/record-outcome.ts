import type { z } from 'zod'
import type { outcomeEndpoints } from '../../contract/outcomes.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, findMission, type Scope } from '../missions/index.ts'
import { demandRecorder, readTarget } from './model.ts'
import { findOutcome, type StoredOutcome } from './store.ts'

export type OutcomeDeps = {
  readonly db: Db
  readonly now: () => Date
  /** Public address, where codes are opened. */
  readonly url: string
}

/** Writes down what posts may have brought about. The number is the mission's word; who they were is never stored. */
export async function recordOutcome(
  { db, now }: OutcomeDeps,
  scope: Scope,
  missionId: string,
  input: z.output<typeof outcomeEndpoints.record.body>,
): Promise<StoredOutcome> {
  demandRecorder(scope, missionId)
  const at = now()
  const mission = await findMission(db, scope, missionId)
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  if (input.happenedOn > localDayOf(at, mission.timezone))
    throw new AppError('invalid', 'outcome.future', {}, [{ path: 'happenedOn', key: 'outcome.future' }])
  const code = input.code
    ? await db
        .selectFrom('outcomeCode')
        .select(['id', 'code', 'campaignId'])
        .where('code', '=', input.code.toLowerCase())
        .where('missionId', '=', missionId)
        .executeTakeFirst()
    : undefined
  if (input.code && !code)
    throw new AppError('invalid', 'outcome.no_code', {}, [{ path: 'code', key: 'outcome.no_code' }])
  const objective = await db
    .selectFrom('objective')
    .select('code')
    .where('code', '=', input.objective)
    .executeTakeFirst()
  if (!objective)
    throw new AppError('invalid', 'outcome.no_objective', {}, [{ path: 'objective', key: 'outcome.no_objective' }])
  const id = newId()
  const { kind, amount, happenedOn, source } = input
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('outcome')
      .values({
        id,
        missionId,
        kind,
        amount,
        happenedOn,
        source,
        objectiveCode: input.objective,
        campaignId: code?.campaignId ?? null,
        codeId: code?.id ?? null,
        createdBy: scope.kind === 'person' ? scope.personId : null,
        createdAt: at,
      })
      .execute()
    await recordAudit(tx, at, {
      actor: actorOf(scope),
      action: 'outcome.recorded',
      subject: { kind: 'outcome', id },
      missionId,
      payload: { kind, amount, objective: input.objective },
    })
  })
  return {
    id,
    missionId,
    kind,
    amount,
    happenedOn,
    source,
    objective: input.objective,
    code: code?.code ?? null,
    createdAt: at,
  }
}

/** Takes an outcome back, or puts it back; both stay in the record. */
export async function changeOutcome(
  { db, now }: OutcomeDeps,
  scope: Scope,
  id: string,
  act: 'remove' | 'restore',
): Promise<void> {
  const outcome = await findOutcome(db, scope, id)
  if (!outcome) throw new AppError('not_found', 'outcome.not_found')
  demandRecorder(scope, outcome.missionId)
  const at = now()
  const by = scope.kind === 'person' ? scope.personId : null
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('outcome')
      .set(act === 'remove' ? { removedAt: at, removedBy: by } : { removedAt: null, removedBy: null })
      .where('id', '=', id)
      .execute()
    await recordAudit(tx, at, {
      actor: actorOf(scope),
      action: act === 'remove' ? 'outcome.removed' : 'outcome.restored',
      subject: { kind: 'outcome', id },
      missionId: outcome.missionId,
      payload: {},
    })
  })
}

/** Says where the link of a code leads. */
export async function setTarget(
  { db, now, url }: OutcomeDeps,
  scope: Scope,
  id: string,
  targetUrl: string | null,
): Promise<void> {
  const code = await db.selectFrom('outcomeCode').select(['missionId']).where('id', '=', id).executeTakeFirst()
  if (!code) throw new AppError('not_found', 'outcome.not_found')
  try {
    demandRecorder(scope, code.missionId)
  } catch (error) {
    // A code of a mission out of sight is no code.
    if (error instanceof AppError && error.code === 'not_found') throw new AppError('not_found', 'outcome.not_found')
    throw error
  }
  const target = targetUrl === null || targetUrl === '' ? null : readTarget(targetUrl, url)
  const at = now()
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('outcomeCode').set({ targetUrl: target, updatedAt: at }).where('id', '=', id).execute()
    await recordAudit(tx, at, {
      actor: actorOf(scope),
      action: 'outcome.target_set',
      subject: { kind: 'outcome_code', id },
      missionId: code.missionId,
      payload: { isSet: target !== null },
    })
  })
}
