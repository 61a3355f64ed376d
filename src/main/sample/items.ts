import { type AuditEntry, recordAudits } from '../../features/audit/index.ts'
import type { Mission } from '../../features/missions/index.ts'
import type { Reader } from '../../features/reading/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { SampleKit } from './campaigns.ts'
import { type ItemText, itemTexts, returnComments } from './item-texts.ts'
import { createItemMaker, type Made, type Person } from './make-item.ts'
import type { SamplePictures } from './media.ts'
import { inChunks, type SampleAccount } from './posts.ts'
import type { Random } from './random.ts'

/** Officer and head of a mission. */
export type Seats = { readonly officer: Person; readonly head: Person }

type Deps = {
  readonly db: Tx
  readonly now: () => Date
  readonly reader: Reader
  readonly random: Random
  readonly homeZone: string
}

const hourMs = 3_600_000
const auditRows = 5_000

/**
 * Items in every state for every mission, so that each person of the sample finds something to do: a draft, one in
 * review, returned ones, approved ones whose deliveries are scheduled, by hand, held, refused, unknown with evidence or
 * sent, with the posts that came of them. Bundles are built as the rooms build them.
 */
export async function writeItems(
  deps: Deps,
  missions: readonly Mission[],
  given: {
    readonly accounts: ReadonlyMap<string, readonly SampleAccount[]>
    readonly seats: ReadonlyMap<string, Seats>
    readonly pictures: SamplePictures
    readonly kits: readonly SampleKit[]
  },
): Promise<number> {
  const made: Made[] = []
  // One reading serves all missions: only the name of the city differs.
  const readings = new Map<ItemText, ReturnType<Reader['read']>>()
  const read = (text: ItemText) => {
    const reading = readings.get(text) ?? deps.reader.read({ text: text.text, languages: ['id'] })
    readings.set(text, reading)
    return reading
  }
  const home = await deps.db
    .selectFrom('mission')
    .select('id')
    .where('isHeadquarters', '=', true)
    .executeTakeFirstOrThrow()
  for (const [index, mission] of missions.entries()) {
    const seats = given.seats.get(mission.id)
    const accounts = given.accounts.get(mission.id) ?? []
    if (!seats || accounts.length === 0) continue
    made.push(...itemsOf({ ...deps, read }, mission, index, { ...given, accounts, seats, homeId: home.id }))
  }
  await saveAll(deps.db, made)
  return made.length
}

function itemsOf(
  deps: Deps & { read(text: ItemText): ReturnType<Reader['read']> },
  mission: Mission,
  index: number,
  given: {
    readonly accounts: readonly SampleAccount[]
    readonly seats: Seats
    readonly pictures: SamplePictures
    readonly kits: readonly SampleKit[]
    readonly homeId: string
  },
): Made[] {
  const make = createItemMaker(deps, mission, given)
  const ordinary = itemTexts.filter((text) => text.sensitive === undefined && text.kind !== 'protocol')
  const nth = (n: number) => ordinary[(index + n) % ordinary.length] ?? itemTexts[0]
  const sensitive = itemTexts.find((text) => text.sensitive !== undefined)
  const ceremony = itemTexts.find((text) => text.kind === 'protocol')
  const ago = (hours: number) => hours * hourMs
  const list: (Made | undefined)[] = [
    make({ text: nth(0), state: 'in_review', agoMs: ago(3 + (index % 30)), dueInDays: 2 }),
    make({ text: nth(1), state: 'draft', agoMs: ago(1 + (index % 20)), dueInDays: 3 }),
    make({ text: nth(2), state: 'scheduled', agoMs: ago(26), dueInDays: 1 }),
    make({ text: nth(3), state: 'awaiting_person', agoMs: ago(30), dueInDays: 0 }),
    make({ text: nth(4), state: 'sent', agoMs: ago(24 * (6 + (index % 25))), dueInDays: -(5 + (index % 25)) }),
  ]
  if (index % 2 === 0)
    list.push(
      make({
        text: nth(5),
        state: 'returned',
        agoMs: ago(5 + (index % 18)),
        dueInDays: 2,
        comment: returnComments[(index / 2) % returnComments.length] ?? '',
      }),
    )
  if (index % 3 !== 0) list.push(make({ text: nth(5), state: 'unknown', agoMs: ago(52), dueInDays: -1 }))
  if (index % 4 === 1) list.push(make({ text: nth(0), state: 'refused', agoMs: ago(70), dueInDays: -1 }))
  if (index % 5 === 2)
    list.push(
      make({ text: ceremony, state: 'sent', agoMs: ago(24 * (9 + (index % 30))), dueInDays: -(8 + (index % 30)) }),
    )
  if (index % 4 === 2)
    list.push(make({ text: sensitive, state: 'at_desk', agoMs: ago(8 + (index % 40)), dueInDays: 3 }))
  if (index % 11 === 4) list.push(make({ text: nth(1), state: 'held', agoMs: ago(60), dueInDays: 0 }))
  for (const kit of given.kits) {
    const answeredAt = kit.taken.get(mission.id)
    const agoMs = answeredAt ? deps.now().getTime() - answeredAt.getTime() : 0
    // An answer of yesterday has not become a post yet.
    if (agoMs < ago(60)) continue
    list.push(make({ text: kit.text, kit, state: 'sent', agoMs, dueInDays: -Math.floor(agoMs / ago(24)) + 1 }))
  }
  return list.filter((one) => one !== undefined)
}

/** Table by table, in the order in which they point at one another. */
async function saveAll(tx: Tx, made: readonly Made[]): Promise<void> {
  const all = <K extends keyof Made>(part: K) =>
    made.flatMap((one): readonly unknown[] => one[part]) as Made[K][number][]
  await inChunks(all('items'), (rows) => tx.insertInto('item').values(rows).execute())
  await inChunks(all('objectives'), (rows) => tx.insertInto('itemObjective').values(rows).execute())
  await inChunks(all('texts'), (rows) => tx.insertInto('itemText').values(rows).execute())
  await inChunks(all('media'), (rows) => tx.insertInto('itemMedia').values(rows).execute())
  await inChunks(all('variants'), (rows) => tx.insertInto('variant').values(rows).execute())
  await inChunks(all('bundles'), (rows) => tx.insertInto('bundle').values(rows).execute())
  await inChunks(all('reviews'), (rows) => tx.insertInto('review').values(rows).execute())
  await inChunks(all('waits'), (rows) => tx.insertInto('reviewWait').values(rows).execute())
  await inChunks(all('holds'), (rows) => tx.insertInto('hold').values(rows).execute())
  await inChunks(all('deliveries'), (rows) => tx.insertInto('delivery').values(rows).execute())
  await inChunks(all('attempts'), (rows) => tx.insertInto('deliveryAttempt').values(rows).execute())
  await inChunks(all('messages'), (rows) => tx.insertInto('message').values(rows).execute())
  await inChunks(all('posts'), (rows) => tx.insertInto('post').values(rows).execute())
  await inChunks(all('readings'), (rows) => tx.insertInto('reading').values(rows).execute())
  const events: (readonly [Date, AuditEntry])[] = all('events').toSorted(([a], [b]) => a.getTime() - b.getTime())
  for (let start = 0; start < events.length; start += auditRows)
    await recordAudits(tx, events.slice(start, start + auditRows))
}
