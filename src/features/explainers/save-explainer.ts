import { isDeepStrictEqual } from 'node:util'
import type { Explainer } from '../../contract/explainers.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, findMission, type Scope } from '../missions/index.ts'
import { draftIssues, type ExplainerDraft, hashOf, slugOf } from './model.ts'
import { mayWrite } from './policy.ts'
import { freeSlug, insertExplainer, replaceTexts, type TextRow, updateAbout, type WorkingCopy } from './store.ts'
import { type ExplainerDeps, mustFindExplainer, viewExplainer } from './view-explainer.ts'

/** Starts an explainer; its address comes from the master's title and follows it until it is published. */
export async function createExplainer(deps: ExplainerDeps, scope: Scope, draft: ExplainerDraft): Promise<Explainer> {
  if (!mayWrite(scope) || scope.kind !== 'person') throw new AppError('forbidden', 'explainer.write_not_yours')
  await refuseBroken(deps, scope, draft)
  const id = newId()
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const slug = await freeSlug(tx, slugOf(masterOf(draft).content.title))
    const { texts: _texts, ...about } = draft
    await insertExplainer(tx, scope, { id, slug, createdBy: scope.personId }, about, now)
    await replaceTexts(tx, scope, id, textRows(draft, undefined, scope.personId, now))
    await audit(tx, scope, id, 'explainer.created', 1, now)
  })
  return viewExplainer(deps, scope, id)
}

/**
 * Saves the working copy over the revision its author read; what is public stays. A check under way ends with it.
 * @throws AppError `explainer.changed_meanwhile` (nothing written).
 */
export async function updateExplainer(
  deps: ExplainerDeps,
  scope: Scope,
  id: string,
  revision: number,
  draft: ExplainerDraft,
): Promise<Explainer> {
  await mustFindExplainer(deps, scope, id)
  if (!mayWrite(scope) || scope.kind !== 'person') throw new AppError('forbidden', 'explainer.write_not_yours')
  await refuseBroken(deps, scope, draft)
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const before = await mustFindExplainer(deps, scope, id, tx, 'locked')
    const wanted = slugOf(masterOf(draft).content.title)
    // An address that people have must go on leading here.
    const isSettled = before.publishedVersion !== null || before.slug === wanted || before.slug.startsWith(`${wanted}-`)
    const slug = isSettled ? before.slug : await freeSlug(tx, wanted)
    const { texts: _texts, ...about } = draft
    if (!(await updateAbout(tx, scope, { id, revision, slug }, about, now)))
      throw new AppError('conflict', 'explainer.changed_meanwhile', { yours: revision, theirs: before.revision })
    await replaceTexts(tx, scope, id, textRows(draft, before, scope.personId, now))
    await audit(tx, scope, id, 'explainer.changed', revision + 1, now)
  })
  return viewExplainer(deps, scope, id)
}

const masterOf = (draft: ExplainerDraft) => {
  const master = draft.texts.find((text) => text.isMaster)
  if (!master) throw new AppError('invalid', 'explainer.one_master')
  return master
}

/**
 * Texts as they are stored. Whose words they are stays while they stay; a translation that is said to be current takes the
 * master's hash, another keeps the one it was made from and so shows as out of date.
 */
function textRows(draft: ExplainerDraft, before: WorkingCopy | undefined, by: string, now: Date): TextRow[] {
  const masterHash = hashOf(masterOf(draft).content)
  return draft.texts.map(({ language, isMaster, content, isCurrent }) => {
    const old = before?.texts.find((text) => text.language === language)
    const isSame = old !== undefined && isDeepStrictEqual(old.content, content)
    return {
      language,
      isMaster,
      content,
      masterHash: isMaster || isCurrent ? masterHash : (old?.masterHash ?? ''),
      writtenBy: isSame ? (old.writtenBy?.id ?? null) : by,
      updatedAt: isSame ? old.updatedAt : now,
    }
  })
}

async function refuseBroken(deps: ExplainerDeps, scope: Scope, draft: ExplainerDraft): Promise<void> {
  const issues = draftIssues(draft)
  const first = issues[0]
  if (first) throw new AppError('invalid', first.key, {}, issues)
  for (const mission of draft.missionIds)
    if (!(await findMission(deps.db, scope, mission)))
      throw new AppError('invalid', 'explainer.mission_unknown', { mission })
}

const audit = (tx: Tx, scope: Scope, id: string, action: string, revision: number, now: Date) =>
  recordAudit(tx, now, { actor: actorOf(scope), action, subject: { kind: 'explainer', id }, payload: { revision } })
