import { readFile } from 'node:fs/promises'
import { seedExplainers } from '../../src/features/explainers/index.ts'
import { readPlainLists } from '../../src/features/reading/index.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { newId } from '../../src/platform/ids.ts'

/** Publishes the explainers of the sample workspace, a day apart, the last of them yesterday. Answers who wrote and who checked. */
export async function publishExplainers(db: Db, now: Date): Promise<{ authorId: string; checkerId: string }> {
  const content: unknown = JSON.parse(await readFile('data/sample/explainers.json', 'utf8'))
  const [authorId, checkerId] = [newId(), newId()]
  const people = [authorId, checkerId].map((id, index) => ({
    id,
    name: index === 0 ? 'Penulis Contoh' : 'Pemeriksa Contoh',
    email: `${id}@contoh.test`,
    createdAt: now,
    updatedAt: now,
  }))
  await db.insertInto('person').values(people).execute()
  await db
    .transaction()
    .execute((tx) =>
      seedExplainers(
        tx,
        content,
        { authorId, checkerId },
        readPlainLists(),
        (index) => new Date(now.getTime() - (index + 1) * 86_400_000),
      ),
    )
  return { authorId, checkerId }
}

/** An account of a mission as the register holds it. */
export async function addAccount(
  db: Db,
  account: { missionId: string; network: string; handle: string; status?: string; verified?: boolean },
  now: Date,
): Promise<string> {
  const { status = 'active', verified = true, ...rest } = account
  const id = newId()
  await db
    .insertInto('account')
    .values({
      id,
      ...rest,
      handleKey: rest.handle.toLowerCase(),
      url: `https://${rest.network === 'x' ? 'x' : rest.network}.com/${rest.handle}`,
      status,
      statusChangedAt: now,
      verifiedAt: verified ? now : null,
      createdAt: now,
    })
    .execute()
  return id
}
