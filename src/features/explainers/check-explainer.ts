import type { Explainer } from '../../contract/explainers.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { assessPlainLanguage, type PlainLists } from '../reading/index.ts'
import { hashOf, type PublishedText, proseOf, rubricOf, submitIssues } from './model.ts'
import { mayCheck, mayWrite } from './policy.ts'
import { moveExplainer, type WorkingCopy } from './store.ts'
import { insertVersion, listVersions, writeSearch } from './version-store.ts'
import { authorsOf, type ExplainerDeps, mustFindExplainer, viewExplainer } from './view-explainer.ts'

/** What a check holds for: every word of every language, and what is said beside them. */
const wordsOf = (copy: WorkingCopy): string =>
  hashOf({
    about: copy.about,
    texts: copy.texts.map(({ language, content, isMaster, isStale }) => ({ language, content, isMaster, isStale })),
  })

/**
 * Hands the working copy to the desk.
 * @throws AppError `explainer.not_ready` naming each section that is missing; `explainer.nothing_new`.
 */
export async function submitExplainer(
  deps: ExplainerDeps,
  scope: Scope,
  id: string,
  correction: string | null,
): Promise<Explainer> {
  await mustFindExplainer(deps, scope, id)
  if (!mayWrite(scope) || scope.kind !== 'person') throw new AppError('forbidden', 'explainer.write_not_yours')
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const copy = await mustFindExplainer(deps, scope, id, tx, 'locked')
    const master = copy.texts.find((text) => text.isMaster)
    const issues = master ? submitIssues(copy.about, master.content) : []
    if (issues.length > 0) throw new AppError('invalid', 'explainer.not_ready', { count: issues.length }, issues)
    const hash = wordsOf(copy)
    const newest = (await listVersions(tx, scope, id))[0]
    if (newest?.hash === hash && copy.stage !== 'withdrawn') throw new AppError('conflict', 'explainer.nothing_new')
    if (correction !== null && !newest) throw new AppError('conflict', 'explainer.nothing_to_correct')
    const to = { submittedHash: hash, submittedBy: scope.personId, submittedAt: now, correction, returnedNote: null }
    await moveExplainer(tx, scope, id, { stage: 'in_check', ...to }, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'explainer.submitted',
      subject: { kind: 'explainer', id },
      payload: { hash, isCorrection: correction !== null },
    })
  })
  return viewExplainer(deps, scope, id)
}

/**
 * The desk's word on exactly the words it read: published as the next version, or back to its writers with a note.
 * @throws AppError `explainer.own_words` for anyone who wrote or submitted it; `explainer.not_in_check`.
 */
export async function checkExplainer(
  deps: ExplainerDeps & { readonly lists: () => PlainLists },
  scope: Scope,
  id: string,
  word: { decision: 'publish' | 'return'; hash: string; note: string },
): Promise<Explainer> {
  const seen = await mustFindExplainer(deps, scope, id)
  if (!mayCheck(scope, seen.deskMissions) || scope.kind !== 'person')
    throw new AppError('forbidden', 'explainer.check_not_yours')
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const copy = await mustFindExplainer(deps, scope, id, tx, 'locked')
    if (copy.stage !== 'in_check' || copy.submittedHash !== word.hash)
      throw new AppError('conflict', 'explainer.not_in_check')
    if (authorsOf(copy).has(scope.personId)) throw new AppError('forbidden', 'explainer.own_words')
    if (word.decision === 'return' && word.note.length < 5) throw new AppError('invalid', 'explainer.note_needed')
    const version = (copy.publishedVersion ?? 0) + 1
    if (word.decision === 'return')
      await moveExplainer(tx, scope, id, { stage: 'writing', returnedNote: word.note, submittedHash: null }, now)
    else {
      const texts = publishedTexts(copy)
      const master = texts.find((text) => text.isMaster)
      await insertVersion(
        tx,
        scope,
        id,
        {
          version,
          hash: word.hash,
          about: copy.about,
          texts,
          rubric: master ? rubricOf(master.content) : 0,
          plainScore: master ? plainScore(master, deps.lists()) : null,
          correction: copy.correction,
          submittedBy: copy.submittedBy?.id ?? null,
          checkedBy: scope.personId,
        },
        now,
      )
      await writeSearch(tx, scope, id, texts)
      await moveExplainer(
        tx,
        scope,
        id,
        {
          stage: 'published',
          publishedVersion: version,
          correction: null,
          returnedNote: null,
          submittedHash: null,
          withdrawnReason: null,
          withdrawnAt: null,
        },
        now,
      )
    }
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: word.decision === 'publish' ? 'explainer.published' : 'explainer.returned',
      subject: { kind: 'explainer', id },
      payload: { hash: word.hash, version },
    })
  })
  return viewExplainer(deps, scope, id)
}

/** Takes a published explainer off the site; its address goes on saying why. Its versions stay in the record. */
export async function withdrawExplainer(
  deps: ExplainerDeps,
  scope: Scope,
  id: string,
  reason: string,
): Promise<Explainer> {
  await mustFindExplainer(deps, scope, id)
  if (!mayWrite(scope)) throw new AppError('forbidden', 'explainer.write_not_yours')
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const copy = await mustFindExplainer(deps, scope, id, tx, 'locked')
    if (copy.publishedVersion === null) throw new AppError('conflict', 'explainer.not_published')
    await writeSearch(tx, scope, id, [])
    const to = { withdrawnReason: reason, withdrawnAt: now, submittedHash: null, correction: null }
    await moveExplainer(tx, scope, id, { stage: 'withdrawn', ...to }, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'explainer.withdrawn',
      subject: { kind: 'explainer', id },
      payload: { version: copy.publishedVersion },
    })
  })
  return viewExplainer(deps, scope, id)
}

const publishedTexts = (copy: WorkingCopy): PublishedText[] =>
  copy.texts
    .filter((text) => text.isMaster || text.content.title !== '')
    .map(({ language, isMaster, isStale, content }) => ({ language, isMaster, isStale, content }))

function plainScore({ language, content }: PublishedText, lists: PlainLists): number | null {
  const base = language.split('-')[0]
  if (base !== 'id' && base !== 'en') return null
  return assessPlainLanguage(proseOf(content), { language: base, lists }).score
}
