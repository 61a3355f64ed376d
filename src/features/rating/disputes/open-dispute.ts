import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Dispute } from '../../../contract/rating.ts'
import { quarterOf } from '../../../platform/calendar/zones.ts'
import { json, type Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, type Scope } from '../../missions/index.ts'
import { listObjectives } from '../../strategy/index.ts'
import type { DeskDeps } from '../desk/progress.ts'
import { findMissionOfMessage } from '../label-store.ts'
import { mayDispute } from '../policy.ts'
import { frameOf, orderKeyOf } from '../sample/frame.ts'
import { findStandings, type RatedMessage } from '../store.ts'
import { isStanding } from './decide-dispute.ts'
import { findDisputes } from './dispute-store.ts'

export type Claim = { readonly objective: string; readonly purpose: number; readonly reason: string }

/** Texts drawn at random that go to the raters with a disputed one, so that it never comes alone. */
const companions = 3

/**
 * A mission disputes the label that stands for one of its messages (MEA-06). The text goes into the blind queue near its
 * front, among texts of the sample or of companions; the first rater who has not labelled it before decides.
 * @throws AppError dispute.not_yours, dispute.same_label, dispute.open_already.
 */
export async function openDispute(deps: DeskDeps, scope: Scope, messageId: string, claim: Claim): Promise<Dispute> {
  const missionId = await findMissionOfMessage(deps.db, scope, messageId)
  if (!missionId) throw new AppError('not_found', 'message.not_found')
  if (!mayDispute(scope, missionId)) throw new AppError('forbidden', 'dispute.not_yours')
  const now = deps.now()
  const known = new Set((await listObjectives(deps.db, scope, now.toISOString().slice(0, 10))).map(({ code }) => code))
  if (claim.objective !== 'none' && !known.has(claim.objective))
    throw new AppError('invalid', 'rating.unknown_objective', { code: claim.objective })
  const id = newId()
  await deps.db.transaction().execute(async (tx) => {
    await tx.selectFrom('message').select('id').where('id', '=', messageId).forUpdate().execute()
    const open = await tx
      .selectFrom('labelDispute')
      .select('id')
      .where('messageId', '=', messageId)
      .where('outcome', 'is', null)
      .executeTakeFirst()
    if (open) throw new AppError('conflict', 'dispute.open_already')
    const [message] = await findStandings(tx, scope, sql<boolean>`message.id = ${messageId}`)
    if (!message) throw new AppError('not_found', 'message.not_found')
    const { label } = message.standing
    const stood = { stoodObjectives: label.objectives, stoodPurpose: label.purposeValue }
    if (isStanding(stood, claim)) throw new AppError('conflict', 'dispute.same_label')
    await tx
      .insertInto('labelDispute')
      .values({
        ...{ id, messageId, missionId, openedAt: now },
        openedBy: scope.kind === 'person' ? scope.personId : null,
        ...claim,
        ...{ stoodObjectives: json(label.objectives), stoodPurpose: label.purposeValue, stoodOrigin: label.origin },
      })
      .execute()
    await queueTasks(tx, id, message, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'dispute.opened',
      subject: { kind: 'dispute', id },
      missionId,
      payload: { messageId, objective: claim.objective, purpose: claim.purpose },
    })
  })
  const [dispute] = await findDisputes(deps.db, scope, { id })
  if (!dispute) throw new AppError('not_found', 'message.not_found')
  return dispute
}

async function queueTasks(tx: Tx, disputeId: string, message: RatedMessage, now: Date): Promise<void> {
  const secret = randomUUID()
  const { languageGroup } = message
  const labelSource = message.standing.estimate.source
  // Keys of the sample begin with any hexadecimal digit: '0' is near its front, among others.
  const task = (messageId: string) => ({
    id: randomUUID(),
    messageId,
    ...{ languageGroup, labelSource, needed: 1, createdAt: now },
    orderKey: `0${orderKeyOf(secret, messageId).slice(1)}`,
  })
  const { rows } = await sql<{ id: string }>`
    select id from (${frameOf(quarterOf(message.localDay))}) frame
    where language_group = ${languageGroup} and id <> ${message.id}
      and not exists (select from label l where l.message_id = frame.id and l.source in ('blind', 'adjudicated'))
      and not exists (select from rating_task t where t.message_id = frame.id)
    order by sha256(convert_to(${`${secret}:`} || id, 'UTF8')) limit ${companions}`.execute(tx)
  await tx
    .insertInto('ratingTask')
    .values([
      { ...task(message.id), origin: 'dispute', disputeId },
      ...rows.map(({ id }) => ({ ...task(id), origin: 'companion', disputeId: null })),
    ])
    .execute()
}
