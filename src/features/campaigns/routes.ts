import { campaignEndpoints } from '../../contract/campaigns.ts'
import type { Routes } from '../../http/routes.ts'
import { AppError } from '../../platform/errors.ts'
import { canRead, type Scope } from '../missions/index.ts'
import { previewAddressing } from './addressing.ts'
import { acceptRefusal, answerKit } from './answer-kit.ts'
import { approveCore, saveCore } from './approve-core.ts'
import { listAssignments } from './assignment-store.ts'
import { listOverlaps } from './list-overlaps.ts'
import { endOffer, offerItem } from './offer-item.ts'
import { amendKit, type RecallDeps, undoWithdrawal, withdrawKit } from './recall-kit.ts'
import { findRecall, listOpenRecalls, listRecalls } from './recall-store.ts'
import { type ReleaseDeps, releaseCampaign } from './release-campaign.ts'
import { createCampaign, updateCampaign } from './save-campaign.ts'
import { keepItem, settleCorrection } from './settle-recall.ts'
import { findCampaign, findCampaigns, listCampaigns } from './store.ts'
import { type CalendarDeps, viewAdoption } from './view-adoption.ts'

export function campaignRoutes(routes: Routes<Scope>, deps: ReleaseDeps & RecallDeps & CalendarDeps): void {
  const get = async (scope: Scope, id: string) => {
    const campaign = await findCampaign(deps.db, scope, id)
    if (!campaign) throw new AppError('not_found', 'campaign.not_found')
    return campaign
  }
  routes.add(campaignEndpoints.list, async ({ query, scope }) => ({
    campaigns: await listCampaigns(deps.db, scope, query.status),
  }))
  routes.add(campaignEndpoints.create, ({ body, scope }) => createCampaign(deps, scope, body))
  routes.add(campaignEndpoints.get, ({ params, scope }) => get(scope, params.campaignId))
  routes.add(campaignEndpoints.update, ({ params, body: { revision, ...draft }, scope }) =>
    updateCampaign(deps, scope, params.campaignId, revision, draft),
  )
  routes.add(campaignEndpoints.release, ({ params, body, scope }) =>
    releaseCampaign(deps, scope, params.campaignId, body),
  )
  routes.add(campaignEndpoints.addressing, ({ params, body, scope }) =>
    previewAddressing(deps, scope, params.campaignId, body),
  )
  routes.add(campaignEndpoints.saveCore, ({ params, body, scope }) =>
    saveCore(deps, scope, params.campaignId, { ...body, language: params.language }),
  )
  routes.add(campaignEndpoints.approveCore, ({ params, scope }) =>
    approveCore(deps, scope, params.campaignId, params.language),
  )
  routes.add(campaignEndpoints.adoption, async ({ params, scope }) => {
    const campaign = await get(scope, params.campaignId)
    return viewAdoption(deps, scope, campaign)
  })
  routes.add(campaignEndpoints.kits, async ({ params, scope }) => {
    if (!canRead(scope, params.missionId)) throw new AppError('not_found', 'mission.not_found')
    const assignments = await listAssignments(deps.db, scope, params.missionId)
    const campaigns = await findCampaigns(
      deps.db,
      scope,
      assignments.map((assignment) => assignment.campaignId),
    )
    const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]))
    return {
      kits: assignments.flatMap((assignment) => {
        const campaign = byId.get(assignment.campaignId)
        return campaign ? [{ campaign, assignment }] : []
      }),
    }
  })
  routes.add(campaignEndpoints.answer, ({ params, body, scope }) => answerKit(deps, scope, params, body))
  routes.add(campaignEndpoints.acceptRefusal, ({ params, scope }) => acceptRefusal(deps, scope, params))
  routes.add(campaignEndpoints.overlaps, async ({ params, scope }) => ({
    overlaps: await listOverlaps(deps.db, scope, await get(scope, params.campaignId)),
  }))
  routes.add(campaignEndpoints.offer, ({ params, body, scope }) => offerItem(deps, scope, params.itemId, body))
  routes.add(campaignEndpoints.endOffer, ({ params, scope }) => endOffer(deps, scope, params.campaignId))
  recallRoutes(routes, deps)
}

function recallRoutes(routes: Routes<Scope>, deps: RecallDeps): void {
  routes.add(campaignEndpoints.amend, ({ params, body: { revision, ...change }, scope }) =>
    amendKit(deps, scope, params.campaignId, revision, change),
  )
  routes.add(campaignEndpoints.withdraw, ({ params, body, scope }) => withdrawKit(deps, scope, params.campaignId, body))
  routes.add(campaignEndpoints.undoWithdrawal, ({ params, scope }) => undoWithdrawal(deps, scope, params.campaignId))
  routes.add(campaignEndpoints.recalls, async ({ params, scope }) => {
    if (!(await findCampaign(deps.db, scope, params.campaignId))) throw new AppError('not_found', 'campaign.not_found')
    return { recalls: await listRecalls(deps.db, scope, params.campaignId) }
  })
  routes.add(campaignEndpoints.recall, async ({ params, scope }) => {
    const recall = await findRecall(deps.db, scope, params.recallId)
    if (!recall) throw new AppError('not_found', 'recall.not_found')
    return recall
  })
  routes.add(campaignEndpoints.corrections, async ({ params, scope }) => {
    if (!canRead(scope, params.missionId)) throw new AppError('not_found', 'mission.not_found')
    return { recalls: await listOpenRecalls(deps.db, scope, params.missionId) }
  })
  routes.add(campaignEndpoints.correct, ({ params, body, scope }) => settleCorrection(deps, scope, params, body))
  routes.add(campaignEndpoints.keepItem, ({ params, scope }) => keepItem(deps, scope, params))
}
