import { beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { systemScope } from '../../missions/index.ts'
import { cancelItemDeliveries } from '../cancel-item-deliveries.ts'
import { cancelDelivery, rescheduleDelivery } from '../change-delivery.ts'
import { createDeliveries } from '../create-deliveries.ts'
import { fakeNetwork } from '../fixtures/fake-network.ts'
import { type Stage, setStage } from '../fixtures/stage.ts'
import type { DeliveryPlan } from '../model.ts'
import { extendRepeats } from './keep-repeats.ts'
import { setRepeat, stopRepeat } from './set-repeat.ts'

const system = systemScope('test')
const weekly = { every: 'week', step: 1, until: '2027-02-28' } as const
let database: TestDatabase
let stage: Stage
let first: string
let accounts: string[]

beforeEach(async () => {
  database = await createTestDatabase()
  stage = await setStage(database, [fakeNetwork('looking', { lookUp: true }).network])
  accounts = [await stage.addAccount('looking', 'kairo'), await stage.addAccount('looking', 'kairo2')]
  const ids = await stage.addDeliveries(accounts, { dueLocal: '2026-11-26T09:00' })
  first = ids[0] ?? ''
  return () => database.drop()
})

const deps = () => ({ db: stage.db, now: stage.now })
const rows = () => stage.db.selectFrom('delivery').selectAll().orderBy('occurrence').orderBy('accountId').execute()
const dues = async (): Promise<string[]> => [
  ...new Set((await rows()).filter((row) => row.state === 'scheduled').map((row) => row.dueLocal)),
]
const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error instanceof AppError && error.key,
  )

async function approveAgain(dueLocal: string, text: string): Promise<void> {
  const { itemId } = await stage.find(first)
  const plan: DeliveryPlan = {
    item: { id: itemId, missionId: 'kbri-kairo', kind: 'purpose' },
    bundleHash: 'b'.repeat(64),
    variants: accounts.map((accountId) => ({
      variantId: crypto.randomUUID(),
      accountId,
      network: 'looking',
      content: { text, languages: ['id'], link: null, images: [] },
    })),
    dueLocal,
    dueZone: 'Etc/UTC',
  }
  await stage.db.transaction().execute(async (tx) => {
    await cancelItemDeliveries(tx, itemId, 'item_changed', stage.now())
    await createDeliveries(tx, plan, stage.now())
  })
}

test('occurrences stand sixty days ahead, each with keys of its own and the approved content', async () => {
  await setRepeat(deps(), system, first, weekly)
  const all = await rows()
  expect(await dues()).toHaveLength(9)
  expect((await dues()).slice(0, 2)).toEqual(['2026-11-26T09:00', '2026-12-03T09:00'])
  expect(new Set(all.map((row) => row.recordKey)).size).toBe(all.length)
  expect(new Set(all.map((row) => row.idempotencyKey)).size).toBe(all.length)
  expect(new Set(all.map((row) => row.bundleHash)).size).toBe(1)
})

test('time brings the next ones, once, whoever asks', async () => {
  await setRepeat(deps(), system, first, weekly)
  const before = (await rows()).length
  stage.clock.advance(14 * 86_400_000)
  const made = await Promise.all([extendRepeats(stage.db, stage.now()), extendRepeats(stage.db, stage.now())])
  expect(made.toSorted()).toEqual([0, 4])
  expect(await rows()).toHaveLength(before + 4)
})

test('one cancelled or moved alone stays so; ending the repeats cancels all that is to come', async () => {
  await setRepeat(deps(), system, first, weekly)
  const second = (await rows()).find((row) => row.occurrence === 2)
  const third = (await rows()).find((row) => row.occurrence === 3)
  await cancelDelivery(deps(), system, second?.id ?? '', 'libur nasional')
  await rescheduleDelivery(deps(), system, third?.id ?? '', { dueLocal: '2026-12-11T10:00', dueZone: 'Etc/UTC' })
  await extendRepeats(stage.db, stage.now())
  expect((await stage.find(second?.id ?? '')).state).toBe('cancelled')
  expect((await stage.find(third?.id ?? '')).dueLocal).toBe('2026-12-11T10:00')

  await stopRepeat(deps(), system, first)
  await stopRepeat(deps(), system, first)
  expect(await dues()).toEqual(['2026-11-26T09:00'])
  stage.clock.advance(30 * 86_400_000)
  expect(await extendRepeats(stage.db, stage.now())).toBe(0)
})

test('a new approval covers what is to come; what was cancelled by a person is not revived', async () => {
  await setRepeat(deps(), system, first, weekly)
  const second = (await rows()).find((row) => row.occurrence === 2)
  await cancelDelivery(deps(), system, second?.id ?? '')
  await approveAgain('2026-11-27T10:00', 'Teks baru')
  const all = await rows()
  const alive = all.filter((row) => row.state === 'scheduled')
  expect(alive.map((row) => (row.content as { text: string }).text)).toEqual(alive.map(() => 'Teks baru'))
  expect((await dues()).slice(0, 2)).toEqual(['2026-11-27T10:00', '2026-12-04T10:00'])
  expect((await stage.find(second?.id ?? '')).state).toBe('cancelled')
})

test('a new approval after the first is out counts on from the next, and makes no second post of the first', async () => {
  await setRepeat(deps(), system, first, weekly)
  await stage.db
    .updateTable('delivery')
    .set({ state: 'sent', sentAt: stage.now() })
    .where('occurrence', '=', 1)
    .execute()
  await approveAgain('2026-11-30T08:00', 'Teks baru')
  expect((await rows()).filter((row) => row.occurrence === 1).map((row) => row.state)).toEqual(['sent', 'sent'])
  expect((await dues()).slice(0, 3)).toEqual(['2026-11-30T08:00', '2026-12-07T08:00', '2026-12-14T08:00'])
})

test('what is not approved makes nothing, and a last day that brings nothing is refused', async () => {
  expect(await refusal(setRepeat(deps(), system, first, { ...weekly, until: '2026-11-26' }))).toBe(
    'delivery.repeat_until',
  )
  expect(await refusal(setRepeat(deps(), system, first, { ...weekly, until: '2026-11-30' }))).toBe(
    'delivery.repeat_none',
  )
  await setRepeat(deps(), system, first, weekly)
  await stage.db.updateTable('item').set({ status: 'draft' }).execute()
  stage.clock.advance(14 * 86_400_000)
  expect(await extendRepeats(stage.db, stage.now())).toBe(0)
  expect(await refusal(setRepeat(deps(), system, first, weekly))).toBe('delivery.repeat_not_approved')
})
