import type { ExplainerRow } from '../../contract/explainers.ts'
import { type Db, json, type Tx } from '../../platform/database/database.ts'
import { listMissions, type Scope } from '../missions/index.ts'
import { factConcerns, factIdsOf, registerFactUse } from '../strategy/index.ts'
import { type About, type ExplainerContent, hashOf, rubricOf, type Stage } from './model.ts'
import { maySee } from './policy.ts'

type Text = {
  readonly language: string
  readonly isMaster: boolean
  readonly isStale: boolean
  readonly content: ExplainerContent
  readonly masterHash: string
  readonly writtenBy: { readonly id: string; readonly name: string } | null
  readonly updatedAt: Date
}

/** The working copy with where it stands. */
export type WorkingCopy = {
  readonly id: string
  readonly slug: string
  readonly stage: Stage
  readonly about: About
  readonly texts: readonly Text[]
  readonly revision: number
  readonly submittedBy: { readonly id: string; readonly name: string } | null
  readonly submittedHash: string | null
  readonly correction: string | null
  readonly returnedNote: string | null
  readonly publishedVersion: number | null
  readonly withdrawnReason: string | null
  readonly campaignId: string | null
  readonly updatedAt: Date
  /** Missions of the region whose desk may check it. */
  readonly deskMissions: readonly string[]
}

const selectExplainers = (db: Db) =>
  db
    .selectFrom('explainer')
    .leftJoin('person as submitter', 'submitter.id', 'explainer.submittedBy')
    .selectAll('explainer')
    .select('submitter.name as submitterName')

/** Working copies that the scope sees, last changed first; with `ids` only those. */
export async function listWorkingCopies(
  db: Db,
  scope: Scope,
  today: string,
  ids?: readonly string[],
): Promise<WorkingCopy[]> {
  if (ids?.length === 0) return []
  let query = selectExplainers(db).orderBy('explainer.updatedAt', 'desc').limit(1000)
  if (ids) query = query.where('explainer.id', 'in', [...ids])
  const rows = await query.execute()
  const texts = await textsOf(
    db,
    rows.map((row) => row.id),
  )
  const facts = await factIdsOf(
    db,
    scope,
    'explainer',
    rows.map((row) => row.id),
  )
  const desks = await missionsByRegion(db, scope, today)
  return rows
    .map((row): WorkingCopy => {
      const { topic, objectiveCode, regionId, decidedOn, contact, embargoUntil, missionIds } = row
      return {
        id: row.id,
        slug: row.slug,
        stage: row.stage as Stage,
        about: {
          topic: topic as About['topic'],
          objectiveCode,
          regionId,
          decidedOn,
          contact,
          embargoUntil: embargoUntil?.toISOString() ?? null,
          missionIds,
          factIds: [...(facts.get(row.id) ?? [])],
        },
        texts: texts.get(row.id) ?? [],
        revision: row.revision,
        submittedBy: row.submittedBy ? { id: row.submittedBy, name: row.submitterName ?? '' } : null,
        submittedHash: row.submittedHash,
        correction: row.correction,
        returnedNote: row.returnedNote,
        publishedVersion: row.publishedVersion,
        withdrawnReason: row.withdrawnReason,
        campaignId: row.campaignId,
        updatedAt: row.updatedAt,
        deskMissions: regionId === null ? [] : (desks.get(regionId) ?? []),
      }
    })
    .filter((copy) => maySee(scope, copy.deskMissions))
}

/** One working copy within the scope; `lock` keeps it until the transaction ends. */
export async function findWorkingCopy(
  db: Db | Tx,
  scope: Scope,
  id: string,
  today: string,
  lock?: 'locked',
): Promise<WorkingCopy | undefined> {
  if (lock) await db.selectFrom('explainer').select('id').where('id', '=', id).forUpdate().execute()
  return (await listWorkingCopies(db, scope, today, [id]))[0]
}

async function missionsByRegion(db: Db, scope: Scope, today: string): Promise<ReadonlyMap<string, string[]>> {
  const missions = await listMissions(db, scope, today)
  const grouped = Map.groupBy(missions, (mission) => mission.regionId)
  return new Map([...grouped].map(([region, list]) => [region, list.map((mission) => mission.id)]))
}

async function textsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Text[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('explainerText')
    .leftJoin('person', 'person.id', 'explainerText.writtenBy')
    .selectAll('explainerText')
    .select('person.name as writerName')
    .where('explainerId', 'in', [...ids])
    .orderBy('isMaster', 'desc')
    .orderBy('language')
    .execute()
  const grouped = Map.groupBy(rows, (row) => row.explainerId)
  return new Map(
    [...grouped].map(([id, texts]) => {
      const master = hashOf(texts.find((text) => text.isMaster)?.content)
      return [
        id,
        texts.map(({ language, isMaster, content, masterHash, writtenBy, writerName, updatedAt }) => ({
          language,
          isMaster,
          content: content as ExplainerContent,
          masterHash,
          isStale: !isMaster && masterHash !== master,
          writtenBy: writtenBy ? { id: writtenBy, name: writerName ?? '' } : null,
          updatedAt,
        })),
      ]
    }),
  )
}

/** Answers the same slug, or the next free one with a number behind it. */
export async function freeSlug(tx: Tx, wanted: string): Promise<string> {
  const rows = await tx.selectFrom('explainer').select('slug').where('slug', 'like', `${wanted}%`).execute()
  const taken = new Set(rows.map((row) => row.slug))
  if (!taken.has(wanted)) return wanted
  for (let n = 2; ; n++) if (!taken.has(`${wanted}-${n}`)) return `${wanted}-${n}`
}

export async function insertExplainer(
  tx: Tx,
  scope: Scope,
  key: { id: string; slug: string; createdBy: string },
  about: About,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('explainer')
    .values({ ...key, ...columnsOf(about), stage: 'writing', createdAt: now, updatedAt: now })
    .execute()
  await registerFactUse(tx, scope, { kind: 'explainer', id: key.id, missionId: null }, about.factIds, now)
}

const columnsOf = ({ factIds: _factIds, embargoUntil, ...about }: About) => ({
  ...about,
  embargoUntil: embargoUntil === null ? null : new Date(embargoUntil),
})

/** Saves over `revision`, back in writing; false when it has moved on. Facts are taken over in their newest versions. */
export async function updateAbout(
  tx: Tx,
  scope: Scope,
  key: { id: string; revision: number; slug: string },
  about: About,
  now: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable('explainer')
    .set({
      ...columnsOf(about),
      slug: key.slug,
      stage: 'writing',
      submittedHash: null,
      revision: key.revision + 1,
      updatedAt: now,
    })
    .where('id', '=', key.id)
    .where('revision', '=', key.revision)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) return false
  await registerFactUse(tx, scope, { kind: 'explainer', id: key.id, missionId: null }, about.factIds, now)
  return true
}

export type TextRow = {
  readonly language: string
  readonly isMaster: boolean
  readonly content: ExplainerContent
  readonly masterHash: string
  readonly writtenBy: string | null
  readonly updatedAt: Date
}

export async function replaceTexts(tx: Tx, _scope: Scope, id: string, texts: readonly TextRow[]): Promise<void> {
  await tx.deleteFrom('explainerText').where('explainerId', '=', id).execute()
  await tx
    .insertInto('explainerText')
    .values(texts.map((text) => ({ ...text, explainerId: id, content: json(text.content) })))
    .execute()
}

/** Moves the working copy to where an act brings it; what is not named stays. */
export async function moveExplainer(
  tx: Tx,
  _scope: Scope,
  id: string,
  to: {
    stage: Stage
    submittedHash?: string | null
    submittedBy?: string | null
    submittedAt?: Date | null
    correction?: string | null
    returnedNote?: string | null
    publishedVersion?: number
    withdrawnReason?: string | null
    withdrawnAt?: Date | null
  },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('explainer')
    .set((eb) => ({ ...to, updatedAt: now, revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function linkCampaign(tx: Tx, _scope: Scope, id: string, campaignId: string): Promise<void> {
  await tx.updateTable('explainer').set({ campaignId }).where('id', '=', id).execute()
}

/** What a list shows of a working copy. */
export async function rowOf(db: Db, scope: Scope, copy: WorkingCopy, today: string): Promise<ExplainerRow> {
  const master = copy.texts.find((text) => text.isMaster)
  const published =
    copy.publishedVersion === null
      ? undefined
      : await db
          .selectFrom('explainerVersion')
          .select('publishedAt')
          .where('explainerId', '=', copy.id)
          .where('version', '=', copy.publishedVersion)
          .executeTakeFirst()
  const concerns = await factConcerns(db, scope, { kind: 'explainer', id: copy.id }, today)
  return {
    id: copy.id,
    slug: copy.slug,
    title: master?.content.title ?? '',
    topic: copy.about.topic,
    stage: copy.stage,
    languages: copy.texts.map(({ language, isStale }) => ({ language, isStale })),
    rubric: master ? rubricOf(master.content) : 0,
    publishedVersion: copy.publishedVersion,
    publishedAt: published?.publishedAt.toISOString() ?? null,
    embargoUntil: copy.about.embargoUntil,
    updatedAt: copy.updatedAt.toISOString(),
    hasFactConcern: concerns.length > 0,
    campaignId: copy.campaignId,
  }
}
