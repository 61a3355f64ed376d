import type { z } from 'zod'
import type { calendarEndpoints } from '../../contract/calendar.ts'
import { openHolidays } from '../../platform/calendar/holidays.ts'
import { addDays, instantOf, localDayOf, localTimeOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { canRead, findMission, holds, type Scope } from '../missions/index.ts'
import { dayNotes, type Observance } from './days.ts'
import { type CalendarEntry, type Clashing, clashesOf } from './model.ts'
import { listPlannedDeliveries, listPlannedItems, type PlannedDelivery, type PlannedItem } from './store.ts'

export type CalendarDeps = {
  readonly db: Db
  readonly now: () => Date
  /** ISO 3166-1 alpha-2 of the ministry's own country, whose days off count abroad too. */
  readonly homeCountry: string
  readonly observances: readonly Observance[]
}

type View = z.output<(typeof calendarEndpoints)['view']['response']>
/** An entry with what clashes are found by. */
type Placed = CalendarEntry & Pick<Clashing, 'accountIds' | 'embargoUntil'>

const mostDays = 62
/** A person may still move these: surely not out. */
const movable: readonly CalendarEntry['stage'][] = ['scheduled', 'held', 'needs_confirmation', 'awaiting_person']
const editable: readonly CalendarEntry['stage'][] = ['draft', 'returned']

/**
 * A mission's calendar between two of its local days, both included: items by their planned time until they are in the
 * queue, deliveries from then on; the days that count there; what clashes.
 * @throws AppError not_found outside the scope, `calendar.too_long` beyond 62 days.
 */
export async function viewCalendar(
  deps: CalendarDeps,
  scope: Scope,
  missionId: string,
  { from, to }: { from: string; to: string },
): Promise<View> {
  const mission = canRead(scope, missionId) ? await findMission(deps.db, scope, missionId) : undefined
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  if (to < from || addDays(from, mostDays) <= to) throw new AppError('invalid', 'calendar.too_long', { days: mostDays })
  const zone = mission.timezone
  const [begins, ends] = [instantOf(`${from}T00:00`, zone), instantOf(`${addDays(to, 1)}T00:00`, zone)]
  const items = await listPlannedItems(deps.db, scope, missionId, addDays(from, -1), addDays(to, 1))
  const deliveries = await listPlannedDeliveries(deps.db, scope, missionId, begins, ends)
  const acts = holds(scope, ['mission_officer', 'head_of_mission'], missionId)
  const entries = [
    ...items
      .map((item) => entryOfItem(item, zone, acts))
      .filter(({ at }) => {
        const instant = new Date(at)
        return instant >= begins && instant < ends
      }),
    ...groupDeliveries(deliveries, zone, acts || holds(scope, ['editor'], missionId)),
  ].sort((a, b) => (a.at === b.at ? (a.key < b.key ? -1 : 1) : a.at < b.at ? -1 : 1))
  const holidays = await openHolidays()
  const countries = { host: mission.countryIso2, home: deps.homeCountry }
  const days = dayNotes({ holidays, observances: deps.observances }, countries, from, to)
  const closed = new Map(days.filter((note) => note.kind === 'host').map((note) => [note.day, note.nameId]))
  return {
    missionId,
    zone,
    today: localDayOf(deps.now(), zone),
    weekend: [...mission.weekend],
    knowsHolidays: holidays.inYear(mission.countryIso2, Number(from.slice(0, 4))).length > 0,
    days,
    entries: entries.map(({ accountIds: _accounts, embargoUntil: _until, ...entry }) => entry),
    clashes: clashesOf(
      entries.map((entry) => ({ ...entry, at: new Date(entry.at), localDay: entry.local.slice(0, 10) })),
      closed,
      networksOf(items, deliveries),
      deps.now(),
    ),
  }
}

function entryOfItem(item: PlannedItem, zone: string, acts: boolean): Placed {
  const at = instantOf(item.dueLocal, item.dueZone)
  return {
    ...commonOf(item),
    key: item.itemId,
    at: at.toISOString(),
    local: localTimeOf(at, zone),
    networks: [...new Set(item.accounts.map((account) => account.network))],
    deliveryIds: [],
    canMove: acts && editable.includes(item.stage),
    accountIds: item.accounts.map((account) => account.id),
  }
}

/** One entry for an item's deliveries that stand alike at the same minute. */
function groupDeliveries(deliveries: readonly PlannedDelivery[], zone: string, acts: boolean): Placed[] {
  const groups = Map.groupBy(deliveries, (one) => `${one.itemId} ${one.at.toISOString()} ${one.stage}`)
  return [...groups.entries()].flatMap(([key, group]) => {
    const [first] = group
    if (!first) return []
    return [
      {
        ...commonOf(first),
        key,
        at: first.at.toISOString(),
        local: localTimeOf(first.at, zone),
        networks: [...new Set(group.map((one) => one.network))],
        deliveryIds: group.map((one) => one.deliveryId),
        canMove: acts && movable.includes(first.stage),
        accountIds: group.map((one) => one.accountId),
      },
    ]
  })
}

function commonOf(one: PlannedItem | PlannedDelivery) {
  const { itemId, title, kind, objectiveCode, campaignId, embargoUntil, revision, stage, dueLocal, dueZone } = one
  return { itemId, title, kind, objectiveCode, campaignId, embargoUntil, revision, stage, dueLocal, dueZone }
}

function networksOf(
  items: readonly PlannedItem[],
  deliveries: readonly PlannedDelivery[],
): (accountId: string) => string {
  const known = new Map(deliveries.map((one) => [one.accountId, one.network]))
  for (const item of items) for (const account of item.accounts) known.set(account.id, account.network)
  return (accountId) => known.get(accountId) ?? ''
}
