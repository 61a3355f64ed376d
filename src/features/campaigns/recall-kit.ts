import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { type Campaign, draftIssues, isSameLock, type Kit, type KitInput, type Recall, releaseIssues } from './model.ts'
import { mayRelease } from './policy.ts'
import type { RecallPorts } from './recall-ports.ts'
import { layRecall } from './recall-reach.ts'
import { endRecall, findRecall, findWithdrawal } from './recall-store.ts'
import { refuseForeignAssets } from './save-campaign.ts'
import { approveCores, bumpCampaign, findCampaign, lockCampaign, markWithdrawn, writeKit } from './store.ts'

export type RecallDeps = { readonly db: Db; readonly now: () => Date; readonly recalls: RecallPorts }
type Words = { readonly reason: string; readonly notice: string }

/**
 * Changes a released kit. Where the change touches what it locks (message, facts, headline, words that must or must not
 * be said), a recall reaches every item that used it, in this transaction; a new picture or hint recalls nothing.
 * @throws AppError `campaign.changed_meanwhile`, `campaign.not_running`, `campaign.nothing_changed`.
 */
export async function amendKit(
  deps: RecallDeps,
  scope: Scope,
  id: string,
  revision: number,
  change: Words & { readonly kit: KitInput },
): Promise<{ campaign: Campaign; recall: Recall | null }> {
  await refuseForeignAssets(deps.db, scope, change)
  return deps.db.transaction().execute(async (tx) => {
    const before = await demandRunning(tx, scope, id)
    if (before.revision !== revision)
      throw new AppError('conflict', 'campaign.changed_meanwhile', { yours: revision, theirs: before.revision })
    const draft = { ...before, kit: change.kit }
    const issues = [...releaseIssues(draft, new Set([before.objectiveCode])), ...draftIssues(draft)]
    if (issues.length > 0) throw new AppError('invalid', 'campaign.not_ready', { count: issues.length }, issues)
    const languages = touchedLanguages(before.kit, change.kit)
    const now = deps.now()
    const by = scope.kind === 'person' ? scope.personId : null
    await writeKit(tx, scope, id, change.kit, by, now)
    // Whoever lets an amendment out stands for its master, as at the release; other languages wait for their approval.
    const masters = change.kit.cores.filter((core) => core.isMaster).map((core) => core.language)
    await approveCores(tx, scope, id, masters, by, now)
    await bumpCampaign(tx, scope, id, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'campaign.amended',
      subject: { kind: 'campaign', id },
      payload: { revision: revision + 1, languages: languages === 'all' ? '*' : languages.join(' ') },
    })
    const recallId =
      languages !== 'all' && languages.length === 0
        ? undefined
        : await layRecall(deps.recalls, tx, scope, { kind: 'amended', campaignId: id, languages }, wordsOf(change), now)
    return {
      campaign: await reread(tx, scope, id),
      recall: recallId === undefined ? null : ((await findRecall(tx, scope, recallId)) ?? null),
    }
  })
}

/** Withdraws a released kit: nothing more may be made or sent from it. */
export async function withdrawKit(
  deps: RecallDeps,
  scope: Scope,
  id: string,
  words: Words,
): Promise<{ campaign: Campaign; recall: Recall }> {
  return deps.db.transaction().execute(async (tx) => {
    await demandRunning(tx, scope, id)
    const now = deps.now()
    await markWithdrawn(tx, scope, id, { status: 'withdrawn', withdrawnAt: now }, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'campaign.withdrawn',
      subject: { kind: 'campaign', id },
    })
    const cause = { kind: 'withdrawn', campaignId: id } as const
    const recallId = await layRecall(deps.recalls, tx, scope, cause, wordsOf(words), now)
    const recall = await findRecall(tx, scope, recallId)
    if (!recall) throw new AppError('not_found', 'recall.not_found')
    return { campaign: await reread(tx, scope, id), recall }
  })
}

/** Takes a withdrawal back: items are free again, what was held waits for a confirmation, open tasks are cancelled. */
export async function undoWithdrawal(deps: RecallDeps, scope: Scope, id: string): Promise<Campaign> {
  return deps.db.transaction().execute(async (tx) => {
    await demandRelease(tx, scope, id)
    const recallId = await findWithdrawal(tx, scope, id)
    if (recallId === undefined) throw new AppError('conflict', 'campaign.not_withdrawn')
    const now = deps.now()
    const by = scope.kind === 'person' ? scope.personId : null
    await markWithdrawn(tx, scope, id, { status: 'released', withdrawnAt: null }, now)
    await deps.recalls.liftHolds(tx, await endRecall(tx, scope, recallId, by, now), by, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'campaign.withdrawal_undone',
      subject: { kind: 'campaign', id },
      payload: { recall: recallId },
    })
    return reread(tx, scope, id)
  })
}

const wordsOf = ({ reason, notice }: Words): Words => ({ reason, notice })

/**
 * Languages in which the amendment changes what is locked. All of them when the master changes (missions translate from
 * it) or what must and must not be said.
 */
function touchedLanguages(before: Kit, after: KitInput): readonly string[] | 'all' {
  const same = (a: readonly string[], b: readonly string[]) =>
    a.length === b.length && a.every((one) => b.includes(one))
  if (!same(before.mustSay, after.mustSay) || !same(before.mustNotSay, after.mustNotSay)) return 'all'
  const next = new Map(after.cores.map((core) => [core.language, core]))
  const changed = before.cores.filter((core) => {
    const now = next.get(core.language)
    return core.approvedAt !== null && (!now || !isSameLock(core, now))
  })
  return changed.some((core) => core.isMaster) ? 'all' : changed.map((core) => core.language)
}

async function demandRelease(tx: Tx, scope: Scope, id: string): Promise<Campaign> {
  // Whoever attaches an item to this kit shares the row; from here on they wait, so that none is missed.
  await lockCampaign(tx, scope, id)
  const campaign = await findCampaign(tx, scope, id)
  if (!campaign) throw new AppError('not_found', 'campaign.not_found')
  if (!mayRelease(scope)) throw new AppError('forbidden', 'campaign.recall_not_yours')
  return campaign
}

async function demandRunning(tx: Tx, scope: Scope, id: string): Promise<Campaign> {
  const campaign = await demandRelease(tx, scope, id)
  if (campaign.status !== 'released') throw new AppError('conflict', 'campaign.not_running')
  return campaign
}

async function reread(db: Db, scope: Scope, id: string): Promise<Campaign> {
  const saved = await findCampaign(db, scope, id)
  if (!saved) throw new AppError('not_found', 'campaign.not_found')
  return saved
}
