import { z } from 'zod'
import { explainerDraft } from '../../contract/explainers.ts'
import type { Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { systemScope } from '../missions/index.ts'
import { assessPlainLanguage, type PlainLists } from '../reading/index.ts'
import { hashOf, type PublishedText, proseOf, rubricOf, slugOf } from './model.ts'
import { freeSlug, insertExplainer, moveExplainer, replaceTexts } from './store.ts'
import { insertVersion, writeSearch } from './version-store.ts'

const drafts = z.array(explainerDraft)

/** Writes ready explainers as published ones, each checked by somebody other than its author; for a sample workspace. */
export async function seedExplainers(
  tx: Tx,
  content: unknown,
  people: { readonly authorId: string; readonly checkerId: string },
  lists: PlainLists,
  publishedAt: (index: number) => Date,
): Promise<number> {
  const scope = systemScope('sample')
  const ready = drafts.parse(content)
  for (const [index, { texts, ...about }] of ready.entries()) {
    const master = texts.find((text) => text.isMaster)
    if (!master) throw new Error('an explainer of the sample has no master')
    const now = publishedAt(index)
    const id = newId()
    const slug = await freeSlug(tx, slugOf(master.content.title))
    const masterHash = hashOf(master.content)
    await insertExplainer(tx, scope, { id, slug, createdBy: people.authorId }, about, now)
    await replaceTexts(
      tx,
      scope,
      id,
      texts.map(({ language, isMaster, content: words }) => ({
        language,
        isMaster,
        content: words,
        masterHash,
        writtenBy: people.authorId,
        updatedAt: now,
      })),
    )
    const published = texts.map((text): PublishedText => ({ ...text, isStale: false }))
    await insertVersion(
      tx,
      scope,
      id,
      {
        version: 1,
        hash: hashOf({ about, texts: published }),
        about,
        texts: published,
        rubric: rubricOf(master.content),
        plainScore: assessPlainLanguage(proseOf(master.content), { language: 'id', lists }).score,
        correction: null,
        submittedBy: people.authorId,
        checkedBy: people.checkerId,
      },
      now,
    )
    await writeSearch(tx, scope, id, published)
    await moveExplainer(tx, scope, id, { stage: 'published', publishedVersion: 1 }, now)
  }
  return ready.length
}
