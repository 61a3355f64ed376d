import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import type { Campaign, KitCore } from './model.ts'
import { mayWrite } from './policy.ts'
import { approveCores, findCampaign, findCampaignCores, saveCoreRow } from './store.ts'

type Deps = { readonly db: Db; readonly now: () => Date }

/**
 * Writes the core in a further language, before or after release. Missions see it once somebody else approved it; what
 * they see already changes by an amendment only, for they may have published it.
 * @throws AppError `campaign.core_in_use`, `campaign.not_running`.
 */
export async function saveCore(
  deps: Deps,
  scope: Scope,
  campaignId: string,
  core: Omit<KitCore, 'isMaster'>,
): Promise<Campaign> {
  return deps.db.transaction().execute(async (tx) => {
    const campaign = await demandHeadquartersKit(tx, scope, campaignId)
    const before = campaign.kit.cores.find((one) => one.language === core.language)
    if (before?.isMaster || (campaign.status !== 'draft' && before && before.approvedAt !== null))
      throw new AppError('conflict', 'campaign.core_in_use', { language: core.language })
    const now = deps.now()
    await saveCoreRow(tx, scope, campaignId, { ...core, isMaster: false }, personOf(scope))
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'kit.core_written',
      subject: { kind: 'campaign', id: campaignId },
      payload: { language: core.language },
    })
    return reread(tx, scope, campaignId)
  })
}

/**
 * Headquarters approves the core in one language by name (CAM-02): only then does it lock anything at missions.
 * @throws AppError `campaign.core_own_words` where the same person wrote it.
 */
export async function approveCore(deps: Deps, scope: Scope, campaignId: string, language: string): Promise<Campaign> {
  return deps.db.transaction().execute(async (tx) => {
    await demandHeadquartersKit(tx, scope, campaignId)
    const core = (await findCampaignCores(tx, scope, campaignId)).find((one) => one.language === language)
    if (!core) throw new AppError('not_found', 'campaign.no_such_core', { language })
    if (core.approvedAt !== null) return reread(tx, scope, campaignId)
    if (core.message.trim() === '') throw new AppError('invalid', 'campaign.core_empty')
    const by = personOf(scope)
    if (by !== null && core.writtenBy === by) throw new AppError('forbidden', 'campaign.core_own_words', { language })
    const now = deps.now()
    await approveCores(tx, scope, campaignId, [language], by, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'kit.core_approved',
      subject: { kind: 'campaign', id: campaignId },
      payload: { language },
    })
    return reread(tx, scope, campaignId)
  })
}

async function demandHeadquartersKit(db: Db, scope: Scope, campaignId: string): Promise<Campaign> {
  const campaign = await findCampaign(db, scope, campaignId)
  if (!campaign) throw new AppError('not_found', 'campaign.not_found')
  if (!mayWrite(scope) || campaign.credit !== null) throw new AppError('forbidden', 'campaign.write_not_yours')
  if (campaign.status !== 'draft' && campaign.status !== 'released')
    throw new AppError('conflict', 'campaign.not_running')
  return campaign
}

const personOf = (scope: Scope): string | null => (scope.kind === 'person' ? scope.personId : null)

async function reread(db: Db, scope: Scope, id: string): Promise<Campaign> {
  const saved = await findCampaign(db, scope, id)
  if (!saved) throw new AppError('not_found', 'campaign.not_found')
  return saved
}
