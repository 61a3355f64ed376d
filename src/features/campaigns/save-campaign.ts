import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { type Campaign, type CampaignDraft, draftIssues } from './model.ts'
import { mayWrite } from './policy.ts'
import { findCampaign, findSharedMedia, insertCampaign, updateDraft } from './store.ts'

type Deps = { db: Db; now: () => Date }

/** Starts a campaign with its kit as a draft; gaps are allowed until release. */
export async function createCampaign(deps: Deps, scope: Scope, draft: CampaignDraft): Promise<Campaign> {
  if (!mayWrite(scope) || scope.kind !== 'person') throw new AppError('forbidden', 'campaign.write_not_yours')
  refuseBroken(draft)
  await refuseForeignAssets(deps.db, scope, draft)
  const id = newId()
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    await insertCampaign(tx, scope, { id, kitId: newId(), createdBy: scope.personId }, draft, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'campaign.created',
      subject: { kind: 'campaign', id },
    })
    return reread(tx, scope, id)
  })
}

/**
 * Saves a draft over the revision its author read.
 * @throws AppError `campaign.changed_meanwhile` (nothing written) or `campaign.released`: missions already work with it.
 */
export async function updateCampaign(
  deps: Deps,
  scope: Scope,
  id: string,
  revision: number,
  draft: CampaignDraft,
): Promise<Campaign> {
  const before = await findCampaign(deps.db, scope, id)
  if (!before) throw new AppError('not_found', 'campaign.not_found')
  if (!mayWrite(scope)) throw new AppError('forbidden', 'campaign.write_not_yours')
  if (before.status !== 'draft') throw new AppError('conflict', 'campaign.released')
  refuseBroken(draft)
  await refuseForeignAssets(deps.db, scope, draft)
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const by = scope.kind === 'person' ? scope.personId : null
    if (!(await updateDraft(tx, scope, id, revision, draft, by, now)))
      throw new AppError('conflict', 'campaign.changed_meanwhile', { yours: revision, theirs: before.revision })
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'campaign.changed',
      subject: { kind: 'campaign', id },
      payload: { revision: revision + 1 },
    })
    return reread(tx, scope, id)
  })
}

export function refuseBroken(draft: CampaignDraft): void {
  const issues = draftIssues(draft)
  const first = issues[0]
  if (first) throw new AppError('invalid', first.key, first.params, issues)
}

/** Only headquarters' own pictures come with a kit: every addressed mission may see them. */
export async function refuseForeignAssets(db: Db, scope: Scope, draft: Pick<CampaignDraft, 'kit'>): Promise<void> {
  const ids = (draft.kit.assets ?? []).map((asset) => asset.mediaId)
  const shared = await findSharedMedia(db, scope, ids)
  const foreign = ids.findIndex((id) => !shared.has(id))
  if (foreign >= 0)
    throw new AppError('invalid', 'campaign.asset_not_shared', {}, [
      { path: `kit.assets.${foreign}`, key: 'campaign.asset_not_shared' },
    ])
}

async function reread(db: Db, scope: Scope, id: string): Promise<Campaign> {
  const saved = await findCampaign(db, scope, id)
  if (!saved) throw new AppError('not_found', 'campaign.not_found')
  return saved
}
