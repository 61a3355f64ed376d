import type { Mission } from '../../features/missions/index.ts'
import type { Reader } from '../../features/reading/index.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import { type Db, json } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Caption } from './corpus.ts'
import { createPlaceFinder } from './places.ts'
import type { Random } from './random.ts'

export type SampleAccount = {
  readonly id: string
  readonly missionId: string
  readonly network: string
  readonly handle: string
}
export type SampleMessage = {
  readonly id: string
  readonly caption: Caption
  readonly missionId: string
  readonly localDay: string
}

const quarterDays = 92
const dayMs = 86_400_000
const chunkRows = 1_500

/** Makes three months of posts for every mission, read by the reader, as if observed. Answers what was said, with its truth. */
export async function writePosts(
  deps: { db: Db; now: () => Date; reader: Reader; random: Random },
  missions: readonly Mission[],
  accounts: ReadonlyMap<string, readonly SampleAccount[]>,
  captions: ReadonlyMap<string, readonly Caption[]>,
): Promise<readonly SampleMessage[]> {
  const now = deps.now()
  const said: SampleMessage[] = []
  const messages = []
  const posts = []
  const readings = []
  const places = createPlaceFinder(missions)
  const read = readingOnce(deps.reader)
  for (const [index, mission] of missions.entries()) {
    const own = accounts.get(mission.id) ?? []
    if (own.length === 0) continue
    // Every mission has its own habits: how much it posts, how much of it is ceremony, what it likes to talk about.
    const count = index % 19 === 7 ? 5 + deps.random.int(6) : 22 + deps.random.int(36)
    const ceremony = 0.3 + deps.random.next() * 0.4
    const pool = captionsOf(mission, captions, index)
    const used = new Set<string>()
    for (let n = 0; n < count; n++) {
      const caption = pickCaption(deps.random, pool, used, ceremony, (one) => places.fits(mission, one))
      if (!caption) break
      const at = new Date(now.getTime() - Math.floor(deps.random.next() * quarterDays * dayMs) - 3_600_000)
      const localDay = localDayOf(at, mission.timezone)
      const reading = read(caption)
      const messageId = newId()
      said.push({ id: messageId, caption, missionId: mission.id, localDay })
      messages.push({
        id: messageId,
        missionId: mission.id,
        localDay,
        text: caption.text,
        language: reading.language,
        firstPublishedAt: at,
        createdAt: at,
      })
      readings.push({
        messageId,
        modelVersion: reading.modelVersion,
        language: reading.language,
        objective: reading.objective,
        objectives: json(reading.objectives),
        purpose: reading.purpose,
        benefit: reading.benefit,
        cta: reading.cta,
        confidence: reading.confidence,
        abstained: reading.abstained,
        because: json(reading.because),
        readAt: now,
      })
      const copies = deps.random.chance(0.3) ? own.slice(0, 2) : [deps.random.pick(own)]
      for (const account of copies)
        posts.push(postOf(deps.random, account, messageId, caption, at, localDay, now, reading.language))
    }
  }
  await inChunks(messages, (rows) => deps.db.insertInto('message').values(rows).execute())
  await inChunks(posts, (rows) => deps.db.insertInto('post').values(rows).execute())
  await inChunks(readings, (rows) => deps.db.insertInto('reading').values(rows).execute())
  return said
}

/** Reads each caption once, whichever missions say it, as an account of its language and of Indonesian. */
function readingOnce(reader: Reader): (caption: Caption) => ReturnType<Reader['read']> {
  const known = new Map<string, ReturnType<Reader['read']>>()
  return (caption) => {
    const reading = known.get(caption.id) ?? reader.read({ text: caption.text, languages: ['id', caption.lang] })
    known.set(caption.id, reading)
    return reading
  }
}

/** Runs an insert for at most 1,500 rows at a time (a statement holds 65,535 values). */
export async function inChunks<T>(rows: readonly T[], insert: (chunk: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += chunkRows) await insert(rows.slice(start, start + chunkRows))
}

/** What a mission may have said: all of its languages, and as much again, 300 at least, of a stretch of the Indonesian. */
function captionsOf(
  mission: Mission,
  captions: ReadonlyMap<string, readonly Caption[]>,
  index: number,
): readonly Caption[] {
  const own = mission.languages.flatMap((tag) => captions.get(tag.split('-')[0] ?? tag) ?? [])
  const home = captions.get('id') ?? []
  const count = Math.min(home.length, Math.max(300, own.length))
  const from = (index * 97) % Math.max(1, home.length - count)
  return [...own, ...home.slice(from, from + count)]
}

function pickCaption(
  random: Random,
  pool: readonly Caption[],
  used: Set<string>,
  ceremony: number,
  fits: (caption: Caption) => boolean,
): Caption | undefined {
  const wantCeremony = random.chance(ceremony)
  for (let tries = 0; tries < 120; tries++) {
    const caption = random.pick(pool)
    const isCeremony = caption.objective === 'none' || caption.purpose === 0
    if (used.has(caption.id) || isCeremony !== wantCeremony || !fits(caption)) continue
    used.add(caption.id)
    return caption
  }
  return undefined
}

function postOf(
  random: Random,
  account: SampleAccount,
  messageId: string,
  caption: Caption,
  at: Date,
  localDay: string,
  now: Date,
  language: string,
) {
  const id = newId()
  const likes = Math.floor(5 + random.next() ** 3 * 900)
  return {
    id,
    accountId: account.id,
    missionId: account.missionId,
    network: account.network,
    remoteId: `contoh-${id}`,
    url: `https://example.org/contoh/${account.network}/${account.handle}/${id}`,
    text: caption.text,
    language,
    mediaKind: random.chance(0.7) ? 'image' : 'none',
    publishedAt: at,
    localDay,
    source: 'import',
    messageId,
    firstSeenAt: now,
    lastSeenAt: now,
    likes,
    reposts: Math.floor(likes / 9),
    replies: Math.floor(likes / 14),
    metricsAt: now,
  }
}
