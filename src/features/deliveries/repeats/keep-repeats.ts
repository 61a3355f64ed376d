import { addDays } from '../../../platform/calendar/zones.ts'
import { type Db, json, type Tx } from '../../../platform/database/database.ts'
import { dueInstant } from '../due.ts'
import { type DeliveryPlan, outStates } from '../model.ts'
import { wakeDispatchers } from '../wake.ts'
import { writeDeliveries } from '../write-deliveries.ts'
import { occurrencesOf, type RepeatRule } from './rule.ts'

/** Occurrences stand in the calendar so many days ahead, and the next one always. */
const aheadDays = 60

export type StoredPlan = Pick<DeliveryPlan, 'bundleHash' | 'variants' | 'priority'> & {
  readonly kind: DeliveryPlan['item']['kind']
}

type StoredRule = RepeatRule & {
  readonly itemId: string
  readonly missionId: string
  readonly startZone: string
  readonly madeThrough: number
  readonly plan: StoredPlan
}

/** The running rule of an item, locked; undefined where it does not repeat. */
async function lockRule(tx: Tx, itemId: string): Promise<StoredRule | undefined> {
  const row = await tx
    .selectFrom('repeatRule')
    .selectAll()
    .where('itemId', '=', itemId)
    .where('stoppedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row && { ...row, every: row.every as RepeatRule['every'], plan: row.plan as unknown as StoredPlan }
}

/**
 * Makes what is coming of a rule. `onlyNew`: what was made once is left as it is now, so that what somebody cancelled or
 * moved stays so; else all that is still to come takes the rule's content and time.
 */
export async function makeOccurrences(tx: Tx, rule: StoredRule, now: Date, onlyNew: boolean): Promise<number> {
  const through = addDays(now.toISOString().slice(0, 10), aheadDays)
  const coming = occurrencesOf(rule, through, (due) => dueInstant(due, rule.startZone) <= now)
  const { kind, ...plan } = rule.plan
  let made = 0
  for (const { occurrence, dueLocal } of coming) {
    if (onlyNew && occurrence <= rule.madeThrough) continue
    const item = { id: rule.itemId, missionId: rule.missionId, kind }
    const ids = await writeDeliveries(tx, { ...plan, item, occurrence, dueLocal, dueZone: rule.startZone }, now)
    made += ids.length
  }
  const madeThrough = Math.max(rule.madeThrough, ...coming.map((one) => one.occurrence))
  await tx.updateTable('repeatRule').set({ madeThrough, updatedAt: now }).where('itemId', '=', rule.itemId).execute()
  return made
}

/**
 * A new approval of a repeating item: what is to come carries the new content, counted from the new time.
 * `isFirstFresh`: the first occurrence was not out yet and took the new plan itself; else the new time is the next one's.
 */
export async function refreshRepeat(tx: Tx, plan: DeliveryPlan, isFirstFresh: boolean, now: Date): Promise<void> {
  const rule = await lockRule(tx, plan.item.id)
  if (!rule) return
  const startOccurrence = isFirstFresh ? 1 : (await lastOut(tx, plan.item.id)) + 1
  const { bundleHash, variants, priority, dueLocal, dueZone } = plan
  const stored: StoredPlan = {
    bundleHash,
    variants,
    kind: plan.item.kind,
    ...(priority === undefined ? {} : { priority }),
  }
  const moved = { startLocal: dueLocal, startZone: dueZone, startOccurrence }
  await tx
    .updateTable('repeatRule')
    .set({ ...moved, plan: json(stored) })
    .where('itemId', '=', rule.itemId)
    .execute()
  const fresh = { ...rule, ...moved, plan: stored }
  if (!isFirstFresh && dueInstant(dueLocal, dueZone) > now)
    await writeDeliveries(tx, { ...plan, occurrence: startOccurrence }, now)
  await makeOccurrences(tx, fresh, now, false)
}

/**
 * Makes the next occurrences of every rule whose item is still approved; meant to run about once an hour, in any number
 * of processes. Answers how many deliveries were made.
 */
export async function extendRepeats(db: Db, now: Date): Promise<number> {
  const due = await db
    .selectFrom('repeatRule')
    .innerJoin('item', 'item.id', 'repeatRule.itemId')
    .select('itemId')
    .where('stoppedAt', 'is', null)
    .where('item.status', '=', 'approved')
    .where('until', '>=', now.toISOString().slice(0, 10))
    .execute()
  let made = 0
  for (const { itemId } of due) {
    made += await db.transaction().execute(async (tx) => {
      const rule = await lockRule(tx, itemId)
      return rule ? makeOccurrences(tx, rule, now, true) : 0
    })
  }
  if (made > 0) await wakeDispatchers(db)
  return made
}

async function lastOut(tx: Tx, itemId: string): Promise<number> {
  const row = await tx
    .selectFrom('delivery')
    .select((eb) => eb.fn.max('occurrence').as('last'))
    .where('itemId', '=', itemId)
    .where('state', 'in', [...outStates])
    .executeTakeFirst()
  return row?.last ?? 1
}
