import { sql } from 'kysely'
import { type Db, json } from '../../src/platform/database/database.ts'
import { newId } from '../../src/platform/ids.ts'

/** Rows around the index: missions in far zones, accounts, an agreed mix. Written plainly, for tests. */
export async function writeWorld(db: Db, missions: readonly { id: string; timezone: string }[]): Promise<void> {
  const now = new Date('2026-01-01T00:00:00Z')
  await db
    .insertInto('region')
    .values({ id: 'all', nameId: 'Semua', nameEn: 'All', sort: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .insertInto('platform')
    .values(['bluesky', 'x', 'instagram'].map((code) => ({ code, profile: json({}), updatedAt: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  for (const { id, timezone } of missions)
    await db
      .insertInto('mission')
      .values({
        id,
        kind: 'KBRI',
        nameId: `KBRI di ${id}`,
        nameEn: `Embassy in ${id}`,
        city: id,
        countryIso2: 'XX',
        latitude: 0,
        longitude: 0,
        timezone,
        languages: ['id'],
        regionId: 'all',
        confidence: 'high',
        weekend: [6, 7],
        updatedAt: now,
      })
      .execute()
  const codes = ['products', 'tourism', 'policy', 'protection']
  for (const [sort, code] of codes.entries())
    await db
      .insertInto('objective')
      .values({
        code,
        version: 1,
        sort,
        nameId: code,
        nameEn: code,
        definitionId: '',
        definitionEn: '',
        ownerUnit: '',
        topics: [code],
        validFrom: '2025-01-01',
        createdAt: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

export async function writeAccount(
  db: Db,
  missionId: string,
  network: string,
  values: { connectionState?: string; status?: string; handle?: string } = {},
): Promise<string> {
  const id = newId()
  const handle = values.handle ?? `${missionId}-${network}-${id.slice(-6)}`
  await db
    .insertInto('account')
    .values({
      id,
      missionId,
      network,
      handle,
      handleKey: handle,
      url: `https://${network}.example/${handle}`,
      status: values.status ?? 'active',
      statusChangedAt: new Date('2026-01-01T00:00:00Z'),
      connectionState: values.connectionState ?? 'none',
      createdAt: new Date('2026-01-01T00:00:00Z'),
    })
    .execute()
  return id
}

export async function writeMix(db: Db, missionId: string, quarter: string, percent: Record<string, number>) {
  const id = newId()
  const at = new Date('2026-01-01T00:00:00Z')
  await db
    .insertInto('targetMix')
    .values({ id, missionId, quarter, status: 'agreed', proposedAt: at, agreedAt: at, createdAt: at })
    .execute()
  await db
    .insertInto('targetMixShare')
    .values(Object.entries(percent).map(([objectiveCode, share]) => ({ mixId: id, objectiveCode, percent: share })))
    .execute()
}

export async function writePerson(db: Db, name: string): Promise<string> {
  const id = newId()
  const at = new Date('2026-01-01T00:00:00Z')
  await db
    .insertInto('person')
    .values({ id, name, email: `${id}@example.org`, createdAt: at, updatedAt: at })
    .execute()
  return id
}

/** A post as it lies in the table, not yet joined. `text` is made unlike any other when none is given. */
export async function writePost(
  db: Db,
  post: {
    missionId: string
    accountId: string
    publishedAt: Date
    text?: string
    network?: string
    deliveryId?: string
  },
): Promise<string> {
  const id = newId()
  await db
    .insertInto('post')
    .values({
      id,
      accountId: post.accountId,
      missionId: post.missionId,
      network: post.network ?? 'x',
      remoteId: id,
      url: `https://x.example/${id}`,
      text: post.text ?? `${crypto.randomUUID()} ${crypto.randomUUID()}`,
      language: 'id',
      publishedAt: post.publishedAt,
      localDay: post.publishedAt.toISOString().slice(0, 10),
      source: 'observed',
      deliveryId: post.deliveryId ?? null,
      firstSeenAt: post.publishedAt,
      lastSeenAt: post.publishedAt,
    })
    .execute()
  return id
}

export type MachineLabel = { objective: string; purpose: number; abstained?: boolean; language?: string }

/** What a machine would have read in a message. */
export async function writeReading(db: Db, messageId: string, label: MachineLabel): Promise<void> {
  const values = {
    modelVersion: 'test',
    language: label.language ?? 'id',
    objective: label.objective,
    objectives: json({ [label.objective]: 1 }),
    purpose: label.purpose,
    benefit: false,
    cta: false,
    confidence: 0.9,
    abstained: label.abstained ?? false,
    because: json([]),
    readAt: new Date('2026-01-01T00:00:00Z'),
  }
  await db
    .insertInto('reading')
    .values({ messageId, ...values })
    .onConflict((conflict) => conflict.column('messageId').doUpdateSet(values))
    .execute()
}

/** A published item of the mission with what it declares, and a sent delivery on an account. */
export async function writeSentItem(
  db: Db,
  item: {
    missionId: string
    accountId: string
    authorId: string
    kind: string
    weights?: Record<string, number>
    text: string
    remoteId?: string
    itemId?: string
  },
): Promise<{ itemId: string; deliveryId: string; variantId: string }> {
  const itemId = item.itemId ?? newId()
  const at = new Date('2026-01-01T00:00:00Z')
  if (!item.itemId) {
    await db
      .insertInto('item')
      .values({
        id: itemId,
        missionId: item.missionId,
        authorId: item.authorId,
        kind: item.kind,
        status: 'approved',
        createdAt: at,
        updatedAt: at,
      })
      .execute()
    for (const [objectiveCode, weight] of Object.entries(item.weights ?? {}))
      await db.insertInto('itemObjective').values({ itemId, objectiveCode, objectiveVersion: 1, weight }).execute()
  }
  const deliveryId = newId()
  const variantId = newId()
  await db
    .insertInto('delivery')
    .values({
      id: deliveryId,
      itemId,
      variantId,
      accountId: item.accountId,
      missionId: item.missionId,
      network: 'x',
      bundleHash: 'x',
      content: json({ text: item.text }),
      itemKind: item.kind,
      recordKey: deliveryId,
      idempotencyKey: deliveryId,
      recordCreatedAt: at,
      dueLocal: '2026-01-01T09:00',
      dueZone: 'Asia/Jakarta',
      dueAt: at,
      state: 'sent',
      stateChangedAt: at,
      nextAt: at,
      remoteId: item.remoteId ?? deliveryId,
      sentAt: at,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  return { itemId, deliveryId, variantId }
}

export const countOf = async (db: Db, table: 'message' | 'post' | 'alignmentDirty'): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db)
  return rows[0]?.n ?? 0
}
